"""One database per test run, copied from a template that is migrated once per state of the migrations."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType

import psutil
import psycopg
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from psycopg import sql

from manifattura.communication.actions.found_site import found_site
from manifattura.config.run.migrating import migrate
from manifattura.config.stamps import digest_of, migrations_stamp

# any number: it names the lock under which runs on the same server make the template one after the other
LOCK = 7_305_104_482


KEPT = "kept"
"""The schema with the rows of a new site: a test that commits ends with every table as it was, without a flush.

Django's flush gives two hundred tables new files, empty or not, and then makes content types and permissions anew with other
numbers. The function looks which tables have rows, empties those and puts back what the template had.
"""

# a new site has none of these, whatever making the template left in them; django_migrations is nobody's to change
NOT_KEPT = ("django_cache", "procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers")

PUT_BACK = f"""
CREATE FUNCTION {KEPT}.put_back() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    one record;
    filled boolean;
BEGIN
    -- a request that the live server still works at writes first
    FOR turn IN 1..500 LOOP
        PERFORM pg_stat_clear_snapshot();
        EXIT WHEN NOT EXISTS (
            SELECT FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xid IS NOT NULL
        );
        PERFORM pg_sleep(0.01);
    END LOOP;
    -- no trigger and no foreign key stands in the way
    PERFORM set_config('session_replication_role', 'replica', true);
    FOR one IN
        SELECT there.relname AS name, kept.oid IS NOT NULL AS kept,
            (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute
             WHERE attrelid = there.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = '') AS columns
        FROM pg_class there
        LEFT JOIN pg_class kept ON kept.relnamespace = '{KEPT}'::regnamespace AND kept.relname = there.relname
        WHERE there.relnamespace = 'public'::regnamespace AND there.relkind = 'r' AND there.relname <> 'django_migrations'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM public.%I)', one.name) INTO filled;
        IF filled THEN
            EXECUTE format('DELETE FROM public.%I', one.name);
        END IF;
        IF one.kept THEN
            EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM {KEPT}.%1$I', one.name, one.columns);
        END IF;
    END LOOP;
END $$
"""


def keep_rows() -> None:
    """In the template: the rows of a new site are copied aside."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        cursor.execute("SELECT relname FROM pg_stat_user_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT EXISTS (SELECT FROM public."{table}")')
            if cursor.fetchone()[0] and table not in (*NOT_KEPT, "django_migrations"):
                cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE public."{table}"')
        cursor.execute(PUT_BACK)


def put_rows_back() -> None:
    """After a test that committed: every table is as in the template."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEPT}.put_back()")
    ContentType.objects.clear_cache()


class TestDatabase:
    """Context: Django's default connection points to a fresh migrated database."""

    __test__ = False

    def __init__(self, settings: dict[str, object]) -> None:
        self.settings = settings
        base = str(settings["NAME"])
        self.server_database = base
        self.template = f"{base}_template_{migrations_stamp()}_{digest_of([Path(__file__)])[:6]}"
        self.prefix = f"{base}_run_"
        self.name = f"{self.prefix}{os.getpid()}"

    def prepare(self) -> None:
        """Make the template, unless it is there."""
        with self._server() as server:
            self._prepare(server)

    def __enter__(self) -> str:
        with self._server() as server:
            self._prepare(server)
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

    def _prepare(self, server: psycopg.Connection) -> None:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        self._drop_leftovers(server)
        if not self._exists(server, self.template):
            self._make_template(server)

    def _make_template(self, server: psycopg.Connection) -> None:
        half = f"{self.template}_half"
        self._drop(server, half)
        self._create(server, half, "template0")
        self._point_at(half)
        migrate()
        call_command("createcachetable")
        found_site()
        keep_rows()
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
