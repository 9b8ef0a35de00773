"""A real embedded server: made, stopped, killed, found half made, found damaged."""

import os
import signal
import time

import psycopg
import pytest

from manifattura.config.embedded import server
from manifattura.config.embedded.places import places_for
from manifattura.config.embedded.use import embedded_server, remove_cluster
from manifattura.config.problem import Problem


@pytest.fixture
def places(tmp_path):
    found = places_for(tmp_path / "data")
    yield found
    remove_cluster(found)
    assert not found.home.exists()


def ask(places, question="SELECT 1"):
    place = places.connection()
    with psycopg.connect(
        host=place["HOST"], user=place["USER"], dbname=place["NAME"], autocommit=True
    ) as connection:
        cursor = connection.execute(question)
        return cursor.fetchone() if cursor.description else None


def write_a_row(places):
    ask(places, "CREATE TABLE kept (name text)")
    ask(places, "INSERT INTO kept VALUES ('bando')")


def test_first_start_stop_and_second_start(places):
    with embedded_server(places):
        write_a_row(places)
        assert oct(places.socket.stat().st_mode)[-3:] == "700"
    assert not server.is_running(places)
    with embedded_server(places):
        assert ask(places, "SELECT name FROM kept") == ("bando",)


def test_the_last_user_stops_it(places):
    with embedded_server(places):
        with embedded_server(places):
            assert server.is_running(places)
        assert server.is_running(places)
    assert not server.is_running(places)


def test_a_killed_server_starts_again_with_its_data(places):
    server.start(places)
    write_a_row(places)
    os.kill(server.read_lock_file(places).pid, signal.SIGKILL)
    while server.is_running(places):
        time.sleep(0.01)
    begun = time.monotonic()
    server.start(places)
    assert time.monotonic() - begun < 15
    assert ask(places, "SELECT name FROM kept") == ("bando",)


def test_a_stale_lock_with_the_number_of_another_programme(places):
    """After a restart of the machine the number in the lock file may belong to anybody."""
    server.start(places)
    write_a_row(places)
    lock = places.cluster / "postmaster.pid"
    text = lock.read_text(encoding="utf-8")
    server.stop(places)
    lock.write_text(text.replace(text.splitlines()[0], str(os.getpid()), 1), encoding="utf-8")
    assert not server.is_running(places)
    server.start(places)
    assert ask(places, "SELECT name FROM kept") == ("bando",)


def test_a_half_made_cluster_is_made_again(places, capfd):
    places.home.mkdir(parents=True)
    places.cluster.mkdir()
    (places.cluster / "PG_VERSION").write_text("18\n", encoding="ascii")
    with embedded_server(places):
        assert ask(places) == (1,)
    assert f"The database in {places.home} was left half made" in capfd.readouterr().out


def test_a_damaged_cluster_is_never_thrown_away(places):
    with embedded_server(places):
        write_a_row(places)
    (places.cluster / "PG_VERSION").unlink()
    with (
        pytest.raises(Problem, match=r"is damaged .*restore it from a backup, or begin again"),
        embedded_server(places),
    ):
        pass
    assert (places.cluster / "base").exists()


def test_a_cluster_of_another_version_is_never_thrown_away(places):
    with embedded_server(places):
        pass
    (places.cluster / "PG_VERSION").write_text("15\n", encoding="ascii")
    with (
        pytest.raises(Problem, match="made by PostgreSQL 15, the programme now has"),
        embedded_server(places),
    ):
        pass


def test_a_cluster_in_use_is_not_removed(places):
    with embedded_server(places), pytest.raises(Problem, match="in use: stop the running site"):
        remove_cluster(places)


def test_a_server_that_cannot_start_says_why(places):
    with embedded_server(places):
        pass
    (places.cluster / "postgresql.conf").write_text("max_connections = many\n", encoding="ascii")
    with pytest.raises(Problem, match=r"does not start .*server\.log, or set DATABASE_URL"):
        server.start(places)
