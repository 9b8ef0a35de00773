"""Keyed digests of the rows that are written once, of every app."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0017_sender_assurance"),
    ]

    operations = [
        migrations.CreateModel(
            name="RowShape",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                (
                    "fixed",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63),
                        help_text="Columns that nothing changes",
                        size=None,
                    ),
                ),
                (
                    "erasable",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63),
                        help_text="Columns that an erasure may empty (ADR 0019)",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("table_name", "fixed", "erasable"), name="row_shape_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="RowMac",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row_id", models.BigIntegerField()),
                ("mac", models.CharField(help_text="Over the columns that nothing changes", max_length=64)),
                (
                    "whole_mac",
                    models.CharField(
                        blank=True,
                        help_text="Over the erasable ones too; empty where there are none",
                        max_length=64,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                (
                    "shape",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.rowshape",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [models.UniqueConstraint(fields=("shape", "row_id"), name="row_mac_once")],
            },
        ),
        append_only("applications_rowshape"),
        append_only("applications_rowmac"),
    ]
