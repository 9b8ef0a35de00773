"""A file is a page; lock files carry no addresses; nothing knows the machine it was written on."""

import re
import subprocess

import pytest

from tests.architecture.house import PROJECT, SOURCE, relative
from tools.check_locks import addresses, unhashed

LONGEST = 400
WRITTEN = (".py", ".html", ".js", ".mjs", ".scss", ".typ", ".css")
GENERATED = ("migrations/", "package-lock.json", "requirements/")
# in pieces, so that this file does not find itself
MACHINE_PATHS = re.compile(
    "/(?:" + "|".join(["wo" + "rk", "fa" + "rm", "ro" + "ot", "ho" + "me/[a-z]+"]) + r")/[a-z.]"
)
UNFINISHED = re.compile("TO" + r"DO\b|FIX" + r"ME\b|\bXX" + r"X\b|NotImplemented" + "Error")


def tracked():
    answer = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        pytest.skip("not a git clone")
    return [PROJECT / name for name in answer.stdout.splitlines() if (PROJECT / name).is_file()]


def texts():
    for path in tracked():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_files_are_pages():
    long = [
        f"{relative(path)}: {len(text.splitlines())} lines"
        for path, text in texts()
        if path.suffix in WRITTEN
        and not any(part in relative(path) for part in GENERATED)
        and len(text.splitlines()) > LONGEST
    ]
    assert long == []


def test_nothing_knows_one_machine():
    found = [relative(path) for path, text in texts() if MACHINE_PATHS.search(text)]
    assert found == []


def test_nothing_is_left_open_in_code():
    found = [relative(path) for path, text in texts() if path.suffix in WRITTEN and UNFINISHED.search(text)]
    assert found == []


def test_lock_files_have_hashes_and_no_addresses():
    assert addresses() == []
    assert unhashed() == []


def test_every_python_file_begins_with_a_sentence():
    bare = [
        relative(path)
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and path.read_text(encoding="utf-8").strip()
        and not path.read_text(encoding="utf-8").startswith('"""')
    ]
    assert bare == []
