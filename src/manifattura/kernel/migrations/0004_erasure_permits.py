import django.contrib.postgres.fields
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_dated_values")]

    operations = [
        migrations.CreateModel(
            name="ErasurePermit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_index=True, help_text="txid_current() of the transaction it opens"
                    ),
                ),
                (
                    "opened_at",
                    models.DateTimeField(help_text="transaction_timestamp(): numbers return after a restore"),
                ),
                (
                    "tables",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63), size=None
                    ),
                ),
                (
                    "authority",
                    models.CharField(help_text="The act, and the archives' authorisation", max_length=300),
                ),
                ("actor_id", models.CharField(max_length=64)),
                ("actor_label", models.CharField(max_length=200)),
                ("is_closed", models.BooleanField(default=False)),
            ],
            options={"ordering": ["id"]},
        ),
        # the trace of an erasure stays: only its end is added
        append_only("kernel_erasurepermit", mutable_columns=("is_closed",)),
    ]
