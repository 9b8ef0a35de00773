"""Observations on the city plan."""

import django.contrib.postgres.fields
import django.db.models.deletion
import manifattura.spaces.domain.plan_observations
from django.db import migrations, models

from manifattura.kernel.public_changes import announce_changes

WATCHED = ("spaces_planobservation",)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0007_trust_lists'),
        ('spaces', '0008_agreements'),
        ('territory', '0002_boundaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlanObservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('observer', models.CharField(choices=[('citizen', 'citizen'), ('firm', 'firm'), ('office', 'office')], max_length=8)),
                ('text', models.TextField()),
                ('article', models.CharField(blank=True, help_text='Which rule: act and article', max_length=200)),
                ('reply_email', models.EmailField(blank=True, max_length=254)),
                ('language', models.CharField(default='it', max_length=5)),
                ('state', models.CharField(choices=[('received', 'received'), ('taken', 'taken'), ('forwarded', 'forwarded'), ('accepted', 'accepted'), ('partly', 'partly'), ('refused', 'refused'), ('dismissed', 'dismissed')], default=manifattura.spaces.domain.plan_observations.ObservationState['RECEIVED'], max_length=10)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('title', models.CharField(blank=True, max_length=160)),
                ('summary', models.TextField(blank=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True)),
                ('forwarded_to', models.CharField(blank=True, max_length=200)),
                ('forwarded_on', models.DateField(blank=True, null=True)),
                ('reason', models.TextField(blank=True, help_text='Of the outcome')),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('mailed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), default=list, help_text='Which e-mails were sent', size=None)),
                ('is_sample', models.BooleanField(default=False)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('nil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='territory.nil')),
                ('space', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_observations', to='spaces.space')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['state', '-id'], name='plan_observation_state')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', (manifattura.spaces.domain.plan_observations.ObservationState['TAKEN'], manifattura.spaces.domain.plan_observations.ObservationState['FORWARDED'], manifattura.spaces.domain.plan_observations.ObservationState['ACCEPTED'], manifattura.spaces.domain.plan_observations.ObservationState['PARTLY'], manifattura.spaces.domain.plan_observations.ObservationState['REFUSED'])), _negated=True), models.Q(models.Q(('title', ''), _negated=True), models.Q(('summary', ''), _negated=True), ('taken_at__isnull', False)), _connector='OR'), name='plan_observation_public'), models.CheckConstraint(condition=models.Q(models.Q(('decided_on__isnull', False), ('state__in', (manifattura.spaces.domain.plan_observations.ObservationState['ACCEPTED'], manifattura.spaces.domain.plan_observations.ObservationState['PARTLY'], manifattura.spaces.domain.plan_observations.ObservationState['REFUSED'], manifattura.spaces.domain.plan_observations.ObservationState['DISMISSED'])), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state__in', (manifattura.spaces.domain.plan_observations.ObservationState['ACCEPTED'], manifattura.spaces.domain.plan_observations.ObservationState['PARTLY'], manifattura.spaces.domain.plan_observations.ObservationState['REFUSED'], manifattura.spaces.domain.plan_observations.ObservationState['DISMISSED'])), _negated=True), ('decided_on__isnull', True)), _connector='OR'), name='plan_observation_closed')],
            },
        ),
        announce_changes(WATCHED),
    ]
