"""Marks of a closed sitting cannot change, whoever asks: a trigger on sheets and marks, and on the sitting itself."""

from django.db import migrations

CREATE = """
CREATE FUNCTION evaluation_refuse_closed_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet_id bigint; sitting_id bigint; closed timestamptz;
BEGIN
  IF TG_TABLE_NAME = 'evaluation_mark' THEN
    IF TG_OP = 'DELETE' THEN sheet_id := OLD.sheet_id; ELSE sheet_id := NEW.sheet_id; END IF;
    SELECT s.sitting_id INTO sitting_id FROM evaluation_sheet s WHERE s.id = sheet_id;
  ELSE
    IF TG_OP = 'INSERT' THEN sitting_id := NEW.sitting_id; ELSE sitting_id := OLD.sitting_id; END IF;
  END IF;
  SELECT st.closed_at INTO closed FROM evaluation_sitting st WHERE st.id = sitting_id;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION '% on % refused: the sitting is closed', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_mark_closed BEFORE INSERT OR UPDATE OR DELETE ON evaluation_mark
  FOR EACH ROW EXECUTE FUNCTION evaluation_refuse_closed_sitting();
CREATE TRIGGER evaluation_sheet_closed BEFORE INSERT OR UPDATE OR DELETE ON evaluation_sheet
  FOR EACH ROW EXECUTE FUNCTION evaluation_refuse_closed_sitting();

CREATE FUNCTION evaluation_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: the sitting is closed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER evaluation_sitting_closed BEFORE UPDATE OR DELETE ON evaluation_sitting
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION evaluation_refuse_reopening();
"""

DROP = """
DROP TRIGGER evaluation_sitting_closed ON evaluation_sitting;
DROP FUNCTION evaluation_refuse_reopening();
DROP TRIGGER evaluation_sheet_closed ON evaluation_sheet;
DROP TRIGGER evaluation_mark_closed ON evaluation_mark;
DROP FUNCTION evaluation_refuse_closed_sitting();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_sittings_and_phases")]
    operations = [migrations.RunSQL(sql=CREATE, reverse_sql=DROP)]
