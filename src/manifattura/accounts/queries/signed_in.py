"""Who is behind a session: account and person in one statement, which every request of somebody signed in needs."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models

from manifattura.kernel.prepared_sql import one_row

from ..models import Account, Person


def account_with_person(account_id: int) -> Account | None:
    """The account, and its person without another statement; None when there is no such account."""
    row = one_row(_statement(), {"account": account_id})
    if not row:
        return None
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
    account, person = (_options(model) for model in (Account, Person))
    columns = [f"account.{field.column}" for field in account.concrete_fields]
    columns += [f"person.{field.column}" for field in person.concrete_fields]
    return (
        f"SELECT {', '.join(columns)} FROM {account.db_table} account "  # noqa: S608 - names of our own tables
        f"LEFT JOIN {person.db_table} person ON person.account_id = account.id WHERE account.id = %(account)s::bigint"
    )


@cache
def _names(model: type[models.Model]) -> list[str]:
    return [field.attname for field in _options(model).concrete_fields]


def _options(model: type[models.Model]) -> Any:
    return model._meta  # noqa: SLF001 - public, in spite of its name
