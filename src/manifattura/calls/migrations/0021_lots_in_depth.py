"""Sections and criteria that count lot by lot."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0020_lots_of_spaces"),
    ]

    operations = [
        migrations.AddField(
            model_name="criteriondraft",
            name="per_lot",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="formsectiondraft",
            name="per_lot",
            field=models.BooleanField(default=False),
        ),
    ]
