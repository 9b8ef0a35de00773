"""SQL for tables that are written once: migrations attach these triggers (DESIGN: nothing submitted is ever edited)."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION manifattura_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: rows of this table are written once', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""


def append_only(table: str, *, mutable_columns: tuple[str, ...] = ()) -> migrations.RunSQL:
    """An operation that forbids DELETE and UPDATE on `table`, except updates of `mutable_columns` alone."""
    if mutable_columns:
        kept = ", ".join(f"'{column}'" for column in mutable_columns)
        condition = f"WHEN ((to_jsonb(OLD) - ARRAY[{kept}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{kept}]))"
    else:
        condition = ""
    return migrations.RunSQL(
        sql=f"""{FUNCTION}
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
  FOR EACH ROW {condition} EXECUTE FUNCTION manifattura_refuse_change();
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();""",
        reverse_sql=f"DROP TRIGGER {table}_no_update ON {table}; DROP TRIGGER {table}_no_delete ON {table};",
    )
