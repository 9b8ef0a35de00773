"""People, offices, roles, invitations, identities, sessions, trust lists."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_acts_and_answers"),
        ("accounts", "0003_invitations"),
        ("accounts", "0004_identities_and_accesses"),
        ("accounts", "0005_back_office_groups"),
        ("accounts", "0006_sessions"),
        ("accounts", "0007_trust_lists"),
    ]

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='DemoMail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(auto_now_add=True)),
                    ('recipients', models.CharField(max_length=400)),
                    ('sender', models.CharField(max_length=254)),
                    ('subject', models.CharField(max_length=300)),
                    ('body', models.TextField()),
                    ('attachments', models.JSONField(default=list)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='Office',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slug', models.SlugField(max_length=64, unique=True)),
                    ('name', models.CharField(max_length=160)),
                    ('department', models.CharField(blank=True, max_length=200)),
                    ('email', models.EmailField(max_length=254)),
                    ('pec', models.EmailField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('address', models.CharField(blank=True, max_length=200)),
                    ('opening_hours', models.CharField(blank=True, max_length=200)),
                    ('substitute_power', models.CharField(help_text='Who acts if the office stays silent (L. 241/1990 art. 2 c. 9-bis)', max_length=200)),
                    ('substitute_power_email', models.EmailField(blank=True, max_length=254)),
                ],
                options={
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Account',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('email', models.EmailField(max_length=254, unique=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('date_joined', models.DateTimeField(auto_now_add=True)),
                    ('session_stamp', models.PositiveIntegerField(default=0)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('full_name', models.CharField(max_length=160)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('phone', models.CharField(blank=True, max_length=32)),
                    ('fiscal_code', models.CharField(blank=True, max_length=16, null=True, unique=True)),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('is_sample', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('identified_at', models.DateTimeField(blank=True, help_text='When SPID, CIE or eIDAS last vouched for name and codice fiscale', null=True)),
                    ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='person', to=settings.AUTH_USER_MODEL)),
                ],
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=64)),
                    ('subject', models.CharField(max_length=200)),
                    ('body', models.TextField()),
                    ('url', models.CharField(blank=True, max_length=300)),
                    ('scope', models.CharField(blank=True, max_length=64)),
                    ('created_at', models.DateTimeField(auto_now_add=True)),
                    ('emailed_to', models.EmailField(blank=True, max_length=254)),
                    ('emailed_at', models.DateTimeField(blank=True, null=True)),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='Invitation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('email', models.EmailField(max_length=254)),
                    ('full_name', models.CharField(max_length=160)),
                    ('role', models.CharField(choices=[('case_officer', 'case_officer'), ('head_of_procedure', 'head_of_procedure'), ('secretary', 'secretary'), ('editor', 'editor'), ('administrator', 'administrator'), ('committee_member', 'committee_member')], max_length=24)),
                    ('nonce', models.CharField(max_length=32, unique=True)),
                    ('invited_at', models.DateTimeField(auto_now_add=True)),
                    ('expires_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.office')),
                    ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='Access',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), db_index=True, editable=False)),
                    ('kind', models.CharField(choices=[('signed_in', 'signed_in'), ('refused', 'refused'), ('signed_out', 'signed_out'), ('ended_idle', 'ended_idle')], max_length=12)),
                    ('assurance', models.CharField(blank=True, help_text='spid:2; empty when refused', max_length=16)),
                    ('reason', models.CharField(blank=True, help_text='Why it was refused', max_length=16)),
                    ('issuer', models.CharField(blank=True, max_length=200)),
                    ('token', models.CharField(blank=True, help_text="What the provider's own log calls this sign-in", max_length=64)),
                    ('address', models.GenericIPAddressField(blank=True, help_text='Where the request came from', null=True)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='accesses', to='accounts.person')),
                ],
                options={
                    'verbose_name_plural': 'accesses',
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='RoleAssignment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('case_officer', 'case_officer'), ('head_of_procedure', 'head_of_procedure'), ('secretary', 'secretary'), ('editor', 'editor'), ('administrator', 'administrator'), ('committee_member', 'committee_member')], max_length=24)),
                    ('granted_at', models.DateTimeField(auto_now_add=True)),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('revoke_reason', models.CharField(blank=True, max_length=300)),
                    ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='accounts.office')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='accounts.person')),
                    ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                    ('session_data', models.TextField(verbose_name='session data')),
                    ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                    ('account', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'session',
                    'verbose_name_plural': 'sessions',
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='TrustList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('tsl', 'tsl'), ('pem', 'pem')], max_length=3)),
                    ('territory', models.CharField(blank=True, help_text='IT; empty for a bundle', max_length=2)),
                    ('operator', models.CharField(blank=True, help_text='Who issues it', max_length=200)),
                    ('sequence', models.PositiveIntegerField(blank=True, null=True)),
                    ('issued_at', models.DateTimeField(help_text='As the list says; of a bundle, as who installed it said')),
                    ('next_update', models.DateTimeField(blank=True, null=True)),
                    ('name', models.CharField(help_text='Of the file', max_length=200)),
                    ('content', models.BinaryField(help_text='The file as it came')),
                    ('sha256', models.CharField(max_length=64)),
                    ('services', models.JSONField(default=list, help_text='Names of the authorities that it grants now')),
                    ('ignored', models.PositiveIntegerField(default=0, help_text='Services that could not be read')),
                    ('is_signature_verified', models.BooleanField(default=False)),
                    ('installed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                    ('is_in_force', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['-id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_in_force', True)), fields=('kind', 'territory'), name='one_trust_list_in_force')],
                },
            ),
            migrations.AddConstraint(
                model_name='account',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='account_email_ci'),
            ),
            migrations.AddIndex(
                model_name='notice',
                index=models.Index(fields=['person', '-id'], name='notice_person'),
            ),
            migrations.AddConstraint(
                model_name='invitation',
                constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('email'), models.F('role'), models.F('office'), condition=models.Q(('accepted_at', None), ('cancelled_at', None)), name='one_open_invitation', nulls_distinct=False),
            ),
            migrations.AddIndex(
                model_name='access',
                index=models.Index(fields=['person', '-id'], name='access_person'),
            ),
            migrations.AddConstraint(
                model_name='roleassignment',
                constraint=models.UniqueConstraint(condition=models.Q(('revoked_at', None)), fields=('person', 'role', 'office'), name='one_live_role', nulls_distinct=False),
            ),
        ]),
    ]
