"""After the ranking: observations and answers, departures, acceptances, public draws; who wrote once, wrote once."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only

HELD = """
CREATE TRIGGER evaluation_publicdraw_held BEFORE UPDATE ON evaluation_publicdraw FOR EACH ROW
  WHEN (OLD.held_at IS NOT NULL OR OLD.annulled_at IS NOT NULL) EXECUTE FUNCTION manifattura_refuse_change();"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('applications', '0004_drafts_follow_amendments'),
        ('calls', '0003_amendments'),
        ('evaluation', '0005_replaced_members'),
    ]

    operations = [
        migrations.AddField(
            model_name='ranking',
            name='added_budget',
            field=models.DecimalField(decimal_places=2, default=0, help_text='Money added by act since the publication of the call', max_digits=14),
        ),
        migrations.AddField(
            model_name='ranking',
            name='answers',
            field=models.JSONField(default=list, help_text='Answers to the observations: number, accepted, text'),
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('reason', models.TextField()),
                ('act_number', models.CharField(blank=True, max_length=40)),
                ('act_on', models.DateField(blank=True, null=True)),
                ('rescore', models.BooleanField(default=False, help_text='The act orders that scores are computed as if it had never been there')),
                ('rescore_reason', models.TextField(blank=True)),
                ('by_applicant', models.BooleanField()),
                ('left_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='departure', to='applications.application')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
            ],
            options={
                'ordering': ['left_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Within the call: the only name it has in public')),
                ('text', models.TextField()),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ('ranking', models.ForeignKey(help_text='The version it is about', on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evaluation.ranking')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='ObservationAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted', models.BooleanField()),
                ('text', models.TextField(help_text='Accepted: what changes. Not accepted: why. Public, without names')),
                ('answered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('observation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='evaluation.observation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ObservationFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('storage_key', models.CharField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('content_type', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evaluation.observation')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='PublicDraw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Within the call')),
                ('announcement', models.JSONField(help_text='manifattura-draw/1: what was published before, with the tied groups')),
                ('sha256', models.CharField(help_text='Of the announcement in canonical JSON', max_length=64)),
                ('sitting_at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('seed_source', models.CharField(help_text='The public value that does not exist yet', max_length=300)),
                ('seed_on', models.DateField(help_text='The day on which the value comes out')),
                ('convened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('seed', models.CharField(blank=True, max_length=200)),
                ('attended', models.TextField(blank=True)),
                ('notes', models.TextField(blank=True)),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('annulled_at', models.DateTimeField(blank=True, null=True)),
                ('annulled_reason', models.TextField(blank=True)),
                ('annulled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
            ],
            options={
                'ordering': ['-number'],
            },
        ),
        migrations.AddField(
            model_name='ranking',
            name='draw',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.publicdraw'),
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                ('requested', models.DecimalField(decimal_places=2, max_digits=14)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('notice_ref', models.CharField(blank=True, help_text='Empty until the request was sent', max_length=60)),
                ('term_id', models.BigIntegerField(blank=True, help_text='The term that runs (calls.Term)', null=True)),
                ('extended_at', models.DateTimeField(blank=True, null=True)),
                ('extension_reason', models.TextField(blank=True)),
                ('outcome', models.CharField(blank=True, help_text='Empty while it waits', max_length=16)),
                ('reason', models.TextField(blank=True)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='applications.application')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('ranking', models.ForeignKey(help_text='The version that grants the money', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.ranking')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('application',), name='one_waiting_acceptance')],
            },
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='observation_number_once'),
        ),
        migrations.AddConstraint(
            model_name='publicdraw',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='draw_number_once'),
        ),
        migrations.AddConstraint(
            model_name='publicdraw',
            constraint=models.UniqueConstraint(condition=models.Q(('annulled_at', None)), fields=('call', 'round'), name='one_draw_per_round'),
        ),
        migrations.AddConstraint(
            model_name='publicdraw',
            constraint=models.CheckConstraint(condition=models.Q(('annulled_at', None), ('held_at', None), _connector='OR'), name='a_held_draw_stands'),
        ),
        append_only('evaluation_observation'),
        append_only('evaluation_observationfile'),
        append_only('evaluation_observationanswer'),
        append_only('evaluation_departure'),
        append_only(
            'evaluation_acceptance',
            mutable_columns=(
                'notice_ref', 'term_id', 'extended_at', 'extension_reason',
                'outcome', 'reason', 'decided_by_id', 'decided_at',
            ),
        ),
        append_only(
            'evaluation_publicdraw',
            mutable_columns=(
                'seed', 'attended', 'notes', 'held_by_id', 'held_at',
                'annulled_by_id', 'annulled_at', 'annulled_reason',
            ),
        ),
        migrations.RunSQL(HELD, 'DROP TRIGGER evaluation_publicdraw_held ON evaluation_publicdraw;'),
    ]
