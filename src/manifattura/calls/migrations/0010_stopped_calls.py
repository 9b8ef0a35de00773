"""Suspensions and revocations of published calls."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("calls", "0009_term_feeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallStop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_final", models.BooleanField(default=False, help_text="A revocation")),
                (
                    "term_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Terms that stopped with it",
                        size=None,
                    ),
                ),
                ("state_before", models.CharField(max_length=24)),
                ("act_number", models.CharField(max_length=40)),
                ("act_on", models.DateField()),
                ("reason", models.TextField()),
                ("stopped_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("resumed_at", models.DateTimeField(blank=True, null=True)),
                ("resume_act_number", models.CharField(blank=True, max_length=40)),
                ("resume_act_on", models.DateField(blank=True, null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stops", to="calls.call"
                    ),
                ),
                (
                    "resumed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["call_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resumed_at", None)), fields=("call",), name="one_stop_at_a_time"
                    )
                ],
            },
        ),
    ]
