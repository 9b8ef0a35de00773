"""Editions, proofs of delivery and answers to questions are written once."""

from django.db import migrations

from manifattura.kernel.append_only import append_only

# a question waits for its answer; answered in public, or declined, it stays
CLARIFICATION = """
CREATE TRIGGER calls_clarification_no_update BEFORE UPDATE ON calls_clarification
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL OR OLD.declined_at IS NOT NULL)
  EXECUTE FUNCTION manifattura_refuse_change();
CREATE TRIGGER calls_clarification_no_delete BEFORE DELETE ON calls_clarification
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_tables")]
    replaces = [("calls", "0022_reserved_lots")]
    operations = [
        append_only("calls_calledition"),
        append_only("calls_delivery"),
        migrations.RunSQL(CLARIFICATION, migrations.RunSQL.noop),
    ]
