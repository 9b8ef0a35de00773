"""The thread between office and applicant: messages, files, readings, deliveries, receipts; all written once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("applications", "0005_filled_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_office", models.BooleanField()),
                (
                    "template",
                    models.CharField(
                        help_text="Key of the template; `free` when written by hand", max_length=64
                    ),
                ),
                ("texts", models.JSONField(help_text="Language → subject and body, as sent")),
                (
                    "needs_proof",
                    models.BooleanField(
                        default=False,
                        help_text="The text is read in the personal area only; the e-mail just announces it",
                    ),
                ),
                (
                    "once_key",
                    models.CharField(
                        blank=True,
                        help_text="Of two equal sendings the second is none",
                        max_length=120,
                        null=True,
                        unique=True,
                    ),
                ),
                ("sent_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="applications.application",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.office"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MessageFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("storage_key", models.CharField(max_length=80, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveIntegerField()),
                ("content_type", models.CharField(max_length=100)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="applications.message",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MessageReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "capacity",
                    models.CharField(
                        blank=True, help_text="In which quality; empty for the office", max_length=20
                    ),
                ),
                ("is_proof", models.BooleanField(default=False)),
                ("read_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readings",
                        to="applications.message",
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
            },
        ),
        migrations.CreateModel(
            name="MessageReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(help_text="`domain.certified_mail.ReceiptKind`", max_length=12)),
                (
                    "address",
                    models.EmailField(help_text="The certified address of the applicant", max_length=254),
                ),
                ("happened_at", models.DateTimeField(help_text="The moment that the receipt certifies")),
                (
                    "identifier",
                    models.CharField(
                        blank=True, help_text="Message id of the certified mail", max_length=300
                    ),
                ),
                ("is_parsed", models.BooleanField(default=False, help_text="Read from the file, not typed")),
                ("storage_key", models.CharField(blank=True, max_length=80, null=True, unique=True)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("size", models.PositiveIntegerField(default=0)),
                ("content_type", models.CharField(blank=True, max_length=100)),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="applications.message",
                    ),
                ),
                (
                    "recorded_by",
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
            name="MessageRecipient",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default="it", max_length=5)),
                ("address", models.EmailField(blank=True, max_length=254)),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recipients",
                        to="applications.message",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.person",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MessageDelivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("outcome", models.CharField(max_length=12)),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="applications.messagerecipient",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["application", "id"], name="message_thread"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("from_office", False), ("settled_at", None)),
                fields=["office", "id"],
                name="message_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="messagereading",
            constraint=models.UniqueConstraint(fields=("message", "person"), name="message_read_once"),
        ),
        migrations.AddConstraint(
            model_name="messagereceipt",
            constraint=models.UniqueConstraint(
                fields=("message", "kind", "address"), name="message_receipt_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="messagerecipient",
            constraint=models.UniqueConstraint(fields=("message", "person"), name="message_recipient_once"),
        ),
        migrations.AddConstraint(
            model_name="messagedelivery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outcome__in", ["sent", "uncertain", "no_address"])),
                fields=("recipient",),
                name="message_delivered_once",
            ),
        ),
        append_only("applications_message", mutable_columns=("settled_at", "settled_by_id")),
        append_only("applications_messagefile"),
        append_only("applications_messagereading"),
        append_only("applications_messagerecipient"),
        append_only("applications_messagedelivery"),
        append_only("applications_messagereceipt"),
    ]
