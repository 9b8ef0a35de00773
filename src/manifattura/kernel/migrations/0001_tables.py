"""The audit trail, dated values, erasures, kept pages, and how words are found."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("kernel", "0001_initial"),
        ("kernel", "0002_append_only"),
        ("kernel", "0003_dated_values"),
        ("kernel", "0004_erasure_permits"),
        ("kernel", "0005_web_pulses"),
        ("kernel", "0006_last_ticket"),
        ("kernel", "0007_rate_counts"),
        ("kernel", "0008_actor_assurance"),
        ("kernel", "0009_text_search"),
        ("kernel", "0010_kept_pages"),
    ]

    dependencies = []

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='ErasurePermit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('transaction', models.BigIntegerField(db_index=True, help_text='txid_current() of the transaction it opens')),
                    ('opened_at', models.DateTimeField(help_text='transaction_timestamp(): numbers return after a restore')),
                    ('tables', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), size=None)),
                    ('authority', models.CharField(help_text="The act, and the archives' authorisation", max_length=300)),
                    ('actor_id', models.CharField(max_length=64)),
                    ('actor_label', models.CharField(max_length=200)),
                    ('is_closed', models.BooleanField(default=False)),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='KeptPage',
                fields=[
                    ('key', models.CharField(help_text='Digest of address, host and code', max_length=64, primary_key=True, serialize=False)),
                    ('snapshot', models.TextField(help_text='pg_current_snapshot() before the page was made')),
                    ('expires_at', models.DateTimeField()),
                    ('headers', models.JSONField()),
                    ('body', models.BinaryField()),
                ],
                options={
                    'ordering': ['key'],
                },
            ),
            migrations.CreateModel(
                name='ParameterValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(db_index=True, max_length=64)),
                    ('value', models.CharField(max_length=40)),
                    ('valid_from', models.DateField()),
                    ('source', models.CharField(max_length=300)),
                    ('act', models.CharField(max_length=200)),
                    ('verified', models.BooleanField()),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ],
                options={
                    'ordering': ['key', 'valid_from', 'id'],
                },
            ),
            migrations.CreateModel(
                name='PublicChange',
                fields=[
                    ('transaction_id', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['transaction_id'],
                },
            ),
            migrations.CreateModel(
                name='RateCount',
                fields=[
                    ('key', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('ends_at', models.DateTimeField()),
                    ('count', models.PositiveIntegerField()),
                ],
                options={
                    'ordering': ['key'],
                },
            ),
            migrations.CreateModel(
                name='WebPulse',
                fields=[
                    ('process', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('at', models.DateTimeField(help_text='clock_timestamp() of the statement that wrote it')),
                    ('sendings', models.PositiveIntegerField(default=0, help_text='Sendings answered in the minute before')),
                    ('refused', models.PositiveIntegerField(default=0, help_text='Of those, refused because the site was full')),
                    ('last_ticket_at', models.DateTimeField(blank=True, help_text='When it last gave a ticket to a refused sending', null=True)),
                    ('counts', models.JSONField(default=dict, help_text='Counters since the process began')),
                ],
                options={
                    'ordering': ['process'],
                },
            ),
            migrations.CreateModel(
                name='AuditEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('actor_id', models.CharField(blank=True, max_length=64)),
                    ('actor_label', models.CharField(max_length=200)),
                    ('actor_assurance', models.CharField(blank=True, db_default='', default='', help_text='How the actor was known: spid:2', max_length=16)),
                    ('on_behalf_id', models.CharField(blank=True, max_length=64)),
                    ('on_behalf_label', models.CharField(blank=True, max_length=200)),
                    ('verb', models.CharField(max_length=64)),
                    ('subject_type', models.CharField(max_length=64)),
                    ('subject_id', models.CharField(max_length=64)),
                    ('subject_label', models.CharField(max_length=200)),
                    ('scope', models.CharField(blank=True, max_length=64)),
                    ('before', models.JSONField(null=True)),
                    ('after', models.JSONField(null=True)),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['subject_type', 'subject_id'], name='audit_subject'), models.Index(fields=['scope', '-id'], name='audit_scope'), models.Index(fields=['actor_id', '-id'], name='audit_actor')],
                },
            ),
            migrations.CreateModel(
                name='ClosingDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('name', models.CharField(max_length=120)),
                    ('source', models.CharField(max_length=200)),
                    ('recorded_by', models.CharField(max_length=200)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('withdrawn_by', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['on', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('on',), name='closing_day_once')],
                },
            ),
            migrations.CreateModel(
                name='ErasedRow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table_name', models.CharField(max_length=63)),
                    ('row_id', models.BigIntegerField()),
                    ('permit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='kernel.erasurepermit')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
        ]),
    ]
