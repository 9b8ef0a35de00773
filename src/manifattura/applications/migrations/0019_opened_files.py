"""A question that asks for files may have several envelopes, one per file: each opens once."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0018_row_macs")]

    operations = [
        migrations.AddField(
            model_name="openedanswer",
            name="attachment",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="opened",
                to="applications.attachment",
            ),
        ),
        migrations.RemoveConstraint(model_name="openedanswer", name="answer_opened_once"),
        migrations.AddConstraint(
            model_name="openedanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("attachment", None)),
                fields=("application", "field_key"),
                name="answer_opened_once",
            ),
        ),
    ]
