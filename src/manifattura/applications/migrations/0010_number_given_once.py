from django.db import migrations

OLD = "WHEN (OLD.registration_number IS NOT NULL)"
# an erasure changes a registered submission, but never its number
NEW = """WHEN (OLD.registration_number IS NOT NULL AND (
    OLD.registration_number IS DISTINCT FROM NEW.registration_number
    OR OLD.registration_year IS DISTINCT FROM NEW.registration_year))"""
TRIGGER = """
DROP TRIGGER applications_submission_number_once ON applications_submission;
CREATE TRIGGER applications_submission_number_once BEFORE UPDATE ON applications_submission
  FOR EACH ROW {when} EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0009_discarded_content")]

    operations = [
        migrations.RunSQL(sql=TRIGGER.format(when=NEW), reverse_sql=TRIGGER.format(when=OLD)),
    ]
