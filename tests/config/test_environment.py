"""The variables of the environment are checked before anything starts."""

import pytest

from manifattura.config.environment import DEFAULT_PORT, read_environment
from manifattura.config.problem import Problem

PRODUCTION = {
    "MANIFATTURA_MODE": "production",
    "MANIFATTURA_SECRET_KEY": "long and secret",
    "MANIFATTURA_ALLOWED_HOSTS": "manifattura.example, www.manifattura.example",
    "DATABASE_URL": "postgresql://city@database.example/manifattura",
}


def test_nothing_set_is_the_demo_on_this_machine():
    environment = read_environment({})
    assert environment.mode == "demo"
    assert environment.host == "127.0.0.1"
    assert environment.port == DEFAULT_PORT
    assert environment.embedded


def test_production_is_complete():
    environment = read_environment(PRODUCTION)
    assert environment.allowed_hosts == ("manifattura.example", "www.manifattura.example")
    assert not environment.embedded


@pytest.mark.parametrize("name", ["MANIFATTURA_SECRET_KEY", "MANIFATTURA_ALLOWED_HOSTS", "DATABASE_URL"])
def test_production_names_what_is_missing(name):
    with pytest.raises(Problem, match=f"Production mode needs {name}: set"):
        read_environment({**PRODUCTION, name: ""})


@pytest.mark.parametrize(
    "given",
    [
        {"MANIFATTURA_SECRET_KEY": "long and secret"},
        {"MANIFATTURA_ALLOWED_HOSTS": "manifattura.example"},
        {"MANIFATTURA_HOST": "0.0.0.0"},
    ],
)
def test_the_demo_refuses_to_be_public(given):
    with pytest.raises(Problem, match="Demo mode has open sign-ins"):
        read_environment(given)


def test_the_demo_may_name_this_machine():
    assert read_environment({"MANIFATTURA_ALLOWED_HOSTS": "localhost"}).allowed_hosts == ("localhost",)


@pytest.mark.parametrize("port", ["0", "65536", "ottomila", "-1"])
def test_a_port_is_a_number(port):
    with pytest.raises(Problem, match=r"PORT is .*use a number"):
        read_environment({"PORT": port})


def test_modes_are_three():
    with pytest.raises(Problem, match="use demo, production or test"):
        read_environment({"MANIFATTURA_MODE": "staging"})


def test_problems_are_one_line():
    with pytest.raises(Problem) as caught:
        read_environment({"MANIFATTURA_MODE": "production"})
    assert "\n" not in str(caught.value)
