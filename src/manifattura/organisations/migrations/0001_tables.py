"""Firms, their seats and mandates, who is linked with whom."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import manifattura.organisations.domain.kinds
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("organisations", "0001_initial"),
        ("organisations", "0002_acts_and_answers"),
        ("organisations", "0003_linked_groups"),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('territory', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='LinkedGroup',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='What the office calls it', max_length=120)),
                    ('reason', models.TextField(help_text='What links the firms: control, the same owner, agreements')),
                    ('source', models.CharField(help_text='Where the office read it', max_length=300)),
                    ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('end_reason', models.TextField(blank=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['name', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Organisation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('firm', 'firm'), ('self_employed', 'self_employed'), ('non_profit', 'non_profit'), ('firm_to_be', 'firm_to_be'), ('grouping', 'grouping')], max_length=16)),
                    ('name', models.CharField(max_length=200)),
                    ('legal_form', models.CharField(blank=True, choices=[('sole_trader', 'sole_trader'), ('srl', 'srl'), ('srls', 'srls'), ('spa', 'spa'), ('snc', 'snc'), ('sas', 'sas'), ('cooperative', 'cooperative'), ('consortium', 'consortium'), ('association', 'association'), ('foundation', 'foundation'), ('other', 'other')], max_length=16)),
                    ('fiscal_code', models.CharField(blank=True, max_length=16, null=True, unique=True)),
                    ('vat_number', models.CharField(blank=True, max_length=11)),
                    ('size_class', models.CharField(blank=True, choices=[('micro', 'micro'), ('small', 'small'), ('medium', 'medium'), ('large', 'large')], max_length=8)),
                    ('employees', models.PositiveIntegerField(blank=True, null=True)),
                    ('turnover', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                    ('balance_total', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('pec', models.EmailField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=32)),
                    ('website', models.URLField(blank=True)),
                    ('founded_on', models.DateField(blank=True, null=True)),
                    ('is_sample', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Seat',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('registered', 'registered'), ('operating', 'operating'), ('planned', 'planned')], max_length=12)),
                    ('address', models.CharField(max_length=200)),
                    ('postal_code', models.CharField(blank=True, max_length=5)),
                    ('city', models.CharField(max_length=80)),
                    ('checked_at', models.DateTimeField(blank=True, null=True)),
                    ('municipio', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='territory.municipio')),
                    ('nil', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='territory.nil')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='organisations.organisation')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Mandate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('invited_email', models.EmailField(blank=True, max_length=254)),
                    ('kind', models.CharField(choices=[('legal_rep', 'legal_rep'), ('delegate', 'delegate'), ('collaborator', 'collaborator')], max_length=12)),
                    ('state', models.CharField(choices=[('active', 'active'), ('pending', 'pending'), ('refused', 'refused'), ('revoked', 'revoked')], default=manifattura.organisations.domain.kinds.MandateState['ACTIVE'], max_length=8)),
                    ('declared_text', models.TextField(blank=True, help_text='The self-declaration given when claiming (DPR 445/2000)')),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='accounts.person')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='organisations.organisation')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'pending']), ('person__isnull', False)), fields=('organisation', 'person'), name='one_live_mandate'), models.UniqueConstraint(django.db.models.functions.text.Lower('invited_email'), models.F('organisation'), condition=models.Q(('person__isnull', True), ('state', 'pending')), name='one_live_invitation')],
                },
            ),
            migrations.CreateModel(
                name='LinkedFirm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='firms', to='organisations.linkedgroup')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='organisations.organisation')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('group', 'organisation'), name='linked_firm_once')],
                },
            ),
            migrations.CreateModel(
                name='GroupingMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_lead', models.BooleanField(default=False)),
                    ('state', models.CharField(choices=[('active', 'active'), ('pending', 'pending'), ('refused', 'refused'), ('revoked', 'revoked')], default=manifattura.organisations.domain.kinds.MandateState['ACTIVE'], max_length=8)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('grouping', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='organisations.organisation')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groupings', to='organisations.organisation')),
                ],
                options={
                    'ordering': ['-is_lead', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['active', 'pending'])), fields=('grouping', 'member'), name='grouping_member_once'), models.UniqueConstraint(condition=models.Q(('is_lead', True), ('state__in', ['active', 'pending'])), fields=('grouping',), name='grouping_one_lead')],
                },
            ),
            migrations.CreateModel(
                name='OrganisationAteco',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=8)),
                    ('edition', models.CharField(default='2025', max_length=4)),
                    ('is_main', models.BooleanField(default=False)),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ateco_codes', to='organisations.organisation')),
                ],
                options={
                    'ordering': ['-is_main', 'code'],
                    'constraints': [models.UniqueConstraint(fields=('organisation', 'code', 'edition'), name='ateco_once')],
                },
            ),
        ]),
    ]
