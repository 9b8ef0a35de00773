import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only, erasable


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('applications', '0009_discarded_content'),
        ('calls', '0015_outages'),
        ('records', '0002_access_requests'),
    ]

    operations = [
        migrations.AddField(
            model_name='accessrequest',
            name='discarded_at',
            field=models.DateTimeField(blank=True, help_text='Who asked, and for what, is gone', null=True),
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
        migrations.AddConstraint(
            model_name='retentionrun',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None), ('ordered_at__isnull', False)), fields=('call',), name='one_retention_run_at_work'),
        ),
        migrations.AddConstraint(
            model_name='retentionitem',
            constraint=models.UniqueConstraint(fields=('run', 'position'), name='retention_item_once'),
        ),
        append_only("records_retentionterm"),
        append_only(
            "records_retentionrun",
            mutable_columns=(
                "act_number", "act_on", "authority_number", "authority_on", "ordered_by_id", "ordered_at",
                "finished_at",
            ),
        ),  # fmt: skip
        append_only("records_retentionitem", mutable_columns=("done_at",)),
        erasable("records_accesscopy", deletable=True),
    ]
