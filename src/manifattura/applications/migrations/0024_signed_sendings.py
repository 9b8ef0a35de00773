"""Sending with a qualified signature (CAD art. 65 c. 1 a): what was signed, what was found, kept with what was sent."""

import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.append_only import erasable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_trust_lists"),
        ("applications", "0023_keys_with_a_lot"),
    ]

    operations = [
        migrations.CreateModel(
            name="SubmissionSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("storage_key", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "findings",
                    models.JSONField(
                        help_text="manifattura-signature/1: who signed, by which authority, judged how"
                    ),
                ),
                ("verified_at", models.DateTimeField()),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signature",
                        to="applications.submission",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SigningDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "payload_sha256",
                    models.CharField(help_text="Of the prepared content that it shows", max_length=64),
                ),
                ("document", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signing_documents",
                        to="applications.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="one_signing_document_each"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="VerifiedSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("storage_key", models.CharField(max_length=80)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "findings",
                    models.JSONField(
                        help_text="manifattura-signature/1: who signed, by which authority, judged how"
                    ),
                ),
                ("verified_at", models.DateTimeField()),
                ("payload_sha256", models.CharField(max_length=64)),
                (
                    "counts_until",
                    models.DateTimeField(help_text="The end of the certificate, or of the trust list"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="verified_signatures",
                        to="applications.application",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.person"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person"), name="one_verified_signature_each"
                    )
                ],
            },
        ),
        erasable("applications_submissionsignature", columns=("findings", "name")),
    ]
