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
    condition = _unless_only(mutable_columns)
    return migrations.RunSQL(
        sql=f"""{FUNCTION}
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
  FOR EACH ROW {condition} EXECUTE FUNCTION manifattura_refuse_change();
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();""",
        reverse_sql=f"DROP TRIGGER {table}_no_update ON {table}; DROP TRIGGER {table}_no_delete ON {table};",
    )


# Every row that an erasure touches is written down beside its permit: an audit excuses these and no others.
PERMIT = """
CREATE OR REPLACE FUNCTION manifattura_change_if_permitted() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  opened bigint;
BEGIN
  SELECT permit.id INTO opened FROM kernel_erasurepermit permit
    WHERE permit.transaction = txid_current() AND permit.opened_at = transaction_timestamp()
      AND NOT permit.is_closed AND TG_TABLE_NAME = ANY (permit.tables)
    ORDER BY permit.id DESC LIMIT 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION '% on % refused: rows of this table are written once', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO kernel_erasedrow (permit_id, table_name, row_id) VALUES (opened, TG_TABLE_NAME, OLD.id);
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (to_jsonb(OLD) - COALESCE(TG_ARGV, ARRAY[]::text[]))
     IS DISTINCT FROM (to_jsonb(NEW) - COALESCE(TG_ARGV, ARRAY[]::text[])) THEN
    RAISE EXCEPTION '% on % refused: an erasure does not change what proves', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
"""


def erasable(
    table: str,
    *,
    columns: tuple[str, ...] = (),
    mutable_columns: tuple[str, ...] = (),
    deletable: bool = False,
) -> migrations.RunSQL:
    """As `append_only`, but with an erasure permit (`kernel.erasure`) `columns` may be overwritten, rows deleted.

    It takes the place of the triggers that `append_only` made. Without a permit only `mutable_columns` change.
    """
    condition = _unless_only(mutable_columns)
    allowed = ", ".join(f"'{column}'" for column in (*columns, *mutable_columns))
    on_delete = "manifattura_change_if_permitted" if deletable else "manifattura_refuse_change"
    return migrations.RunSQL(
        sql=f"""{FUNCTION}{PERMIT}
DROP TRIGGER IF EXISTS {table}_no_update ON {table};
DROP TRIGGER IF EXISTS {table}_no_delete ON {table};
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
  FOR EACH ROW {condition} EXECUTE FUNCTION manifattura_change_if_permitted({allowed});
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
  FOR EACH ROW EXECUTE FUNCTION {on_delete}();""",
        reverse_sql=f"DROP TRIGGER {table}_no_update ON {table}; DROP TRIGGER {table}_no_delete ON {table};",
    )


def _unless_only(mutable_columns: tuple[str, ...]) -> str:
    """The trigger looks at updates that change anything else."""
    if not mutable_columns:
        return ""
    kept = ", ".join(f"'{column}'" for column in mutable_columns)
    return f"WHEN ((to_jsonb(OLD) - ARRAY[{kept}]) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY[{kept}]))"
