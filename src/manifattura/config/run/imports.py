"""`manifattura import`: checks a table of the office, reports row by row, writes it when asked. A dry run needs no database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from manifattura.config.environment import read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import set_up_django

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.kernel.tables.check import Checked, Rules
    from manifattura.territory.domain.places import Places

ROWS_IN_ERROR = 3


def import_table(kind: str, file: str, *, dry_run: bool, as_json: bool, anyway: bool, by: str) -> int:
    """0 when every row is in order (or the others were written, with `anyway`); 3 when some row is in error."""
    content = _content(file)
    set_up_django()
    if dry_run:
        places, settled = _at_hand(kind) or (_profile_places(), {})
        checked = _as_settled(_checked(content, _rules(kind, places)), _rules(kind, places), settled)
        _print(checked, as_json=as_json)
        return ROWS_IN_ERROR if checked.importable < len(checked.rows) else 0
    with database(read_environment()):
        from manifattura.spaces.queries.table_imports import remembered_columns
        from manifattura.territory.queries.places import current_places

        rules = _rules(kind, current_places())
        checked = _as_settled(_checked(content, rules), rules, remembered_columns(kind))
        in_error = checked.importable < len(checked.rows)
        if in_error and not anyway:
            _print(checked, as_json=as_json)
            if not as_json:
                print("Nothing was written: correct the rows in error, or use --anyway for the others.")
            return ROWS_IN_ERROR
        written = _write(kind, checked, Path(file).name, anyway=anyway, by=_officer(by))
    _print(checked, as_json=as_json, written=written)
    return 0


def import_areas(file: str, *, dry_run: bool) -> int:
    content = _content(file)
    with database(read_environment()):
        set_up_django()
        from manifattura.kernel.errors import Refused
        from manifattura.territory.actions.import_areas import import_areas as take_in

        try:
            result = take_in(content=content, source=Path(file).name, dry_run=dry_run)
        except Refused as refusal:
            raise Problem(refusal.message) from refusal
    done = "in order" if dry_run else "written"
    print(f"{result.areas} areas ({result.level}): {done}.")
    if result.unknown:
        print(f"Not in the city's list before: {', '.join(map(str, result.unknown))}.")
    return 0


def _content(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise Problem(f"{file} cannot be read: {error.strerror}.") from error


def _profile_places() -> Places:
    """The city's ground from its profile, where no database is at hand."""
    from django.conf import settings

    from manifattura.territory.queries.places import places_of_profile

    return places_of_profile(settings.CITY)


def _at_hand(kind: str) -> tuple[Places, dict[str, dict[str, str]]] | None:
    """What the database holds (ground and columns settled before), if there is one and it answers; a dry run makes none."""
    from django.db import DatabaseError

    from manifattura.spaces.queries.table_imports import remembered_columns
    from manifattura.territory.queries.places import current_places

    environment = read_environment()
    if environment.embedded:
        from manifattura.config.embedded.places import places_for

        if not places_for(environment.data, test=environment.mode == "test").completed.exists():
            return None
    try:
        with database(environment):
            found, settled = current_places(), remembered_columns(kind)
    except (Problem, DatabaseError, OSError):
        return None
    return (found, settled) if found.nils else None


def _rules(kind: str, places: Places) -> Rules:
    from manifattura.kernel.clock import today
    from manifattura.kernel.tables.kinds import kind_of

    return kind_of(kind).rules(places, today())


def _checked(content: bytes, rules: Rules) -> Checked:
    from manifattura.kernel.tables.check import check_file
    from manifattura.kernel.tables.read_file import UnreadableFileError
    from manifattura.kernel.tables.words import FILES

    try:
        return check_file(content, rules)
    except UnreadableFileError as error:
        raise Problem(str(FILES[error.reason])) from error


def _as_settled(checked: Checked, rules: Rules, remembered: dict[str, dict[str, str]]) -> Checked:
    """With the columns that an officer settled in the browser for files of these headings."""
    from manifattura.kernel.tables.by_hand import headings_key
    from manifattura.kernel.tables.check import settle_columns

    settled = remembered.get(headings_key(checked.headings))
    return settle_columns(checked, rules, settled) if settled else checked


def _write(kind: str, checked: Checked, source: str, *, anyway: bool, by: Person) -> str:
    from manifattura.kernel.errors import Refused
    from manifattura.kernel.tables.kinds import kind_of

    try:
        result = kind_of(kind).write(checked=checked, source=source, anyway=anyway, by=by)
    except Refused as refusal:
        raise Problem(refusal.message) from refusal
    return f"{result.created} created, {result.updated} updated, {result.unchanged} unchanged."


def _officer(email: str) -> Person:
    from manifattura.accounts.domain.roles import Role
    from manifattura.accounts.queries.people import people_with_role

    found = [
        one
        for one in people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)
        if not email or one.email.casefold() == email.casefold()
    ]
    if len(found) != 1:
        known = "; ".join(
            sorted({one.email for one in people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)})
        )
        raise Problem(f"Say which officer imports with --by: {known or 'none yet, invite one first'}.")
    return found[0]


def _print(checked: Checked, *, as_json: bool, written: str = "") -> None:
    from manifattura.kernel.tables.report import report_of

    report = report_of(checked)
    if as_json:
        print(json.dumps(report, ensure_ascii=False, indent=1))
        return
    for line in sorted(
        [("ERRORE", item) for item in report["errors"]] + [("avviso", item) for item in report["warnings"]],
        key=lambda pair: pair[1]["row"],
    ):
        grade, item = line
        print(f"riga {item['row']}, {item['column'] or '-'}: {grade}. {item['message']} {item['advice']}")
    print(f"{report['rows']} righe, {report['importable']} importabili.")
    if report["other_sheets"]:
        print(f"Non letti, ma con le stesse colonne: i fogli {', '.join(report['other_sheets'])}.")
    if written:
        print(written)
