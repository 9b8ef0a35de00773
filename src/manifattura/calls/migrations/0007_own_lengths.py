"""A call may decide how long its applicants' terms are, and from when the ranking's appeal terms are counted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0006_committee_rule")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="remedy_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="acceptance_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="call",
            name="ranking_appeal_from",
            field=models.CharField(default="notice", max_length=16),
        ),
        migrations.AddField(
            model_name="call",
            name="remedy_suspends",
            field=models.BooleanField(default=False),
        ),
    ]
