"""Lock files carry hashes and no addresses of servers, so that any mirror may serve them."""

from __future__ import annotations

import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def addresses() -> list[str]:
    """One line per address found: `file: text`."""
    found = []
    for file in sorted((PROJECT / "requirements").glob("*.txt")):
        found += [
            f"{file.name}: {line}" for line in file.read_text(encoding="utf-8").splitlines() if "://" in line
        ]
    lock = PROJECT / "package-lock.json"
    if lock.exists():
        # where a package comes from, and whom its authors ask for money
        found += [
            f"{lock.name}: {line.strip()}"
            for line in lock.read_text(encoding="utf-8").splitlines()
            if "://" in line
        ]
    return found


def unhashed() -> list[str]:
    """Packages in the Python lock files that have no hash."""
    missing = []
    for file in sorted((PROJECT / "requirements").glob("*.txt")):
        blocks = file.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
        missing += [
            f"{file.name}: {line}" for line in blocks if "==" in line and "--hash=sha256:" not in line
        ]
    return missing


if __name__ == "__main__":
    wrong = addresses() + unhashed()
    print("\n".join(wrong), end="\n" if wrong else "")
    sys.exit(bool(wrong))
