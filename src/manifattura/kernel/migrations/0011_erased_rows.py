"""Which rows an erasure touched, written down by the trigger that lets it pass."""

import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.append_only import PERMIT, append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0010_kept_pages")]

    operations = [
        migrations.CreateModel(
            name="ErasedRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table_name", models.CharField(max_length=63)),
                ("row_id", models.BigIntegerField()),
                (
                    "permit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="kernel.erasurepermit",
                    ),
                ),
            ],
            options={"ordering": ["id"]},
        ),
        append_only("kernel_erasedrow"),
        migrations.RunSQL(PERMIT, migrations.RunSQL.noop),
    ]
