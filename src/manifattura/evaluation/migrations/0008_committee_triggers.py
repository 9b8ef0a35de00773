"""What is written once in a committee's life: declarations, harmonised marks, minutes; marks from their closing on."""

from django.db import migrations

from manifattura.kernel.append_only import append_only

# individual marks are final from the start of the harmonisation round, when there is one
MARKS = """
CREATE OR REPLACE FUNCTION evaluation_refuse_closed_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet_id bigint; sitting_id bigint; closed timestamptz;
BEGIN
  IF TG_TABLE_NAME = 'evaluation_mark' THEN
    IF TG_OP = 'DELETE' THEN sheet_id := OLD.sheet_id; ELSE sheet_id := NEW.sheet_id; END IF;
    SELECT s.sitting_id INTO sitting_id FROM evaluation_sheet s WHERE s.id = sheet_id;
  ELSE
    IF TG_OP = 'INSERT' THEN sitting_id := NEW.sitting_id; ELSE sitting_id := OLD.sitting_id; END IF;
  END IF;
  SELECT %(closing)s INTO closed FROM evaluation_sitting st WHERE st.id = sitting_id;
  IF closed IS NOT NULL THEN
    RAISE EXCEPTION '%% on %% refused: the sitting is closed', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
"""
SITTINGS = """
DROP TRIGGER evaluation_sitting_closed ON evaluation_sitting;
UPDATE evaluation_sitting SET convened_at = opened_at, convened_by_id = opened_by_id, starts_at = opened_at;
CREATE TRIGGER evaluation_sitting_closed BEFORE UPDATE ON evaluation_sitting FOR EACH ROW
  WHEN (OLD.closed_at IS NOT NULL AND (OLD.annulled_at IS NOT NULL OR
    (to_jsonb(OLD) - ARRAY['annulled_at', 'annul_reason']) IS DISTINCT FROM
    (to_jsonb(NEW) - ARRAY['annulled_at', 'annul_reason'])))
  EXECUTE FUNCTION evaluation_refuse_reopening();
CREATE TRIGGER evaluation_sitting_kept BEFORE DELETE ON evaluation_sitting FOR EACH ROW
  WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION evaluation_refuse_reopening();
"""
OLD_SITTINGS = """
DROP TRIGGER evaluation_sitting_kept ON evaluation_sitting;
DROP TRIGGER evaluation_sitting_closed ON evaluation_sitting;
CREATE TRIGGER evaluation_sitting_closed BEFORE UPDATE OR DELETE ON evaluation_sitting
  FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION evaluation_refuse_reopening();
"""
ROUND = """
CREATE FUNCTION evaluation_refuse_outside_round() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE in_round boolean;
BEGIN
  SELECT st.marks_closed_at IS NOT NULL AND st.closed_at IS NULL INTO in_round
    FROM evaluation_sheet s JOIN evaluation_sitting st ON st.id = s.sitting_id WHERE s.id = NEW.sheet_id;
  IF NOT in_round THEN
    RAISE EXCEPTION 'harmonisation refused: the sitting is not in its round'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evaluation_harmonisation_in_round BEFORE INSERT ON evaluation_harmonisation
  FOR EACH ROW EXECUTE FUNCTION evaluation_refuse_outside_round();
CREATE TRIGGER evaluation_minutes_frozen BEFORE UPDATE OR DELETE ON evaluation_minutes
  FOR EACH ROW WHEN (OLD.generated_at IS NOT NULL) EXECUTE FUNCTION manifattura_refuse_change();
"""
NO_ROUND = """
DROP TRIGGER evaluation_minutes_frozen ON evaluation_minutes;
DROP TRIGGER evaluation_harmonisation_in_round ON evaluation_harmonisation;
DROP FUNCTION evaluation_refuse_outside_round();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0007_committee_life")]
    operations = [
        migrations.RunSQL(
            sql=MARKS % {"closing": "coalesce(st.marks_closed_at, st.closed_at)"},
            reverse_sql=MARKS % {"closing": "st.closed_at"},
        ),
        migrations.RunSQL(sql=SITTINGS, reverse_sql=OLD_SITTINGS),
        append_only("evaluation_memberdeclaration"),
        append_only("evaluation_harmonisation"),
        append_only("evaluation_harmonisedmark"),
        append_only("evaluation_signedminutes"),
        migrations.RunSQL(sql=ROUND, reverse_sql=NO_ROUND),
    ]
