"""How each actor was known when they acted."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("kernel", "0007_rate_counts")]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="actor_assurance",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                help_text="How the actor was known: spid:2",
                max_length=16,
            ),
        ),
    ]
