import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.append_only import erasable


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_invitations"),
        ("applications", "0007_other_ways_in"),
        ("kernel", "0004_erasure_permits"),
    ]

    operations = [
        migrations.CreateModel(
            name="ApplicationReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("page", "page"),
                            ("file", "file"),
                            ("project", "project"),
                            ("sheet", "sheet"),
                            ("reply", "reply"),
                            ("messages", "messages"),
                            ("copy", "copy"),
                            ("visit", "visit"),
                        ],
                        max_length=12,
                    ),
                ),
                ("day", models.DateField(help_text="In Rome")),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
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
                "ordering": ["-last_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "person", "kind", "day"), name="application_reading_once"
                    )
                ],
            },
        ),
        # a log: within the day the count grows; rows go away only when the retention schedule says so
        erasable("applications_applicationreading", mutable_columns=("last_at", "times"), deletable=True),
    ]
