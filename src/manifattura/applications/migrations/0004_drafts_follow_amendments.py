"""Drafts remember what an amendment changed and what they were copied from; a number, once given, stays."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import manifattura.kernel.clock

ONCE = """
CREATE TRIGGER applications_submission_number_once BEFORE UPDATE ON applications_submission
  FOR EACH ROW WHEN (OLD.registration_number IS NOT NULL) EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0003_arrival_sequence")]
    operations = [
        migrations.AddField(
            model_name="application",
            name="sections_to_review",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                help_text="Steps whose questions an amendment changed: saved again before sending",
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="application",
            name="copied_from",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="applications.application",
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="created_at",
            field=models.DateTimeField(default=manifattura.kernel.clock.now),
        ),
        migrations.AlterField(
            model_name="declarationtick",
            name="ticked_at",
            field=models.DateTimeField(default=manifattura.kernel.clock.now),
        ),
        migrations.RunSQL(
            ONCE, "DROP TRIGGER applications_submission_number_once ON applications_submission"
        ),
    ]
