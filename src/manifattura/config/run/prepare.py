"""Migrations and demo city, done once per state of the code; a note on the database itself says that they are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.config.environment import Environment
from manifattura.config.run.django_setup import set_up_django
from manifattura.config.stamps import migrations_stamp

if TYPE_CHECKING:
    from psycopg import Connection

NOTE = "manifattura "


def prepare_database(environment: Environment, *, fill: bool = True) -> None:
    """Migrate and fill if the note on the database is not today's; without Django when there is nothing to do.

    `fill`: the demo city in demo mode; without it the database stays as the migrations leave it.
    """
    stamp = f"{NOTE}{environment.mode} {migrations_stamp()}"
    with _connect(environment) as connection:
        if _read_note(connection) == stamp:
            return
    set_up_django()
    migrate()
    _found_site()
    if fill and environment.mode == "demo":
        fill_if_empty()
    _fill_search()
    _prepare_proof_log()
    with _connect(environment) as connection:
        _write_note(connection, stamp)


def migrate() -> None:
    from django.core.management import call_command

    from manifattura.config.run.migrating import migrate as apply_migrations

    print("Preparing the database …", flush=True)
    apply_migrations()
    call_command("createcachetable", verbosity=0)


def _found_site() -> None:
    """The pages that the public site counts on; those that are there stay as editors left them."""
    from manifattura.communication.actions.follow_roles import settle_groups
    from manifattura.communication.actions.found_site import found_site

    found_site()
    settle_groups()


def _fill_search() -> None:
    from manifattura.communication.actions.refresh_search import refresh_search

    refresh_search()


def _prepare_proof_log() -> None:
    """The key that signs it, made at the first start; what was registered before there was a log."""
    from manifattura.applications.actions.catch_up_log import catch_up_log
    from manifattura.applications.actions.log_keys import make_first_key

    make_first_key()
    catch_up_log()


def fill_if_empty() -> bool:
    """The demo city, all of it or nothing. True when it was filled now."""
    from django.contrib.auth import get_user_model
    from django.db import transaction

    from manifattura.config.parts import exists

    if get_user_model().objects.exists() or not exists("manifattura.config.demo.seed"):
        return False
    from manifattura.config.demo.seed import seed_demo_city

    print("Building the demo city …", flush=True)
    with transaction.atomic():
        seed_demo_city()
    return True


def _connect(environment: Environment) -> Connection:
    import psycopg

    if not environment.embedded:
        return psycopg.connect(environment.database_url, autocommit=True)
    from manifattura.config.embedded.places import places_for

    place = places_for(environment.data, test=environment.mode == "test").connection()
    return psycopg.connect(
        host=str(place["HOST"]), user=str(place["USER"]), dbname=str(place["NAME"]), autocommit=True
    )


def _read_note(connection: Connection) -> str:
    row = connection.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    return (row[0] if row else "") or ""


def _write_note(connection: Connection, note: str) -> None:
    import psycopg
    from psycopg import sql

    name = sql.Identifier(connection.info.dbname)
    try:
        connection.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(name, sql.Literal(note)))
    except psycopg.errors.InsufficientPrivilege:
        # not the owner: the migrations are looked at again at the next start, which costs seconds only
        return
