"""The daily register, the answers of the city's protocol system, and when each number was given."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only, erasable

MUTABLE = ("registration_year", "registration_number", "registered_at")
ONCE = """
DROP TRIGGER applications_submission_number_once ON applications_submission;
CREATE TRIGGER applications_submission_number_once BEFORE UPDATE ON applications_submission
  FOR EACH ROW WHEN (OLD.registration_number IS NOT NULL AND (
    OLD.registration_number IS DISTINCT FROM NEW.registration_number
    OR OLD.registration_year IS DISTINCT FROM NEW.registration_year{more}))
  EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0015_late_tickets")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="registered_at",
            field=models.DateTimeField(
                blank=True,
                help_text="When the number was given; never earlier than the number before",
                null=True,
            ),
        ),
        erasable(
            "applications_submission",
            columns=("payload", "submitted_by_id", "on_behalf_id"),
            mutable_columns=MUTABLE,
        ),
        migrations.RunSQL(
            "UPDATE applications_submission SET registered_at = received_at WHERE registration_number IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            ONCE.format(more=" OR OLD.registered_at IS DISTINCT FROM NEW.registered_at"), ONCE.format(more="")
        ),
        migrations.AddIndex(
            model_name="submission",
            index=models.Index(fields=["registered_at"], name="submission_registered"),
        ),
        migrations.CreateModel(
            name="RegisterDay",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(unique=True)),
                ("first_number", models.CharField(help_text="As it is written: 0000001/2026", max_length=16)),
                ("last_number", models.CharField(max_length=16)),
                ("entries", models.PositiveIntegerField()),
                (
                    "document",
                    models.TextField(
                        help_text="Canonical JSON manifattura-daily-register/1, exactly as hashed"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={"ordering": ["-day"]},
        ),
        append_only("applications_registerday"),
        migrations.CreateModel(
            name="ProtocolRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60)),
                ("refusal", models.CharField(blank=True, max_length=300)),
                ("answered_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="protocol_record",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number", "")).__xor__(models.Q(("refusal", ""))),
                        name="protocol_number_or_refusal",
                    )
                ],
            },
        ),
        append_only("applications_protocolrecord"),
    ]
