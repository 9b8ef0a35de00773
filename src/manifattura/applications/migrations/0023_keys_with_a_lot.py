"""A question or a criterion may stand once for each lot: its key carries the lot."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("applications", "0022_row_batches"),
    ]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="field_key",
            field=models.CharField(max_length=90),
        ),
        migrations.AlterField(
            model_name="formattachment",
            name="field_key",
            field=models.CharField(max_length=90),
        ),
        migrations.AlterField(
            model_name="openedanswer",
            name="field_key",
            field=models.CharField(max_length=90),
        ),
    ]
