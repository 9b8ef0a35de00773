"""Who is behind a session: account and person in one statement, which every request of somebody signed in needs; or all three."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from manifattura.kernel.clock import now
from manifattura.kernel.prepared_sql import one_row

from ..models import Account, Person, Session


def account_with_person(account_id: int) -> Account | None:
    """The account, and its person without another statement; None when there is no such account."""
    row = one_row(_statement(), {"account": account_id})
    return _joined(row) if row else None


def session_with_account(session_key: str) -> tuple[str, Account] | None:
    """What the session keeps, still signed and packed, and the account with its person; None: unknown, over, or nobody's."""
    row = one_row(_whole_statement(), {"key": session_key, "now": now()})
    return (row[0], _joined(row[1:])) if row else None


def _joined(row: tuple[Any, ...]) -> Account:
    names = _names(Account)
    account = Account.from_db(DEFAULT_DB_ALIAS, names, row[: len(names)])
    own = row[len(names) :]
    person = Person.from_db(DEFAULT_DB_ALIAS, _names(Person), own) if own[0] is not None else None
    link = _options(Person).get_field("account")
    link.remote_field.set_cached_value(account, person)
    if person is not None:
        link.set_cached_value(person, account)
    return account


@cache
def _statement() -> str:
    return (
        f"SELECT {_columns()} FROM {_options(Account).db_table} account "  # noqa: S608 - names of our own tables
        f"{_with_person()} WHERE account.id = %(account)s::bigint"
    )


@cache
def _whole_statement() -> str:
    return (
        f"SELECT session.session_data, {_columns()} FROM {_options(Session).db_table} session "  # noqa: S608 - the same
        f"JOIN {_options(Account).db_table} account ON account.id = session.account_id {_with_person()} "
        "WHERE session.session_key = %(key)s AND session.expire_date > %(now)s::timestamptz"
    )


def _columns() -> str:
    account, person = (_options(model) for model in (Account, Person))
    columns = [f"account.{field.column}" for field in account.concrete_fields]
    return ", ".join(columns + [f"person.{field.column}" for field in person.concrete_fields])


def _with_person() -> str:
    return f"LEFT JOIN {_options(Person).db_table} person ON person.account_id = account.id"


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in _options(model).concrete_fields]


def _options(model: type[models.Model]) -> Any:
    return model._meta  # noqa: SLF001 - public, in spite of its name
