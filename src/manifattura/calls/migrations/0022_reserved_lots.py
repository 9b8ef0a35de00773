"""Lots with reserved places, lower offers that win, a maximum for linked applicants."""

import manifattura.calls.domain.allocation
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('calls', '0021_lots_in_depth'),
    ]

    operations = [
        migrations.AddField(
            model_name='call',
            name='lots_most_per_group',
            field=models.PositiveIntegerField(blank=True, help_text='Linked applicants together', null=True),
        ),
        migrations.AddField(
            model_name='lotdraft',
            name='offers',
            field=models.CharField(default=manifattura.calls.domain.allocation.Offers['RISE'], max_length=12),
        ),
        migrations.AddField(
            model_name='lotdraft',
            name='reserves',
            field=models.JSONField(blank=True, default=list, help_text='`allocation.LotReserve` documents'),
        ),
    ]
