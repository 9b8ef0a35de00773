"""`manifattura import trust-list`: which authorities' signatures count; read from a file, never from the network."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

from manifattura.config.environment import read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import set_up_django


def import_trust_list(file: str, *, dry_run: bool, signer: str, dated: str) -> int:
    """Put the list in force, and say what it grants."""
    content, certificate = _content(file), _content(signer) if signer else None
    day = _day(dated)
    set_up_django()
    if dry_run:
        from manifattura.accounts.adapters.trusted_services import UnreadableListError, read_list

        try:
            read = read_list(content, signer=certificate)
        except UnreadableListError as error:
            raise Problem(str(error)) from error
        _print(
            [one.name for one in read.services], read.ignored, read.issued_at or day, verified=bool(signer)
        )
        print("Nothing was written.")
        return 0
    with database(read_environment()):
        from django.db import ProgrammingError

        from manifattura.accounts.actions.install_trust_list import install_trust_list
        from manifattura.kernel.errors import Refused

        try:
            row = install_trust_list(content=content, name=Path(file).name, signer=certificate, dated=day)
        except Refused as refusal:
            raise Problem(refusal.message) from refusal
        except ProgrammingError as error:
            raise Problem(
                "The database is not of this version yet: start the site once, then try again."
            ) from error
    _print(row.services, row.ignored, row.issued_at, verified=row.is_signature_verified)
    print(f"In force. SHA-256 of the file: {row.sha256}")
    return 0


def _print(services: list[str], ignored: int, issued_at: datetime | None, *, verified: bool) -> None:
    for name in services:
        print(f"  {name}")
    from manifattura.kernel.clock import ROME

    when = f", issued on {issued_at.astimezone(ROME):%Y-%m-%d}" if issued_at else ""
    print(f"{len(services)} authorities issue qualified certificates now{when}.")
    if ignored:
        print(f"{ignored} services could not be read and do not count.")
    if not verified:
        print("The list's own signature was not verified: compare the file's digest, or give --signer.")


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror}.") from error


def _day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        from manifattura.kernel.clock import ROME

        return datetime.combine(date.fromisoformat(text), time(), ROME)
    except ValueError as error:
        raise Problem(f"--dated is {text!r}: write the day as 2026-11-25.") from error
