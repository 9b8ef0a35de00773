from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("kernel", "0009_text_search")]

    operations = [
        migrations.CreateModel(
            name="KeptPage",
            fields=[
                ("key", models.CharField(help_text="Digest of address, host and code", max_length=64, primary_key=True, serialize=False)),
                ("snapshot", models.TextField(help_text="pg_current_snapshot() before the page was made")),
                ("expires_at", models.DateTimeField()),
                ("headers", models.JSONField()),
                ("body", models.BinaryField()),
            ],
            options={"ordering": ["key"]},
        ),
        migrations.CreateModel(
            name="PublicChange",
            fields=[
                ("transaction_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
            ],
            options={"ordering": ["transaction_id"]},
        ),
        migrations.RunSQL(
            "ALTER TABLE kernel_keptpage SET UNLOGGED", "ALTER TABLE kernel_keptpage SET LOGGED"
        ),
    ]
