import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0005_sign_ups_and_feedback'),
    ]

    operations = [
        migrations.CreateModel(
            name='AlertSubscriber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('language', models.CharField(default='it', max_length=5)),
                ('topics', models.JSONField(default=dict, help_text='By source the filters chosen; none: all of it')),
                ('state', models.CharField(default='pending', max_length=8)),
                ('asked_at', models.DateTimeField()),
                ('written_at', models.DateTimeField(blank=True, help_text='When a link was last sent', null=True)),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('told_until', models.DateTimeField(blank=True, help_text='Where the next digest begins', null=True)),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['state', 'told_until'], name='alert_due')],
            },
        ),
        migrations.CreateModel(
            name='AlertDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('things', models.JSONField(help_text='By source: label, things, how many more')),
                ('made_at', models.DateTimeField()),
                ('begun_at', models.DateTimeField(blank=True, null=True)),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('subscriber', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='digests', to='communication.alertsubscriber')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['made_at'], name='alert_digest_made')],
                'constraints': [models.UniqueConstraint(fields=('subscriber', 'until'), name='alert_digest_once')],
            },
        ),
    ]
