"""The seam for an antivirus: an installation names its own scanner in the setting `ANTIVIRUS`."""

from dataclasses import dataclass
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

DEFAULT = "manifattura.applications.adapters.antivirus.NoScanner"


@dataclass(frozen=True)
class Verdict:
    """`clean` False refuses the file; `name` is what the scanner found, for the log of the office."""

    clean: bool
    name: str = ""


class Scanner(Protocol):
    """Looks at one file before it is stored. Raises `ScannerUnavailableError` when it cannot tell."""

    def scan(self, content: bytes, *, name: str) -> Verdict: ...


class ScannerUnavailableError(Exception):
    """The scanner does not answer: the file is not accepted, the person is asked to try again."""


class NoScanner:
    """No antivirus installed: every file passes, after the checks of `domain/file_checks.py`."""

    def scan(self, content: bytes, *, name: str) -> Verdict:
        return Verdict(clean=True)


def scanner() -> Scanner:
    """The installation's scanner."""
    return cast("Scanner", import_string(getattr(settings, "ANTIVIRUS", DEFAULT))())
