"""The cluster lies where the user that runs it may reach it, and its socket's path is short enough."""

import os
from pathlib import Path

import pytest

from manifattura.config.embedded import places as module
from manifattura.config.embedded.places import (
    LONGEST_SOCKET_FOLDER,
    Owner,
    places_for,
    safe_shared_folder,
    walkable,
)
from manifattura.config.problem import Problem

STRANGER = Owner(uid=64_123, gid=64_123)


@pytest.fixture
def open_folder(tmp_path):
    """A folder that a stranger reaches: pytest's own are closed."""
    tmp_path.chmod(0o755)
    return tmp_path


def test_a_closed_folder_is_not_walkable(open_folder):
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    assert not walkable(closed / "data", STRANGER)


def test_an_open_folder_is_walkable():
    assert walkable(Path("/usr/bin"), STRANGER)


def test_the_owner_may_walk_where_strangers_may_not(open_folder):
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    me = Owner(closed.stat().st_uid, closed.stat().st_gid)
    # the folders above belong to the same user
    assert walkable(closed, me) or open_folder.parent.stat().st_uid != me.uid


def test_a_long_path_gets_a_short_socket(tmp_path):
    deep = tmp_path / ("a-long-name-" * 6) / ("another-one-" * 6)
    assert len(os.fsencode(places_for(deep).socket)) <= LONGEST_SOCKET_FOLDER


def test_the_recorded_place_is_kept(tmp_path):
    (tmp_path / "postgres.location").write_text("/var/tmp/some-cluster\n", encoding="utf-8")
    assert places_for(tmp_path).home == Path("/var/tmp/some-cluster/postgres")


def test_a_shared_folder_that_is_a_link_is_refused(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    with pytest.raises(Problem, match="belongs to somebody else"):
        safe_shared_folder(link)


def test_tests_and_demo_have_different_clusters(tmp_path):
    assert places_for(tmp_path).home != places_for(tmp_path, test=True).home


def test_missing_binaries_are_named(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    with pytest.raises(Problem, match="not installed: run `make run`, or set DATABASE_URL"):
        places_for(tmp_path)
