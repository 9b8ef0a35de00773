"""A formal review for each session: those of ranking calls belong to their only round."""

import django.db.models.deletion
from django.db import migrations, models

FILL = """
UPDATE evaluation_formalreview f SET round_id =
  (SELECT r.id FROM calls_callround r WHERE r.call_id = f.call_id ORDER BY r.number LIMIT 1)"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0008_sessions"), ("evaluation", "0008_committee_triggers")]

    operations = [
        migrations.AlterField(
            "formalreview",
            "call",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"),
        ),
        migrations.AddField(
            "formalreview",
            "round",
            models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.callround"
            ),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        # the checks that the fill left for the end of the transaction, before the column changes again
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            "formalreview",
            "round",
            models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.callround"
            ),
        ),
    ]
