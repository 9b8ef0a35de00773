"""A call may have each application marked by some members of the committee, by turns."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0015_outages")]

    operations = [
        migrations.AddField(
            "call",
            "committee_assessors",
            models.PositiveSmallIntegerField(
                blank=True,
                help_text="How many members mark each application, by turns; empty: all",
                null=True,
            ),
        ),
    ]
