"""A call may seal answers until an opening; officers hold the shares of its key."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('calls', '0016_assessors_by_turns'),
    ]

    operations = [
        migrations.AddField(
            model_name='call',
            name='seal_committee_reads',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='call',
            name='seal_shares',
            field=models.PositiveSmallIntegerField(db_default=3, default=3),
        ),
        migrations.AddField(
            model_name='call',
            name='seal_threshold',
            field=models.PositiveSmallIntegerField(db_default=2, default=2),
        ),
        migrations.AddField(
            model_name='call',
            name='seal_whole',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='call',
            name='sealing_key',
            field=models.CharField(blank=True, db_default='', help_text='Public key of the sealed envelopes; no private one exists', max_length=43),
        ),
        migrations.CreateModel(
            name='KeyHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Number of the share')),
                ('public_key', models.CharField(blank=True, max_length=43)),
                ('given_at', models.DateTimeField(blank=True, help_text='When the code was shown, once', null=True)),
                ('kept_at', models.DateTimeField(blank=True, help_text='When the officer wrote it again: they have kept it', null=True)),
                ('share', models.JSONField(blank=True, help_text="The share, closed to the officer's key", null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='key_holders', to='calls.call')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['call_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('call', 'person'), name='key_holder_once'), models.UniqueConstraint(fields=('call', 'number'), name='key_share_once')],
            },
        ),
    ]
