"""Samples, copies given and acts of retention are written once; a finished package is removed by permit alone."""

from django.db import migrations

from manifattura.kernel.append_only import append_only, erasable

PACKAGE = """
CREATE TRIGGER records_package_no_update BEFORE UPDATE ON records_preservationpackage
  FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL)
  EXECUTE FUNCTION manifattura_change_if_permitted('storage_key', 'removed_at');
CREATE TRIGGER records_package_no_delete BEFORE DELETE ON records_preservationpackage
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0001_tables"), ("kernel", "0002_guards")]
    replaces = [("records", "0004_preservation_packages")]
    operations = [
        append_only("records_samplecheck", mutable_columns=("seed", "drawn_at", "drawn_by_id")),
        erasable("records_accesscopy", deletable=True),
        append_only("records_retentionterm"),
        append_only(
            "records_retentionrun",
            mutable_columns=(
                "act_number", "act_on", "authority_number", "authority_on",
                "ordered_by_id", "ordered_at", "finished_at",
            ),
        ),
        append_only("records_retentionitem", mutable_columns=("done_at",)),
        migrations.RunSQL(PACKAGE, migrations.RunSQL.noop),
    ]
