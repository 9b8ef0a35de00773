"""The life of a committee: acceptance and declarations, convened sittings, harmonisation, minutes."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('applications', '0006_messages'),
        ('evaluation', '0006_after_the_ranking'),
    ]

    operations = [
        migrations.CreateModel(
            name='Harmonisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='HarmonisedMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion_key', models.CharField(max_length=40)),
                ('coefficient', models.DecimalField(decimal_places=6, max_digits=7)),
                ('reason', models.TextField()),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='MemberDeclaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('text_version', models.PositiveSmallIntegerField()),
                ('text', models.TextField(help_text='Word for word, in the language it was read in')),
                ('law', models.CharField(blank=True, max_length=200)),
                ('is_clear', models.BooleanField(help_text='Accepted; nothing to declare')),
                ('note', models.TextField(blank=True)),
                ('declared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statements', models.TextField(blank=True, help_text='What members asked to be written down')),
                ('version', models.PositiveIntegerField(default=0)),
                ('number', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveIntegerField(default=0)),
                ('generated_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['number', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SignedMinutes',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(help_text='pdf or p7m, told by the content', max_length=4)),
                ('file_name', models.CharField(max_length=200)),
                ('storage_key', models.CharField(max_length=200)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('holds_original', models.BooleanField(help_text='The generated file is inside it, byte for byte')),
                ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SittingPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('adjourned_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('resumes_at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('resumed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='sheet',
            name='sheet_once',
        ),
        migrations.RemoveConstraint(
            model_name='sitting',
            name='one_open_sitting',
        ),
        migrations.AddField(
            model_name='committee',
            name='declare_by',
            field=models.DateField(blank=True, help_text='Until when members accept and declare; a reminder, nothing expires', null=True),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='accepted_at',
            field=models.DateTimeField(blank=True, help_text='Accepted, and nothing stands against it', null=True),
        ),
        migrations.AddField(
            model_name='committeemember',
            name='declined_at',
            field=models.DateTimeField(blank=True, help_text='Does not accept, or cannot sit: the office replaces them', null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='agenda',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='annul_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='annulled_at',
            field=models.DateTimeField(blank=True, help_text='A replacement undid it: its applications are examined again', null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='cancel_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='cancelled_at',
            field=models.DateTimeField(blank=True, help_text='The convocation was revoked', null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='convened_at',
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now()),
        ),
        migrations.AddField(
            model_name='sitting',
            name='convened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='link',
            field=models.URLField(blank=True, help_text='Where members connect, when it is at a distance'),
        ),
        migrations.AddField(
            model_name='sitting',
            name='marks_closed_at',
            field=models.DateTimeField(blank=True, help_text='Individual marks are over; the harmonisation round began', null=True),
        ),
        migrations.AddField(
            model_name='sitting',
            name='place',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='sitting',
            name='starts_at',
            field=models.DateTimeField(blank=True, help_text='When it is convened for', null=True),
        ),
        migrations.AddField(
            model_name='sittingbid',
            name='stands',
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name='sitting',
            name='opened_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name='sitting',
            name='opened_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AlterField(
            model_name='sittingbid',
            name='bid',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examined_in', to='applications.bid'),
        ),
        migrations.AddConstraint(
            model_name='sheet',
            constraint=models.UniqueConstraint(fields=('member', 'bid', 'sitting'), name='sheet_once_a_sitting'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(condition=models.Q(('annulled_at', None), ('cancelled_at', None), ('closed_at', None)), fields=('committee',), name='one_live_sitting'),
        ),
        migrations.AddConstraint(
            model_name='sittingbid',
            constraint=models.UniqueConstraint(condition=models.Q(('stands', True)), fields=('bid',), name='examined_once'),
        ),
        migrations.AddField(
            model_name='harmonisation',
            name='sheet',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='harmonisation', to='evaluation.sheet'),
        ),
        migrations.AddField(
            model_name='harmonisedmark',
            name='harmonisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='evaluation.harmonisation'),
        ),
        migrations.AddField(
            model_name='memberdeclaration',
            name='member',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='evaluation.committeemember'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='committee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='evaluation.committee'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='generated_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='minutes',
            name='sitting',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='evaluation.sitting'),
        ),
        migrations.AddField(
            model_name='signedminutes',
            name='minutes',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='evaluation.minutes'),
        ),
        migrations.AddField(
            model_name='signedminutes',
            name='uploaded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='sittingpause',
            name='sitting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='evaluation.sitting'),
        ),
        migrations.AddConstraint(
            model_name='harmonisedmark',
            constraint=models.UniqueConstraint(fields=('harmonisation', 'criterion_key'), name='harmonised_once'),
        ),
        migrations.AddConstraint(
            model_name='harmonisedmark',
            constraint=models.CheckConstraint(condition=models.Q(('coefficient__gte', 0), ('coefficient__lte', 1)), name='harmonised_0_1'),
        ),
        migrations.AddConstraint(
            model_name='minutes',
            constraint=models.UniqueConstraint(fields=('committee', 'number'), name='minutes_numbered_once'),
        ),
        migrations.AddConstraint(
            model_name='sittingpause',
            constraint=models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('sitting',), name='one_pause_at_a_time'),
        ),
    ]
