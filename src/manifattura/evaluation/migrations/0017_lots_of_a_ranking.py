"""A version of the ranking of a call with lots also has the allocation: its input, its result, their digests."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0016_bonus_to_three_decimals"),
    ]

    operations = [
        migrations.AddField(
            model_name="ranking",
            name="lots_input",
            field=models.JSONField(
                blank=True,
                help_text="manifattura-allocation, where the call assigns lots: its replay file",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="ranking",
            name="lots_result",
            field=models.JSONField(blank=True, help_text="manifattura-allocation-result", null=True),
        ),
        migrations.AddField(
            model_name="ranking",
            name="lots_input_sha256",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
        migrations.AddField(
            model_name="ranking",
            name="lots_result_sha256",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
