"""One database per test run, copied from a template that is migrated once per state of the migrations."""

from __future__ import annotations

import os
from types import TracebackType

import psutil
import psycopg
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql
from wagtail.models import Locale, Page, Site

from manifattura.communication.actions.found_site import found_site
from manifattura.config.run.migrating import migrate
from manifattura.config.stamps import migrations_stamp

# any number: it names the lock under which runs on the same server make the template one after the other
LOCK = 7_305_104_482


KEPT = "kept"
"""The schema with the pages of the site: a test that commits ends with all tables emptied, and these are put back."""


def keep_pages() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        for table in _page_tables():
            cursor.execute(f"CREATE TABLE {KEPT}.{table} AS TABLE public.{table}")


def put_pages_back() -> None:
    """After Django emptied the tables. It made content types and permissions anew with other numbers: the first ones come back."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [KEPT])
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM public.{table}")
            cursor.execute(f"INSERT INTO public.{table} SELECT * FROM {KEPT}.{table}")
        cursor.execute("SET session_replication_role = DEFAULT")
    ContentType.objects.clear_cache()


def _page_tables() -> list[str]:
    names = [model._meta.db_table for model in apps.get_models() if issubclass(model, Page)]
    tables = [Locale, Site, ContentType, Permission]
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
        there = {name for (name,) in cursor.fetchall()}
    return sorted({*names, *(model._meta.db_table for model in tables)} & there)


class TestDatabase:
    """Context: Django's default connection points to a fresh migrated database."""

    __test__ = False

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings = settings
        base = str(settings["NAME"])
        self.server_database = base
        self.template = f"{base}_template_{migrations_stamp()}"
        self.prefix = f"{base}_run_"
        self.name = f"{self.prefix}{os.getpid()}"

    def __enter__(self) -> str:
        with self._server() as server:
            server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            self._drop_leftovers(server)
            if not self._exists(server, self.template):
                self._make_template(server)
            self._create(server, self.name, self.template)
        self._point_at(self.name)
        return self.name

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        connections.close_all()
        with self._server() as server:
            self._drop(server, self.name)

    def _server(self) -> psycopg.Connection:
        names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password"}
        given = {theirs: self.settings[ours] for ours, theirs in names.items() if self.settings.get(ours)}
        return psycopg.connect(dbname=self.server_database, autocommit=True, **given)

    def _make_template(self, server: psycopg.Connection) -> None:
        half = f"{self.template}_half"
        self._drop(server, half)
        self._create(server, half, "template0")
        self._point_at(half)
        migrate()
        call_command("createcachetable")
        found_site()
        keep_pages()
        connections.close_all()
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(half), sql.Identifier(self.template)
            )
        )

    def _drop_leftovers(self, server: psycopg.Connection) -> None:
        """Databases of runs that died, and templates of other states of the migrations that nobody is copying."""
        for (name,) in server.execute("SELECT datname FROM pg_database").fetchall():
            pid = name.removeprefix(self.prefix)
            if name.startswith(self.prefix) and pid.isdigit() and not psutil.pid_exists(int(pid)):
                self._drop(server, name)
        stamped = f"{self.server_database}_template_%"
        found = server.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [stamped]
        ).fetchall()
        for (name,) in found[4:]:
            if name != self.template:
                self._drop(server, name)

    @staticmethod
    def _exists(server: psycopg.Connection, name: str) -> bool:
        return bool(server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone())

    @staticmethod
    def _create(server: psycopg.Connection, name: str, template: str) -> None:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        )

    @staticmethod
    def _drop(server: psycopg.Connection, name: str) -> None:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @staticmethod
    def _point_at(name: str) -> None:
        connections.close_all()
        connections["default"].settings_dict["NAME"] = name
