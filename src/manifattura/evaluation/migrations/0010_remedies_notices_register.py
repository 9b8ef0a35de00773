"""Remedy requests, notices of intended rejection, visits and entries of open registers."""

import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.evaluation.domain.register
import manifattura.evaluation.domain.rejection_notices
import manifattura.evaluation.domain.remedies
import manifattura.evaluation.domain.visits
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('applications', '0006_messages'),
        ('calls', '0008_sessions'),
        ('evaluation', '0009_review_per_session'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticeObservation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('on_reason', models.PositiveSmallIntegerField(help_text='Position of the reason; 0 for none')),
                ('text', models.TextField(blank=True)),
                ('files', models.JSONField(default=list, help_text='Name, size and digest of the files given')),
                ('answer', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['notice_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='RegisterEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Progressive within the register, never used again')),
                ('state', models.CharField(default=manifattura.evaluation.domain.register.EntryState['ACTIVE'], max_length=12)),
                ('entered_on', models.DateField()),
                ('expires_on', models.DateField()),
                ('confirm_by', models.DateField(blank=True, help_text='The day the next confirmation is due; none before the end', null=True)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('proposal', models.CharField(blank=True, help_text='What the office should consider: suspension, removal', max_length=20)),
                ('name', models.CharField(help_text='As it entered; the public list shows it', max_length=200)),
                ('address', models.CharField(blank=True, max_length=240)),
                ('nil_id', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register_entry', to='applications.application')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='calls.call')),
                ('confirmation', models.ForeignKey(blank=True, help_text='The confirmation asked and not yet sent', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
            ],
            options={
                'ordering': ['call_id', 'number'],
            },
        ),
        migrations.CreateModel(
            name='RegisterEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=24)),
                ('on', models.DateField()),
                ('reason', models.TextField(blank=True)),
                ('act_number', models.CharField(blank=True, max_length=40)),
                ('act_on', models.DateField(blank=True, null=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='evaluation.registerentry')),
                ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RejectionNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default=manifattura.evaluation.domain.rejection_notices.NoticeState['SENT'], max_length=12)),
                ('days', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('observed_at', models.DateTimeField(blank=True, null=True)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('rejects', models.BooleanField(blank=True, help_text='None until it is decided', null=True)),
                ('closing_reason', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='evaluation.review')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NoticeReason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('requirement_key', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('kept', models.BooleanField(blank=True, null=True)),
                ('observation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.noticeobservation')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='evaluation.rejectionnotice')),
            ],
            options={
                'ordering': ['notice_id', 'position'],
            },
        ),
        migrations.AddField(
            model_name='noticeobservation',
            name='notice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evaluation.rejectionnotice'),
        ),
        migrations.CreateModel(
            name='RemedyRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Within the application')),
                ('state', models.CharField(default=manifattura.evaluation.domain.remedies.RemedyState['SENT'], max_length=12)),
                ('days', models.PositiveSmallIntegerField()),
                ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('closing_reason', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='evaluation.review')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='RemedyItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=12)),
                ('key', models.CharField(blank=True, max_length=40)),
                ('title', models.CharField(max_length=200)),
                ('problem', models.TextField(blank=True)),
                ('ask', models.TextField()),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='evaluation.remedyrequest')),
            ],
            options={
                'ordering': ['request_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(default=manifattura.evaluation.domain.visits.VisitState['PROPOSED'], max_length=12)),
                ('at', models.DateTimeField()),
                ('place', models.CharField(max_length=240)),
                ('notes', models.TextField(blank=True)),
                ('report_sha256', models.CharField(blank=True, help_text='What the officers sign', max_length=64)),
                ('passed', models.BooleanField(blank=True, null=True)),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('closing_reason', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('first_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='evaluation.review')),
                ('second_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='VisitFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('storage_key', models.CharField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('content_type', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evaluation.visit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='VisitLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('requirement_key', models.CharField(max_length=40)),
                ('outcome', models.CharField(blank=True, max_length=16)),
                ('note', models.TextField(blank=True)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='evaluation.visit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='VisitSignature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report_sha256', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='evaluation.visit')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(fields=['call', 'state'], name='entry_state'),
        ),
        migrations.AddIndex(
            model_name='registerentry',
            index=models.Index(fields=['state', 'confirm_by'], name='entry_confirm_by'),
        ),
        migrations.AddConstraint(
            model_name='registerentry',
            constraint=models.UniqueConstraint(fields=('call', 'number'), name='entry_number_once'),
        ),
        migrations.AddConstraint(
            model_name='rejectionnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['sent', 'observed', 'expired'])), fields=('review',), name='one_open_notice'),
        ),
        migrations.AddConstraint(
            model_name='noticereason',
            constraint=models.UniqueConstraint(fields=('notice', 'position'), name='notice_reason_once'),
        ),
        migrations.AddConstraint(
            model_name='noticeobservation',
            constraint=models.UniqueConstraint(fields=('notice', 'position'), name='notice_observation_once'),
        ),
        migrations.AddConstraint(
            model_name='remedyrequest',
            constraint=models.UniqueConstraint(fields=('review', 'number'), name='remedy_number_once'),
        ),
        migrations.AddConstraint(
            model_name='remedyrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('review',), name='one_open_remedy'),
        ),
        migrations.AddConstraint(
            model_name='remedyitem',
            constraint=models.UniqueConstraint(fields=('request', 'position'), name='remedy_item_once'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'reported'])), fields=('review',), name='one_open_visit'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('first_officer', models.F('second_officer')), _negated=True), name='visit_two_officers'),
        ),
        migrations.AddConstraint(
            model_name='visitline',
            constraint=models.UniqueConstraint(fields=('visit', 'requirement_key'), name='visit_line_once'),
        ),
        migrations.AddConstraint(
            model_name='visitsignature',
            constraint=models.UniqueConstraint(fields=('visit', 'person', 'report_sha256'), name='visit_signature_once'),
        ),
        append_only("evaluation_remedyitem"),
        append_only("evaluation_registerevent"),
        append_only("evaluation_visitsignature"),
        append_only("evaluation_visitfile"),
    ]
