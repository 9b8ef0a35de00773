"""Copies the rows of one ready draft as often as asked, in SQL: whatever columns its tables have, the copies have them too."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from stdnum import luhn

from manifattura.kernel.ids import READABLE

if TYPE_CHECKING:
    from psycopg import Cursor

NUMBERS = "CREATE TEMPORARY TABLE stage_copy (n bigint, code text, vat text) ON COMMIT DROP"


@dataclass(frozen=True)
class Original:
    """The keys of the draft that is copied."""

    account: int
    person: int
    organisation: int
    application: int


@dataclass(frozen=True)
class Rows:
    """Rows of `table` that belong to the original, and which of their columns differ in a copy (SQL; `c` is the copy)."""

    table: str
    where: str
    changes: dict[str, str]


PAYLOAD = (
    "replace(replace(o.payload, (SELECT code FROM applications_application WHERE id = %(application)s), c.code),"
    " '\"id\":' || %(organisation)s || ',', '\"id\":' || (%(organisation)s + c.n) || ',')"
)
ROWS = (
    Rows(
        "accounts_account",
        "id = %(account)s",
        {"id": "%(account)s + c.n", "email": "'campione' || c.n || '@example.org'"},
    ),
    Rows(
        "accounts_person",
        "id = %(person)s",
        {
            "id": "%(person)s + c.n",
            "account_id": "%(account)s + c.n",
            "full_name": "'Persona campione ' || c.n",
            "email": "'campione' || c.n || '@example.org'",
        },
    ),
    Rows(
        "organisations_organisation",
        "id = %(organisation)s",
        {
            "id": "%(organisation)s + c.n",
            "name": "'Impresa campione ' || c.n",
            "fiscal_code": "c.vat",
            "vat_number": "c.vat",
            "created_by_id": "%(person)s + c.n",
        },
    ),
    Rows(
        "organisations_organisationateco",
        "organisation_id = %(organisation)s",
        {"organisation_id": "%(organisation)s + c.n"},
    ),
    Rows(
        "organisations_seat",
        "organisation_id = %(organisation)s",
        {"organisation_id": "%(organisation)s + c.n"},
    ),
    Rows(
        "organisations_mandate",
        "organisation_id = %(organisation)s",
        {"organisation_id": "%(organisation)s + c.n", "person_id": "%(person)s + c.n"},
    ),
    Rows(
        "applications_application",
        "id = %(application)s",
        {
            "id": "%(application)s + c.n",
            "lead_id": "%(organisation)s + c.n",
            "created_by_id": "%(person)s + c.n",
            "code": "c.code",
        },
    ),
    Rows("applications_bid", "application_id = %(application)s", {"application_id": "%(application)s + c.n"}),
    Rows(
        "applications_sectionanswers",
        "application_id = %(application)s",
        {"application_id": "%(application)s + c.n", "changed_by_id": "%(person)s + c.n"},
    ),
    Rows(
        "applications_declarationtick",
        "application_id = %(application)s",
        {
            "application_id": "%(application)s + c.n",
            "organisation_id": "%(organisation)s + c.n",
            "person_id": "%(person)s + c.n",
        },
    ),
    # what the summary's page leaves when its owner has read it: the frozen text names the copy, and its digest is right
    Rows(
        "applications_preparedsubmission",
        "application_id = %(application)s",
        {
            "application_id": "%(application)s + c.n",
            "person_id": "%(person)s + c.n",
            "mandate_id": "(SELECT m.id FROM organisations_mandate m WHERE m.organisation_id = %(organisation)s + c.n)",
            "on_behalf_label": "'Impresa campione ' || c.n",
            "payload": PAYLOAD,
            "payload_sha256": f"encode(sha256(convert_to({PAYLOAD}, 'UTF8')), 'hex')",
        },
    ),
)


def copy_rows(cursor: Cursor, original: Original, first: int, count: int) -> None:
    """Copies number `first` to `first + count - 1`; the keys of copy n are the original's plus n."""
    cursor.execute(NUMBERS)
    codes = _codes(cursor, count)
    with cursor.copy("COPY stage_copy FROM STDIN") as copy:
        for n, code in zip(range(first, first + count), codes, strict=True):
            copy.write_row((n, code, _vat(n)))
    keys = {
        "account": original.account,
        "person": original.person,
        "organisation": original.organisation,
        "application": original.application,
    }
    for rows in ROWS:
        cursor.execute(_statement(cursor, rows), keys)
    for table in sorted({rows.table for rows in ROWS} - {"applications_preparedsubmission"}):
        # what the site adds later comes after the copies
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"  # noqa: S608
        )
        cursor.execute(f"ANALYZE {table}")


def _statement(cursor: Cursor, rows: Rows) -> str:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s"
        " AND is_generated = 'NEVER'",
        [rows.table],
    )
    columns = [name for (name,) in cursor.fetchall() if name != "id" or "id" in rows.changes]
    values = ", ".join(rows.changes.get(name, f'o."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO {rows.table} ({names}) SELECT {values} FROM {rows.table} o CROSS JOIN stage_copy c "  # noqa: S608
        f"WHERE o.{rows.where} ORDER BY c.n"
    )


def _codes(cursor: Cursor, count: int) -> list[str]:
    cursor.execute("SELECT code FROM applications_application")
    taken = {code for (code,) in cursor.fetchall()}
    fresh: set[str] = set()
    while len(fresh) < count:
        code = "".join(secrets.choice(READABLE) for _ in range(8))
        if code not in taken:
            fresh.add(code)
    return list(fresh)


def _vat(number: int) -> str:
    """A partita IVA with a right check digit for each number."""
    digits = f"{1_000_000 + number:07d}015"
    return digits + luhn.calc_check_digit(digits)
