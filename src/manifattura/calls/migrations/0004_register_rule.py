"""The rule of an open register, on the draft of its call."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("calls", "0003_amendments")]

    operations = [
        migrations.AddField("call", "entry_years", models.PositiveSmallIntegerField(default=3)),
        migrations.AddField("call", "confirmation_months", models.PositiveSmallIntegerField(default=12)),
        migrations.AddField("call", "confirmation_days", models.PositiveSmallIntegerField(default=30)),
        migrations.AddField("call", "visit_required", models.BooleanField(default=True)),
        migrations.AddField("call", "cure_days", models.PositiveSmallIntegerField(default=30)),
    ]
