"""Forms that the office asks of an applicant after sending; what was sent is written once."""

import django.db.models.deletion
import manifattura.applications.domain.form_states
import manifattura.kernel.clock
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("applications", "0004_drafts_follow_amendments"),
        ("organisations", "0002_acts_and_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="FilledForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(help_text="Neutral code, random", max_length=12, unique=True)),
                ("purpose", models.CharField(help_text="remedy_reply, confirmation, report…", max_length=30)),
                ("title", models.CharField(max_length=200)),
                ("subject_type", models.CharField(blank=True, max_length=40)),
                ("subject_id", models.CharField(blank=True, max_length=40)),
                (
                    "sections",
                    models.JSONField(default=list, help_text="The questions: FormSection documents"),
                ),
                ("declarations", models.JSONField(default=list, help_text="Declaration documents")),
                (
                    "state",
                    models.CharField(
                        default=manifattura.applications.domain.form_states.FormState["DRAFT"], max_length=10
                    ),
                ),
                ("opened_at", models.DateTimeField(default=manifattura.kernel.clock.now)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="filled_forms",
                        to="applications.application",
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
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="FormAnswers",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section_key", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "answers",
                    models.JSONField(
                        default=dict, help_text="Field key → value; money and numbers as strings"
                    ),
                ),
                (
                    "versions",
                    models.JSONField(
                        default=dict, help_text="Field key → section version at which it last changed"
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answer_rows",
                        to="applications.filledform",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FormAttachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field_key", models.CharField(max_length=40)),
                ("storage_key", models.CharField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="applications.filledform",
                    ),
                ),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FormSubmission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sent_at", models.DateTimeField(help_text="The database's clock")),
                ("payload", models.TextField(help_text="Canonical JSON (RFC 8785), exactly as hashed")),
                ("payload_sha256", models.CharField(max_length=64)),
                (
                    "form",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submission",
                        to="applications.filledform",
                    ),
                ),
                (
                    "sent_by",
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
            name="FormTick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("declaration_key", models.CharField(max_length=40)),
                ("text_version", models.PositiveSmallIntegerField()),
                ("text_sha256", models.CharField(max_length=64)),
                ("ticked_at", models.DateTimeField(default=manifattura.kernel.clock.now)),
                ("cleared_at", models.DateTimeField(blank=True, null=True)),
                ("cleared_reason", models.CharField(blank=True, max_length=200)),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ticks",
                        to="applications.filledform",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "abstract": False,
            },
        ),
        migrations.AddIndex(
            model_name="filledform",
            index=models.Index(fields=["subject_type", "subject_id"], name="filled_form_subject"),
        ),
        migrations.AddConstraint(
            model_name="formanswers",
            constraint=models.UniqueConstraint(fields=("form", "section_key"), name="form_section_once"),
        ),
        migrations.AddIndex(
            model_name="formattachment",
            index=models.Index(fields=["form", "field_key"], name="form_attachment_field"),
        ),
        migrations.AddConstraint(
            model_name="formtick",
            constraint=models.UniqueConstraint(
                condition=models.Q(("cleared_at", None)),
                fields=("form", "declaration_key", "organisation"),
                name="one_live_form_tick",
            ),
        ),
        migrations.AddConstraint(
            model_name="filledform",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("application", "purpose", "subject_type", "subject_id"),
                name="one_open_form",
            ),
        ),
        append_only("applications_formsubmission"),
    ]
