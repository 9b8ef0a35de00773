import django.db.models.deletion
import manifattura.spaces.domain.visits
from django.db import migrations, models

from manifattura.kernel.public_changes import announce_changes

WATCHED = ("spaces_visitslot", "spaces_visitbooking")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_sessions'),
        ('calls', '0019_places_instead_of_money'),
        ('organisations', '0003_linked_groups'),
        ('spaces', '0004_census_depth'),
    ]

    operations = [
        migrations.CreateModel(
            name='VisitSlot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('capacity', models.PositiveSmallIntegerField(help_text='Firms at once')),
                ('meeting', models.CharField(help_text='Where to meet: told to who booked, never public', max_length=300)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_because', models.CharField(blank=True, max_length=300)),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slots', to='spaces.space')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VisitBooking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True)),
                ('people', models.PositiveSmallIntegerField(default=1, help_text='How many will come')),
                ('state', models.CharField(choices=[('booked', 'booked'), ('cancelled', 'cancelled'), ('attended', 'attended'), ('absent', 'absent')], default=manifattura.spaces.domain.visits.BookingState['BOOKED'], max_length=10)),
                ('booked_at', models.DateTimeField()),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                ('marked_at', models.DateTimeField(blank=True, null=True)),
                ('storage_key', models.CharField(blank=True, help_text='The certificate', max_length=80)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveIntegerField(default=0)),
                ('certified_at', models.DateTimeField(blank=True, null=True)),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('marked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spaces.space')),
                ('slot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='spaces.visitslot')),
            ],
            options={
                'ordering': ['slot__starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CompulsoryVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('field_key', models.CharField(max_length=60)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='calls.call')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('space', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked_by', to='spaces.space')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('space', 'call'), name='compulsory_visit_once')],
            },
        ),
        migrations.AddIndex(
            model_name='visitslot',
            index=models.Index(fields=['starts_at'], name='visit_slot_start'),
        ),
        migrations.AddConstraint(
            model_name='visitslot',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__gte', 1), ('ends_at__gt', models.F('starts_at'))), name='visit_slot_sane'),
        ),
        migrations.AddConstraint(
            model_name='visitslot',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('space', 'starts_at'), name='visit_slot_once'),
        ),
        migrations.AddConstraint(
            model_name='visitbooking',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', [manifattura.spaces.domain.visits.BookingState['ATTENDED'], manifattura.spaces.domain.visits.BookingState['BOOKED']])), fields=('space', 'organisation'), name='visit_one_place_a_firm'),
        ),
        migrations.AddConstraint(
            model_name='visitbooking',
            constraint=models.CheckConstraint(condition=models.Q(('certified_at__isnull', True), models.Q(('state', manifattura.spaces.domain.visits.BookingState['ATTENDED']), models.Q(('storage_key', ''), _negated=True)), _connector='OR'), name='visit_certified_who_came'),
        ),
        announce_changes(WATCHED),
    ]
