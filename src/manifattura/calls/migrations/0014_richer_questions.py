"""Lists of items, computed numbers, stamps and first answers in the draft of a form."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0013_clarifications"),
    ]

    operations = [
        migrations.AddField(
            model_name="formfielddraft",
            name="decimals",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="fields",
            field=models.JSONField(
                blank=True, default=list, help_text="Questions of each item of a group: FormField documents"
            ),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="formula",
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="item_title",
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="max_items",
            field=models.PositiveSmallIntegerField(default=20),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="min_items",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="prefill",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="formfielddraft",
            name="unit",
            field=models.CharField(blank=True, max_length=12),
        ),
        migrations.AlterField(
            model_name="formfielddraft",
            name="type",
            field=models.CharField(
                choices=[
                    ("text", "text"),
                    ("long_text", "long_text"),
                    ("number", "number"),
                    ("money", "money"),
                    ("date", "date"),
                    ("yes_no", "yes_no"),
                    ("choice", "choice"),
                    ("choices", "choices"),
                    ("file", "file"),
                    ("seat", "seat"),
                    ("expenses", "expenses"),
                    ("declaration", "declaration"),
                    ("group", "group"),
                    ("computed", "computed"),
                    ("stamp_duty", "stamp_duty"),
                ],
                max_length=12,
            ),
        ),
    ]
