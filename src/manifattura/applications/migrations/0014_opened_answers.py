"""What the opening of sealed envelopes found, written once (erased with a permit when the content is discarded)."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import erasable


class Migration(migrations.Migration):
    dependencies = [("applications", "0013_proof_log")]

    operations = [
        migrations.CreateModel(
            name="OpenedAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field_key", models.CharField(max_length=40)),
                ("value", models.JSONField(null=True)),
                ("secret", models.CharField(blank=True, max_length=43)),
                ("opened_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened_answers",
                        to="applications.application",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "field_key"), name="answer_opened_once")
                ],
            },
        ),
        erasable("applications_openedanswer", columns=("value", "secret")),
    ]
