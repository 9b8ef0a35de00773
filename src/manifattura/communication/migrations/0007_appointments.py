import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_sessions'),
        ('communication', '0006_alerts'),
    ]

    operations = [
        migrations.CreateModel(
            name='AppointmentService',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('text', models.CharField(max_length=400)),
                ('text_en', models.CharField(blank=True, max_length=400)),
                ('way', models.CharField(choices=[('in_person', 'Di persona'), ('video', 'In videochiamata')], default='in_person', max_length=10)),
                ('place', models.CharField(help_text='Address, or the link of the video call', max_length=300)),
                ('minutes', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(240)])),
                ('places', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(200)])),
                ('is_offered', models.BooleanField(default=True, help_text='Whether the public page shows it')),
                ('version', models.PositiveIntegerField(default=1)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
            ],
            options={
                'ordering': ['name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='AppointmentSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('places', models.PositiveSmallIntegerField()),
                ('way', models.CharField(choices=[('in_person', 'Di persona'), ('video', 'In videochiamata')], max_length=10)),
                ('place', models.CharField(max_length=300)),
                ('off_at', models.DateTimeField(blank=True, null=True)),
                ('off_because', models.CharField(blank=True, max_length=300)),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='communication.appointmentservice')),
            ],
            options={
                'ordering': ['starts_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('language', models.CharField(default='it', max_length=5)),
                ('state', models.CharField(default='booked', max_length=12)),
                ('booked_at', models.DateTimeField()),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('came', models.BooleanField(blank=True, null=True)),
                ('told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None)),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='communication.appointmentslot')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddConstraint(
            model_name='appointmentslot',
            constraint=models.UniqueConstraint(condition=models.Q(('off_at', None)), fields=('service', 'starts_at'), name='appointment_slot_once'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'booked'), models.Q(('email', ''), _negated=True)), fields=('slot', 'email'), name='appointment_once'),
        ),
    ]
