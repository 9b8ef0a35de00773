"""Who may match the best offer for a lot, and on what ground."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0025_precedence'),
    ]

    operations = [
        migrations.AddField(
            model_name='lotdraft',
            name='preemption',
            field=models.CharField(blank=True, help_text='Who may match the best offer, and on what ground: public', max_length=300),
        ),
    ]
