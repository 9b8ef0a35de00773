from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("kernel", "0005_web_pulses")]

    operations = [
        migrations.AddField(
            model_name="webpulse",
            name="last_ticket_at",
            field=models.DateTimeField(
                blank=True, help_text="When it last gave a ticket to a refused sending", null=True
            ),
        ),
    ]
