"""What a committee does about conflicts and marks: written for new calls, unsaid by those published before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0005_terms")]

    operations = [
        migrations.AddField(
            "call",
            "committee_recusal",
            models.CharField(
                blank=True,
                default="replacement",
                help_text="Blank: the edition in force does not say it",
                max_length=12,
            ),
        ),
        migrations.AddField("call", "committee_harmonisation", models.BooleanField(default=False)),
        migrations.RunSQL(
            "UPDATE calls_call SET committee_recusal = '' WHERE current_edition_id IS NOT NULL",
            migrations.RunSQL.noop,
        ),
    ]
