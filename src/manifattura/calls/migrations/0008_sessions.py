"""Sessions of a rolling call: where each stands, the money that comes over, the draft that the office writes."""

from decimal import Decimal

import django.db.models.deletion
from django.db import migrations, models

import manifattura.calls.domain.states

STAND = """
UPDATE calls_callround r SET state = c.state FROM calls_call c
WHERE c.id = r.call_id AND c.state IN ('under_review', 'in_evaluation', 'provisional_ranking', 'final_ranking')"""


class Migration(migrations.Migration):
    dependencies = [("calls", "0007_own_lengths")]

    operations = [
        migrations.AddField(
            "call",
            "carry_over",
            models.BooleanField(
                default=False, help_text="Rolling calls: money left by a session goes to the next one"
            ),
        ),
        migrations.AddField(
            "call",
            "rejection_notice",
            models.BooleanField(
                blank=True,
                help_text="Notice of L. 241/1990 art. 10-bis; empty: as calls of this kind do",
                null=True,
            ),
        ),
        migrations.AddField(
            "callround",
            "carried_in",
            models.DecimalField(
                decimal_places=2,
                default=Decimal("0.00"),
                help_text="Money left by the session before, when the call carries it over",
                max_digits=14,
            ),
        ),
        migrations.AddField(
            "callround",
            "state",
            models.CharField(default=manifattura.calls.domain.states.CallState["PUBLISHED"], max_length=24),
        ),
        migrations.RunSQL(STAND, migrations.RunSQL.noop),
        migrations.CreateModel(
            name="RoundDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("key", models.SlugField(max_length=40)),
                ("opens_at", models.DateTimeField(blank=True, null=True)),
                ("deadline_at", models.DateTimeField(blank=True, null=True)),
                ("budget", models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
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
                "constraints": [models.UniqueConstraint(fields=("call", "key"), name="rounddraft_key")],
            },
        ),
    ]
