"""SQL for tables that public pages show: migrations attach these triggers, so that no write is forgotten (ADR 0026)."""

from collections.abc import Iterable

from django.db import migrations

CHANNEL = "public_pages"
FUNCTION = f"""
CREATE OR REPLACE FUNCTION manifattura_public_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO kernel_publicchange (transaction_id, at)
  VALUES (pg_current_xact_id()::text::bigint, clock_timestamp()) ON CONFLICT DO NOTHING;
  PERFORM pg_notify('{CHANNEL}', '');
  RETURN NULL;
END $$;
"""  # noqa: S608 - names of ours


def announce_changes(tables: Iterable[str]) -> migrations.RunSQL:
    """An operation after which each commit that wrote in one of the tables ends the kept pages of all web processes."""
    names = list(tables)
    return migrations.RunSQL(
        sql=FUNCTION
        + "".join(
            f"CREATE TRIGGER public_change AFTER INSERT OR UPDATE OR DELETE ON {table}\n"
            "  FOR EACH STATEMENT EXECUTE FUNCTION manifattura_public_change();\n"
            for table in names
        ),
        reverse_sql="".join(f"DROP TRIGGER public_change ON {table};\n" for table in names),
    )
