import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.public_changes import announce_changes

# the public page of an event reads whether a session is full
WATCHED = ("communication_sessionregister",)


class Migration(migrations.Migration):

    dependencies = [
        ('communication', '0004_announced_changes'),
    ]

    operations = [
        migrations.CreateModel(
            name='SessionRegister',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.UUIDField(help_text='translation_key of the session', unique=True)),
                ('page_key', models.UUIDField(db_index=True, help_text="translation_key of the event's page")),
                ('title', models.CharField(max_length=160)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('sequence', models.PositiveIntegerField(default=0, help_text='How often the facts changed')),
                ('is_full', models.BooleanField(default=False)),
                ('is_off', models.BooleanField(default=False, help_text='The session was taken away after people signed up')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='eventsession',
            name='seats',
            field=models.PositiveIntegerField(blank=True, help_text="Con un numero ci si iscrive dal sito, e chi arriva dopo va in lista d'attesa. Vuoto: si entra liberamente.", null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='posti'),
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('subject', models.CharField(help_text='Path without language, or the key of a service', max_length=300)),
                ('language', models.CharField(default='it', max_length=5)),
                ('stars', models.PositiveSmallIntegerField()),
                ('aspect', models.CharField(blank=True, max_length=20)),
                ('text', models.CharField(blank=True, max_length=200)),
                ('given_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', 'subject', '-id'], name='feedback_subject')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stars__gte', 1), ('stars__lte', 5)), name='feedback_stars')],
            },
        ),
        migrations.CreateModel(
            name='SignUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('firm', models.CharField(blank=True, max_length=160)),
                ('needs', models.CharField(blank=True, max_length=300)),
                ('language', models.CharField(default='it', max_length=5)),
                ('state', models.CharField(max_length=12)),
                ('signed_up_at', models.DateTimeField()),
                ('moved_up_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('came', models.BooleanField(blank=True, null=True)),
                ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None)),
                ('register', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_ups', to='communication.sessionregister')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['register', 'state', 'id'], name='sign_up_queue')],
                'constraints': [models.UniqueConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('email', ''), _negated=True)), fields=('register', 'email'), name='sign_up_once')],
            },
        ),
        announce_changes(WATCHED),
    ]
