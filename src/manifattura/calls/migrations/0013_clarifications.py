"""Questions about calls; an answer that was published, or a refusal, is written once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import FUNCTION

DONE = "OLD.published_at IS NOT NULL OR OLD.declined_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("calls", "0012_between_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="Clarification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_text", models.TextField(max_length=2000)),
                ("asked_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("number", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("question", models.TextField(blank=True)),
                ("answer", models.TextField(blank=True)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("declined_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decline_reason",
                    models.TextField(blank=True, help_text="Read by the person who asked, by nobody else"),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="clarifications",
                        to="calls.call",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["call", "published_at"], name="clarification_published")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "number"), name="clarification_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(("published_at", None), ("declined_at", None), _connector="OR"),
                        name="answered_or_declined",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            sql=f"""{FUNCTION}
CREATE TRIGGER calls_clarification_no_update BEFORE UPDATE ON calls_clarification
  FOR EACH ROW WHEN ({DONE}) EXECUTE FUNCTION manifattura_refuse_change();
CREATE TRIGGER calls_clarification_no_delete BEFORE DELETE ON calls_clarification
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();""",
            reverse_sql="""DROP TRIGGER calls_clarification_no_update ON calls_clarification;
DROP TRIGGER calls_clarification_no_delete ON calls_clarification;""",
        ),
    ]
