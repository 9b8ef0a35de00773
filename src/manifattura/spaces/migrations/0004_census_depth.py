import django.db.models.deletion
from django.db import migrations, models

from manifattura.kernel.public_changes import announce_changes

WATCHED = ("spaces_spacefile", "territory_boundary")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_sessions'),
        ('kernel', '0010_kept_pages'),
        ('spaces', '0003_space_reports'),
        ('territory', '0002_boundaries'),
    ]

    operations = [
        migrations.CreateModel(
            name='Confirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token', models.CharField(max_length=40, unique=True)),
                ('asked_on', models.DateField()),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('holds', models.BooleanField(blank=True, help_text='Null until answered; False: something changed', null=True)),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExactPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=300)),
                ('postal_code', models.CharField(blank=True, max_length=5)),
                ('latitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
                ('longitude', models.DecimalField(blank=True, decimal_places=6, max_digits=9, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SpaceFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('photo', 'photo'), ('plan', 'plan')], max_length=8)),
                ('caption', models.CharField(help_text='What is seen: read aloud in place of the picture', max_length=200)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=40)),
                ('storage_key', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField(default=0, help_text='Pixels; 0 for a document')),
                ('height', models.PositiveIntegerField(default=0)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='space',
            name='acoustic_class',
            field=models.PositiveSmallIntegerField(blank=True, help_text='1 to 6, from the acoustic zoning (DPCM 14 November 1997)', null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='blurred',
            field=models.BooleanField(default=False, help_text='The owner asked: no address here, the middle of a square; see ExactPlace'),
        ),
        migrations.AddField(
            model_name='space',
            name='change_of_use',
            field=models.BooleanField(blank=True, help_text='Needed before work begins', null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='confirmed_on',
            field=models.DateField(blank=True, help_text="The owner's word", null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='consent_how',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='space',
            name='consent_on',
            field=models.DateField(blank=True, help_text='The owner agreed to the public card', null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='constraints',
            field=models.CharField(blank=True, help_text='Heritage, condominium: public', max_length=500),
        ),
        migrations.AddField(
            model_name='space',
            name='emissions',
            field=models.CharField(blank=True, choices=[('none', 'none'), ('filtered', 'filtered'), ('permit', 'permit')], max_length=8),
        ),
        migrations.AddField(
            model_name='space',
            name='limits',
            field=models.CharField(blank=True, help_text='Hours, noise, smells: in words, public', max_length=500),
        ),
        migrations.AddField(
            model_name='space',
            name='owner_contact',
            field=models.CharField(blank=True, help_text='Who answers, for the office', max_length=200),
        ),
        migrations.AddField(
            model_name='space',
            name='owner_email',
            field=models.EmailField(blank=True, help_text='For the office, never public', max_length=254),
        ),
        migrations.AddField(
            model_name='space',
            name='owner_phone',
            field=models.CharField(blank=True, help_text='For the office, never public', max_length=40),
        ),
        migrations.AddField(
            model_name='space',
            name='use_class',
            field=models.CharField(blank=True, choices=[('productive', 'productive'), ('retail', 'retail'), ('residential', 'residential'), ('tourism', 'tourism'), ('rural', 'rural')], max_length=12),
        ),
        migrations.AddField(
            model_name='space',
            name='valid_until',
            field=models.DateField(blank=True, help_text='A year from the latest look or word', null=True),
        ),
        migrations.AddField(
            model_name='space',
            name='versions',
            field=models.JSONField(default=dict, help_text='How often each section was changed'),
        ),
        migrations.AddField(
            model_name='space',
            name='works_needed',
            field=models.CharField(blank=True, help_text='Public', max_length=1000),
        ),
        migrations.AlterField(
            model_name='space',
            name='address',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddIndex(
            model_name='space',
            index=models.Index(fields=['state', 'valid_until'], name='space_valid_until'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('acoustic_class__isnull', True), models.Q(('acoustic_class__gte', 1), ('acoustic_class__lte', 6)), _connector='OR'), name='space_acoustic_class'),
        ),
        migrations.AddConstraint(
            model_name='space',
            constraint=models.CheckConstraint(condition=models.Q(('blurred', False), models.Q(('address', ''), ('postal_code', '')), _connector='OR'), name='space_blurred_no_address'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='report',
            field=models.ForeignKey(blank=True, help_text='What the owner wrote, for the office to settle', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='spaces.spacereport'),
        ),
        migrations.AddField(
            model_name='confirmation',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='confirmations', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='exactplace',
            name='space',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='exact', to='spaces.space'),
        ),
        migrations.AddField(
            model_name='spacefile',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='spacefile',
            name='space',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='spaces.space'),
        ),
        migrations.AddConstraint(
            model_name='confirmation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', True), ('holds__isnull', True)), models.Q(('answered_at__isnull', False), ('holds__isnull', False)), _connector='OR'), name='confirmation_answered'),
        ),
        # cards that were seen before hold for a year from then
        migrations.RunSQL(
            "UPDATE spaces_space SET valid_until = verified_on + 365 WHERE verified_on IS NOT NULL",
            migrations.RunSQL.noop,
        ),
        announce_changes(WATCHED),
    ]
