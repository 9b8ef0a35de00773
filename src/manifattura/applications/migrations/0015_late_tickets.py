import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [("applications", "0014_opened_answers")]

    operations = [
        migrations.CreateModel(
            name="LateTicket",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ticket_sha256", models.CharField(max_length=64, unique=True)),
                ("refused_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_ticket",
                        to="applications.submission",
                    ),
                ),
            ],
            options={"ordering": ["accepted_at"]},
        ),
        append_only("applications_lateticket"),
    ]
