"""Trust lists that the office installs: by which authorities signatures are judged."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="TrustList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("tsl", "tsl"), ("pem", "pem")], max_length=3)),
                ("territory", models.CharField(blank=True, help_text="IT; empty for a bundle", max_length=2)),
                ("operator", models.CharField(blank=True, help_text="Who issues it", max_length=200)),
                ("sequence", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "issued_at",
                    models.DateTimeField(help_text="As the list says; of a bundle, as who installed it said"),
                ),
                ("next_update", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(help_text="Of the file", max_length=200)),
                ("content", models.BinaryField(help_text="The file as it came")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "services",
                    models.JSONField(default=list, help_text="Names of the authorities that it grants now"),
                ),
                (
                    "ignored",
                    models.PositiveIntegerField(default=0, help_text="Services that could not be read"),
                ),
                ("is_signature_verified", models.BooleanField(default=False)),
                (
                    "installed_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), editable=False
                    ),
                ),
                ("is_in_force", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_in_force", True)),
                        fields=("kind", "territory"),
                        name="one_trust_list_in_force",
                    )
                ],
            },
        ),
    ]
