from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("kernel", "0006_last_ticket")]

    operations = [
        migrations.CreateModel(
            name="RateCount",
            fields=[
                ("key", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("ends_at", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
            options={"ordering": ["key"]},
        ),
        migrations.RunSQL(
            "ALTER TABLE kernel_ratecount SET UNLOGGED", "ALTER TABLE kernel_ratecount SET LOGGED"
        ),
    ]
