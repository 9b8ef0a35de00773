"""Checks by sample, access to documents, retention, preservation packages."""

import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.records.domain.access
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("records", "0001_sample_checks"),
        ("records", "0002_access_requests"),
        ("records", "0003_retention"),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('applications', '0001_tables'),
        ('calls', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='AccessRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('year', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(default=manifattura.records.domain.access.AccessKind['DOCUMENTS'], max_length=12)),
                    ('state', models.CharField(default=manifattura.records.domain.access.AccessState['OPEN'], max_length=12)),
                    ('requester_name', models.CharField(max_length=160)),
                    ('requester_contact', models.CharField(blank=True, max_length=200)),
                    ('subject', models.TextField()),
                    ('reason', models.TextField(blank=True)),
                    ('public_subject', models.CharField(blank=True, max_length=200)),
                    ('channel', models.CharField(default='online', max_length=10)),
                    ('received_on', models.DateField()),
                    ('outcome', models.CharField(blank=True, max_length=10)),
                    ('decision', models.TextField(blank=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('discarded_at', models.DateTimeField(blank=True, help_text='Who asked, and for what, is gone', null=True)),
                    ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('requester', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-year', '-number'],
                },
            ),
            migrations.CreateModel(
                name='AccessCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=200)),
                    ('storage_key', models.CharField(max_length=80)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveIntegerField()),
                    ('left_out', models.JSONField(blank=True, default=list, help_text='Keys of the answers left out')),
                    ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('application', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='records.accessrequest')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='CounterInterested',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('told_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('objection', models.TextField(blank=True)),
                    ('objected_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='concerned', to='records.accessrequest')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='PreservationPackage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('done', models.PositiveIntegerField(default=0)),
                    ('total', models.PositiveIntegerField(default=0)),
                    ('missing', models.JSONField(default=list, help_text='Files that the storage does not have any more')),
                    ('files', models.PositiveIntegerField(default=0)),
                    ('storage_key', models.CharField(blank=True, max_length=80)),
                    ('size', models.PositiveBigIntegerField(default=0)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('index_sha256', models.CharField(blank=True, max_length=64)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('removed_at', models.DateTimeField(blank=True, help_text='The file is gone with what it held; its digests stay', null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='RetentionRun',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('due_on', models.DateField(help_text='What is due on this day')),
                    ('counts', models.JSONField(help_text='Category → how many')),
                    ('files', models.PositiveIntegerField()),
                    ('sha256', models.CharField(help_text='Of the canonical JSON of its items', max_length=64)),
                    ('needs_authorisation', models.BooleanField()),
                    ('listed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('act_number', models.CharField(blank=True, max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('authority_number', models.CharField(blank=True, help_text='Of the archives', max_length=40)),
                    ('authority_on', models.DateField(blank=True, null=True)),
                    ('ordered_at', models.DateTimeField(blank=True, null=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('listed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('ordered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='RetentionItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('category', models.CharField(max_length=16)),
                    ('subject_type', models.CharField(max_length=20)),
                    ('subject_id', models.BigIntegerField()),
                    ('label', models.CharField(max_length=80)),
                    ('facts', models.JSONField()),
                    ('done_at', models.DateTimeField(blank=True, null=True)),
                    ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='records.retentionrun')),
                ],
                options={
                    'ordering': ['position'],
                },
            ),
            migrations.CreateModel(
                name='RetentionTerm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('category', models.CharField(max_length=16)),
                    ('months', models.PositiveSmallIntegerField()),
                    ('reason', models.CharField(max_length=300)),
                    ('act_number', models.CharField(blank=True, help_text='Empty before publication', max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='SampleCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('population', models.CharField(max_length=12)),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('identifiers', models.JSONField()),
                    ('identifiers_sha256', models.CharField(max_length=64)),
                    ('seed_rule', models.CharField(help_text='Which public value, of which day', max_length=300)),
                    ('seed_on', models.DateField(help_text='The day from which the value exists')),
                    ('announced_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('seed', models.CharField(blank=True, max_length=200)),
                    ('drawn_at', models.DateTimeField(blank=True, null=True)),
                    ('announced_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('drawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='CheckedApplication',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=8)),
                    ('doubt', models.TextField(blank=True, help_text='Which doubt, where the reason is one')),
                    ('result', models.CharField(blank=True, max_length=12)),
                    ('note', models.TextField(blank=True, help_text='What was compared with what')),
                    ('checked_at', models.DateTimeField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checked', to='records.samplecheck')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.AddConstraint(
                model_name='accessrequest',
                constraint=models.UniqueConstraint(fields=('office', 'year', 'number'), name='access_number_once'),
            ),
            migrations.AddConstraint(
                model_name='accessrequest',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'decided'), _negated=True), ('decided_at__isnull', False), _connector='OR'), name='access_decided_when'),
            ),
            migrations.AddConstraint(
                model_name='counterinterested',
                constraint=models.UniqueConstraint(fields=('request', 'application'), name='told_once'),
            ),
            migrations.AddConstraint(
                model_name='retentionrun',
                constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None), ('ordered_at__isnull', False)), fields=('call',), name='one_retention_run_at_work'),
            ),
            migrations.AddConstraint(
                model_name='retentionitem',
                constraint=models.UniqueConstraint(fields=('run', 'position'), name='retention_item_once'),
            ),
            migrations.AddConstraint(
                model_name='checkedapplication',
                constraint=models.UniqueConstraint(fields=('sample', 'application'), name='checked_once'),
            ),
        ]),
    ]
