"""Lock files with an address or without a hash are found."""

import json

import pytest

from tools import check_locks


@pytest.fixture
def project(tmp_path, monkeypatch):
    (tmp_path / "requirements").mkdir()
    monkeypatch.setattr(check_locks, "PROJECT", tmp_path)
    return tmp_path


def write(project, requirements, lock=None):
    (project / "requirements" / "base.txt").write_text(requirements, encoding="ascii")
    if lock is not None:
        (project / "package-lock.json").write_text(json.dumps({"packages": lock}), encoding="ascii")


def test_clean(project):
    write(project, "a==1 \\\n    --hash=sha256:00\n", {"node_modules/b": {"integrity": "sha512-0"}})
    assert check_locks.addresses() == []
    assert check_locks.unhashed() == []


def test_addresses_are_found(project):
    write(
        project,
        "--index-url https://mirror.example/\n",
        {"node_modules/b": {"resolved": "https://mirror.example/b"}},
    )
    assert len(check_locks.addresses()) == 2


def test_missing_hashes_are_found(project):
    write(project, "a==1\nb==2 \\\n    --hash=sha256:00\n")
    assert check_locks.unhashed() == ["base.txt: a==1"]
