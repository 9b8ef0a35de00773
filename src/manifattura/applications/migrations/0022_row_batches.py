"""Chained notes of which rows have a digest, and how rows that change by acts stood."""

from django.db import migrations, models

from manifattura.kernel.append_only import append_only

ID = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies = [("applications", "0021_six_statements"), ("kernel", "0011_erased_rows")]

    operations = [
        migrations.CreateModel(
            name="RowBatch",
            fields=[
                ("id", ID),
                ("number", models.PositiveIntegerField(help_text="From 1, without gaps", unique=True)),
                ("rows", models.JSONField(help_text="Table → the numbers of its rows, as ranges")),
                (
                    "closed",
                    models.JSONField(
                        help_text="Table → up to this number every row has its digest, and none can come"
                    ),
                ),
                (
                    "previous",
                    models.CharField(blank=True, help_text="The digest of the note before", max_length=64),
                ),
                ("made_at", models.DateTimeField()),
                ("mac", models.CharField(max_length=64)),
            ],
            options={"ordering": ["number"]},
        ),
        migrations.CreateModel(
            name="RowState",
            fields=[
                ("id", ID),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                ("values", models.JSONField(help_text="Column → value, as PostgreSQL writes it")),
                (
                    "last_act",
                    models.BigIntegerField(
                        help_text="The newest entry of the audit trail that it takes account of"
                    ),
                ),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["table_name", "row_id", "-id"], name="row_state_of")],
            },
        ),
        migrations.AddField(
            model_name="rowmac",
            name="tags",
            field=models.TextField(
                blank=True,
                db_default="",
                help_text="Four characters per column: they say which one was changed",
            ),
        ),
        append_only("applications_rowbatch"),
        append_only("applications_rowstate"),
    ]
