"""How the sender was known, kept with what they sent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0016_daily_register")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="assurance",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How the sender was known: spid:2",
                max_length=16,
            ),
        ),
    ]
