"""A database address becomes Django's connection settings, or one clear line."""

import pytest

from manifattura.config.database_url import check_server_version, parse_database_url
from manifattura.config.problem import Problem


def test_all_parts():
    found = parse_database_url("postgresql://citt%C3%A0:p%40ss@db.example:5433/manifattura?sslmode=require")
    assert found == {
        "NAME": "manifattura",
        "USER": "città",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_folder_as_host():
    found = parse_database_url("postgres:///manifattura?host=/run/postgresql")
    assert (found["HOST"], found["NAME"], found["PORT"]) == ("/run/postgresql", "manifattura", "")


@pytest.mark.parametrize("url", ["mysql://localhost/manifattura", "manifattura", "sqlite:///file"])
def test_other_engines_are_refused(url):
    with pytest.raises(Problem, match="must begin with postgresql://"):
        parse_database_url(url)


def test_the_database_must_be_named():
    with pytest.raises(Problem, match="names no database"):
        parse_database_url("postgresql://localhost/")


def test_old_servers_are_refused():
    check_server_version(150000)
    with pytest.raises(Problem, match="PostgreSQL 14: version 15 or later"):
        check_server_version(140012)
