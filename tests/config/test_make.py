"""make says what is missing on this machine, in one line."""

import os
import shutil
import subprocess

import pytest

from tests.architecture.house import PROJECT

TOOLS = ("sh", "mkdir", "touch", "find", "awk", "rm", "cat", "env")


@pytest.fixture
def bare_path(tmp_path):
    """A PATH with nothing on it but the simplest tools."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        (folder / tool).symlink_to(shutil.which(tool))
    return folder


def make(target, path, stamps, *variables):
    return subprocess.run(
        [shutil.which("make"), f"STAMPS={stamps}", *variables, target],
        env={"PATH": str(path), "HOME": os.environ.get("HOME", "/")},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )


def first_line(result):
    assert result.returncode != 0
    return result.stderr.splitlines()[0]


def programme(folder, name, text):
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n", encoding="ascii")
    file.chmod(0o755)


def test_missing_node(bare_path, tmp_path):
    stamps = tmp_path / "stamps"
    line = first_line(make(f"{stamps}/node", bare_path, stamps))
    assert line.startswith("Node 20 or later is needed")


def test_old_node(bare_path, tmp_path):
    programme(bare_path, "node", "exit 1")
    stamps = tmp_path / "stamps"
    line = first_line(make(f"{stamps}/node", bare_path, stamps))
    assert line.startswith("Node 20 or later is needed")


def test_missing_npm(bare_path, tmp_path):
    programme(bare_path, "node", "exit 0")
    stamps = tmp_path / "stamps"
    line = first_line(make(f"{stamps}/node", bare_path, stamps))
    assert line.startswith("npm is needed")


def test_missing_python(bare_path, tmp_path):
    stamps = tmp_path / "stamps"
    line = first_line(make(f"{stamps}/venv", bare_path, stamps))
    assert line.startswith("Python 3.11 or later is needed")


def test_python_without_venv(bare_path, tmp_path):
    programme(bare_path, "python3", 'case "$*" in *venv*) exit 1;; *) exit 0;; esac')
    stamps = tmp_path / "stamps"
    line = make(f"{stamps}/venv", bare_path, stamps, f"VENV={tmp_path}/venv").stderr.splitlines()[0]
    assert line.startswith("Python cannot make a virtual environment")


def test_help_names_the_targets():
    text = subprocess.run(
        [shutil.which("make"), "help"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout
    for target in ("run", "test", "check", "bench", "demo", "messages", "clean"):
        assert f"make {target}" in text
