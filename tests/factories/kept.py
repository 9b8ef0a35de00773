"""`@kept`: what a factory writes first thing in a test is written by its actions once, and its rows are put back in later tests.

A desk with a scored committee takes hundreds of statements; its rows come back in some thirty. They are rows that the actions
wrote in this very database (same keys), as old as the run; files that a test erased come back with them. A test that commits,
or wrote something before, gets a desk of its own.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.utils import translation
from django.utils.timezone import localdate

P = ParamSpec("P")
R = TypeVar("R")

WRITTEN = """
SELECT there.relname,
  (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
   WHERE attrelid = there.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '')
FROM pg_stat_xact_user_tables did JOIN pg_class there ON there.oid = did.relid
WHERE there.relnamespace = 'public'::regnamespace AND did.n_tup_ins + did.n_tup_upd + did.n_tup_del > 0
ORDER BY there.relname
"""


@dataclass(frozen=True)
class Table:
    name: str
    columns: str
    rows: bytes
    """As `COPY` gives them."""


@dataclass(frozen=True)
class Recorded:
    """What one call of a factory returned, and every table that it wrote in, whole."""

    returned: bytes
    tables: list[Table]


RECORDED: dict[tuple[object, ...], Recorded] = {}


def kept(build: Callable[P, R]) -> Callable[P, R]:
    """A factory whose first call in a test is recorded; the same call, first in another test, puts its rows back."""

    @functools.wraps(build)
    def put_back_or_build(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _is_first():
            return build(*args, **kwargs)
        key = (
            build.__module__,
            build.__name__,
            repr(args),
            repr(sorted(kwargs.items())),
            translation.get_language(),
            localdate(),
        )
        if key not in RECORDED:
            made = build(*args, **kwargs)
            RECORDED[key] = _record(made)
            return made
        return cast("R", _put_back(RECORDED[key]))

    return put_back_or_build


def _is_first() -> bool:
    """Inside the transaction that pytest-django takes back, and nothing is written in it yet."""
    if not connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NULL")
        return bool(cursor.fetchone()[0])


def _record(made: object) -> Recorded:
    tables = []
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN)
        for name, columns in cursor.fetchall():
            with cursor.copy(f'COPY public."{name}" ({columns}) TO STDOUT (FORMAT binary)') as copy:
                tables.append(Table(name, columns, b"".join(bytes(part) for part in copy)))
    _link_files(Path(settings.MEDIA_ROOT), _mirror())
    return Recorded(pickle.dumps(made), tables)


def _put_back(recorded: Recorded) -> object:
    with connection.cursor() as cursor:
        # no trigger and no foreign key stands in the way
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in recorded.tables:
            cursor.execute(f'DELETE FROM public."{table.name}"')
            with cursor.copy(
                f'COPY public."{table.name}" ({table.columns}) FROM STDIN (FORMAT binary)'
            ) as copy:
                copy.write(table.rows)
        cursor.execute("SET LOCAL session_replication_role = origin")
    _link_files(_mirror(), Path(settings.MEDIA_ROOT))
    return pickle.loads(recorded.returned)


def _mirror() -> Path:
    root = Path(settings.MEDIA_ROOT)
    return root.with_name(f"{root.name}-kept")


def _link_files(source: Path, target: Path) -> None:
    """What is in `source` is in `target` too; a file that is erased there stays here."""
    for file in source.rglob("*"):
        linked = target / file.relative_to(source)
        if file.is_file() and not linked.exists():
            linked.parent.mkdir(parents=True, exist_ok=True)
            linked.hardlink_to(file)
