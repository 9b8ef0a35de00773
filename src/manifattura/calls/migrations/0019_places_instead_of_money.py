"""Calls that give a place and no money: whether a call does, and how many places it or a session has."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0018_codes_and_three_decimals"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="gives_money",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Otherwise it gives places: a programme, a prize, a label",
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="places",
            field=models.PositiveIntegerField(
                blank=True,
                help_text="Where it gives no money: how many are admitted; empty: all",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="rounddraft",
            name="places",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
