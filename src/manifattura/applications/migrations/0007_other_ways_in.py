"""Applications entered by an officer with their proof; stamps used once; where a first answer came from."""

import django.db.models.deletion
import manifattura.applications.domain.channels
import manifattura.kernel.clock
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("applications", "0006_messages"),
        ("calls", "0014_richer_questions"),
        ("organisations", "0002_acts_and_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="EnteredArrival",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[("online", "online"), ("pec", "pec"), ("paper", "paper")], max_length=10
                    ),
                ),
                ("arrived_at", models.DateTimeField(help_text="As the receipt or the protocol says")),
                ("protocol_number", models.CharField(max_length=40)),
                ("protocol_on", models.DateField()),
                (
                    "sender_address",
                    models.CharField(blank=True, help_text="PEC address, or where to write", max_length=200),
                ),
                ("signed_by", models.CharField(help_text="Who signed the document", max_length=160)),
                ("signed_as", models.CharField(help_text="legal_rep or delegate", max_length=20)),
                ("storage_key", models.CharField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("entered_at", models.DateTimeField(default=manifattura.kernel.clock.now)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="UsedStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=14, unique=True)),
                ("used_at", models.DateTimeField(default=manifattura.kernel.clock.now)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="application",
            name="one_draft_application",
        ),
        migrations.AddField(
            model_name="application",
            name="channel",
            field=models.CharField(
                default=manifattura.applications.domain.channels.Channel["ONLINE"], max_length=10
            ),
        ),
        migrations.AddField(
            model_name="declarationtick",
            name="on_paper",
            field=models.BooleanField(
                default=False,
                help_text="Read by an officer (person) on the document that the declarant signed",
            ),
        ),
        migrations.AddField(
            model_name="formanswers",
            name="prefilled",
            field=models.JSONField(
                default=dict,
                help_text="Field key → where its first answer came from, until somebody changes it",
            ),
        ),
        migrations.AddField(
            model_name="formtick",
            name="on_paper",
            field=models.BooleanField(
                default=False,
                help_text="Read by an officer (person) on the document that the declarant signed",
            ),
        ),
        migrations.AddField(
            model_name="sectionanswers",
            name="prefilled",
            field=models.JSONField(
                default=dict,
                help_text="Field key → where its first answer came from, until somebody changes it",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("channel", "online"), ("state", "draft")),
                fields=("call", "lead"),
                name="one_draft_application",
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft"), models.Q(("channel", "online"), _negated=True)),
                fields=("call", "lead"),
                name="one_entered_draft",
            ),
        ),
        migrations.AddField(
            model_name="enteredarrival",
            name="application",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entered",
                to="applications.application",
            ),
        ),
        migrations.AddField(
            model_name="enteredarrival",
            name="entered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
            ),
        ),
        migrations.AddField(
            model_name="usedstamp",
            name="application",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"
            ),
        ),
    ]
