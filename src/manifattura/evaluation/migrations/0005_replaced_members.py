"""Seats that changed hands: who left, when, and the act that says so."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('evaluation', '0004_closed_sittings'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='committeemember',
            name='one_president',
        ),
        migrations.AddField(
            model_name='committeemember',
            name='act_number',
            field=models.CharField(blank=True, help_text='The act of a replacement', max_length=40),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='act_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='left_at',
            field=models.DateTimeField(blank=True, help_text='When somebody took this seat', null=True),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='replaces',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='evaluation.committeemember'),
        ),
        migrations.AddConstraint(
            model_name='committeemember',
            constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('role', 'president')), fields=('committee',), name='one_president'),
        ),
    ]
