"""Adds the phase of formal review, officers' statements, what a sitting examined, and the figures of a ranking."""

import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.evaluation.domain.states
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('applications', '0001_initial'),
        ('calls', '0002_append_only'),
        ('evaluation', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfficerStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_conflict', models.BooleanField()),
                ('reason', models.TextField(blank=True)),
                ('declared_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SittingBid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.RemoveField(
            model_name='review',
            name='due_on',
        ),
        migrations.AddField(
            model_name='committeemember',
            name='public_number',
            field=models.PositiveSmallIntegerField(blank=True, help_text="Drawn at appointment: the m1, m2… of the replay file, not the list's order", null=True),
        ),
        migrations.AddField(
            model_name='ranking',
            name='changes',
            field=models.JSONField(default=list, help_text='What changed against the version before'),
        ),
        migrations.AddField(
            model_name='ranking',
            name='observations_until',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='ranking',
            name='result_sha256',
            field=models.CharField(default='', max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='ranking',
            name='summary',
            field=models.JSONField(default=dict, help_text='Counts by status and money, for the head of the page'),
        ),
        migrations.AddField(
            model_name='review',
            name='communicated_at',
            field=models.DateTimeField(blank=True, help_text='From then on the applicant reads the outcome', null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='reminded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='review',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='reviewcheck',
            name='evidence',
            field=models.JSONField(blank=True, default=dict, help_text='What the automatic check found: code and facts'),
        ),
        migrations.AddField(
            model_name='reviewcheck',
            name='version',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='sitting',
            name='attended',
            field=models.ManyToManyField(related_name='attended', to='evaluation.committeemember'),
        ),
        migrations.AlterField(
            model_name='conflictdeclaration',
            name='declared_at',
            field=models.DateTimeField(auto_now=True),
        ),
        migrations.AlterField(
            model_name='mark',
            name='coefficient',
            field=models.DecimalField(blank=True, decimal_places=6, max_digits=7, null=True),
        ),
        migrations.AlterField(
            model_name='review',
            name='state',
            field=models.CharField(default=manifattura.evaluation.domain.states.ReviewState['TO_DO'], max_length=12),
        ),
        migrations.AlterField(
            model_name='reviewcheck',
            name='outcome',
            field=models.CharField(blank=True, choices=[('met', 'met'), ('not_met', 'not_met'), ('not_applicable', 'not_applicable')], max_length=16),
        ),
        migrations.CreateModel(
            name='FormalReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('due_on', models.DateField()),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='formal_review', to='calls.call')),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
        ),
        migrations.AddField(
            model_name='review',
            name='phase',
            field=models.ForeignKey(default=0, on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='evaluation.formalreview'),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['phase', 'state'], name='review_phase_state'),
        ),
        migrations.AddField(
            model_name='officerstatement',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='officerstatement',
            name='review',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='evaluation.review'),
        ),
        migrations.AddField(
            model_name='sittingbid',
            name='bid',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='examined_in', to='applications.bid'),
        ),
        migrations.AddField(
            model_name='sittingbid',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examined', to='evaluation.sitting'),
        ),
        migrations.AddConstraint(
            model_name='officerstatement',
            constraint=models.UniqueConstraint(fields=('review', 'person'), name='statement_once'),
        ),
    ]
