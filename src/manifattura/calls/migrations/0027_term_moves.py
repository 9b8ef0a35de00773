"""How often the last day of a term changed: what calendars call its sequence."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0026_preemption'),
    ]

    operations = [
        migrations.AddField(
            model_name='term',
            name='moves',
            field=models.PositiveSmallIntegerField(default=0, help_text='How often its last day changed'),
        ),
    ]
