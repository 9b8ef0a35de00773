"""The opening of sealed envelopes, and the shares given for it."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("calls", "0017_sealed_envelopes"),
        ("evaluation", "0014_which_ranking"),
    ]

    operations = [
        migrations.CreateModel(
            name="EnvelopeOpening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "given_by",
                    models.JSONField(help_text="Audit ids of the officers who gave a share, in order"),
                ),
                ("applications", models.PositiveIntegerField()),
                ("envelopes", models.PositiveIntegerField()),
                ("unreadable", models.PositiveIntegerField(default=0)),
                (
                    "result_sha256",
                    models.CharField(help_text="Of every opened answer with its secret", max_length=64),
                ),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="GivenShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("given_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "closed",
                    models.JSONField(help_text="Holder → the share, closed to their key; never in clear"),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.call"
                    ),
                ),
                (
                    "holder",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="calls.keyholder"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        append_only("evaluation_envelopeopening"),
    ]
