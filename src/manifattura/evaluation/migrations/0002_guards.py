"""Rankings, declarations, marks, minutes: once closed or published they stay, whoever asks."""

from django.db import migrations

from manifattura.kernel.append_only import append_only, erasable

# individual marks are final from the start of the harmonisation round, when there is one
MARKS = """
CREATE FUNCTION evaluation_refuse_closed_sitting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE sheet_id bigint; sitting_id bigint; closed timestamptz;
BEGIN
  IF TG_TABLE_NAME = 'evaluation_mark' THEN
    IF TG_OP = 'DELETE' THEN sheet_id := OLD.sheet_id; ELSE sheet_id := NEW.sheet_id; END IF;
    SELECT s.sitting_id INTO sitting_id FROM evaluation_sheet s WHERE s.id = sheet_id;
  ELSE
    IF TG_OP = 'INSERT' THEN sitting_id := NEW.sitting_id; ELSE sitting_id := OLD.sitting_id; END IF;
  END IF;
  SELECT coalesce(st.marks_closed_at, st.closed_at) INTO closed FROM evaluation_sitting st WHERE st.id = sitting_id;
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
"""
SITTINGS = """
CREATE FUNCTION evaluation_refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% on % refused: the sitting is closed', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER evaluation_sitting_closed BEFORE UPDATE ON evaluation_sitting FOR EACH ROW
  WHEN (OLD.closed_at IS NOT NULL AND (OLD.annulled_at IS NOT NULL OR
    (to_jsonb(OLD) - ARRAY['annulled_at', 'annul_reason']) IS DISTINCT FROM
    (to_jsonb(NEW) - ARRAY['annulled_at', 'annul_reason'])))
  EXECUTE FUNCTION evaluation_refuse_reopening();
CREATE TRIGGER evaluation_sitting_kept BEFORE DELETE ON evaluation_sitting FOR EACH ROW
  WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION evaluation_refuse_reopening();
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
HELD = """
CREATE TRIGGER evaluation_publicdraw_held BEFORE UPDATE ON evaluation_publicdraw FOR EACH ROW
  WHEN (OLD.held_at IS NOT NULL OR OLD.annulled_at IS NOT NULL) EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0001_tables"), ("kernel", "0002_guards")]
    replaces = [("evaluation", "0019_lots_of_an_acceptance")]
    operations = [
        append_only("evaluation_ranking"),
        append_only("evaluation_rankingentry"),
        append_only("evaluation_memberdeclaration"),
        append_only("evaluation_harmonisation"),
        append_only("evaluation_harmonisedmark"),
        append_only("evaluation_signedminutes"),
        append_only("evaluation_envelopeopening"),
        append_only("evaluation_remedyitem"),
        append_only("evaluation_registerevent"),
        append_only("evaluation_visitsignature"),
        erasable("evaluation_visitfile", deletable=True),
        erasable("evaluation_observation", columns=("text", "sent_by_id")),
        erasable("evaluation_observationfile", deletable=True),
        append_only("evaluation_observationanswer"),
        append_only("evaluation_departure"),
        append_only(
            "evaluation_acceptance",
            mutable_columns=(
                "notice_ref", "term_id", "extended_at", "extension_reason",
                "outcome", "reason", "decided_by_id", "decided_at",
            ),
        ),
        append_only(
            "evaluation_publicdraw",
            mutable_columns=(
                "seed", "attended", "notes", "held_by_id", "held_at",
                "annulled_by_id", "annulled_at", "annulled_reason",
            ),
        ),
        migrations.RunSQL(MARKS, migrations.RunSQL.noop),
        migrations.RunSQL(SITTINGS, migrations.RunSQL.noop),
        migrations.RunSQL(ROUND, migrations.RunSQL.noop),
        migrations.RunSQL(HELD, migrations.RunSQL.noop),
    ]
