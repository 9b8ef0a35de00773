"""Values of legal parameters and closing days that the office adds to those of the city profile."""

import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0002_append_only")]

    operations = [
        migrations.CreateModel(
            name="ParameterValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(db_index=True, max_length=64)),
                ("value", models.CharField(max_length=40)),
                ("valid_from", models.DateField()),
                ("source", models.CharField(max_length=300)),
                ("act", models.CharField(max_length=200)),
                ("verified", models.BooleanField()),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
            ],
            options={"ordering": ["key", "valid_from", "id"]},
        ),
        migrations.CreateModel(
            name="ClosingDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("name", models.CharField(max_length=120)),
                ("source", models.CharField(max_length=200)),
                ("recorded_by", models.CharField(max_length=200)),
                (
                    "recorded_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=200)),
            ],
            options={"ordering": ["on", "id"]},
        ),
        migrations.AddConstraint(
            model_name="closingday",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("on",), name="closing_day_once"
            ),
        ),
        append_only("kernel_parametervalue"),
        append_only("kernel_closingday", mutable_columns=("withdrawn_at", "withdrawn_by")),
    ]
