"""Calls that assign lots (spaces): the draft's lots, and the rules they share."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0019_places_instead_of_money"),
    ]

    operations = [
        migrations.AddField(
            model_name="call",
            name="lots_most_bids",
            field=models.PositiveIntegerField(
                db_default=3, default=3, help_text="Lots that one application may ask for"
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="lots_most_won",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="call",
            name="lots_deposit",
            field=models.DecimalField(
                blank=True,
                decimal_places=4,
                help_text="Share of the yearly base rent",
                max_digits=5,
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="call",
            name="lots_after_withdrawal",
            field=models.CharField(db_default="reserve", default="reserve", max_length=8),
        ),
        migrations.CreateModel(
            name="LotDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("key", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=120)),
                ("address", models.CharField(blank=True, max_length=200)),
                ("space", models.CharField(blank=True, max_length=60)),
                (
                    "area",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="m²", max_digits=9, null=True
                    ),
                ),
                (
                    "base",
                    models.DecimalField(
                        blank=True, decimal_places=2, help_text="EUR a year", max_digits=12, null=True
                    ),
                ),
                ("places", models.PositiveSmallIntegerField(default=1)),
                ("rule", models.CharField(default="meat", max_length=16)),
                ("formula", models.CharField(default="proportional", max_length=16)),
                (
                    "economic_max",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                ),
                (
                    "technical_min",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=7, null=True),
                ),
                ("tie", models.CharField(default="technical", max_length=12)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("call", "key"), name="lotdraft_key")],
            },
        ),
    ]
