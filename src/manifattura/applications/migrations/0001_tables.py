"""Applications, what they freeze and send, messages, the proof log and the register."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.applications.domain.channels
import manifattura.applications.domain.form_states
import manifattura.calls.domain.procedures.names
import manifattura.kernel.clock
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("applications", "0001_initial"),
        ("applications", "0002_append_only"),
        ("applications", "0003_arrival_sequence"),
        ("applications", "0004_drafts_follow_amendments"),
        ("applications", "0005_filled_forms"),
        ("applications", "0006_messages"),
        ("applications", "0007_other_ways_in"),
        ("applications", "0008_readings"),
        ("applications", "0009_discarded_content"),
        ("applications", "0010_number_given_once"),
        ("applications", "0011_giving_way"),
        ("applications", "0012_prepared_submissions"),
        ("applications", "0013_proof_log"),
        ("applications", "0014_opened_answers"),
        ("applications", "0015_late_tickets"),
        ("applications", "0016_daily_register"),
        ("applications", "0017_sender_assurance"),
        ("applications", "0018_row_macs"),
        ("applications", "0019_opened_files"),
        ("applications", "0020_sending_in_one_statement"),
        ("applications", "0021_six_statements"),
        ("applications", "0022_row_batches"),
        ("applications", "0023_keys_with_a_lot"),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('calls', '0001_tables'),
        ('organisations', '0001_tables'),
    ]

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Application',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(default=manifattura.calls.domain.procedures.names.ApplicationState['DRAFT'], max_length=20)),
                    ('is_live', models.BooleanField(default=False, help_text='Sent and not withdrawn')),
                    ('gave_way', models.BooleanField(db_default=False, default=False, help_text='Got nothing in its session; the firm sent another')),
                    ('code', models.CharField(help_text='Neutral public code, random', max_length=12, unique=True)),
                    ('eligibility_answers', models.JSONField(default=dict)),
                    ('sections_to_review', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, help_text='Steps whose questions an amendment changed: saved again before sending', size=None)),
                    ('project_title', models.CharField(blank=True, max_length=200)),
                    ('project_cost', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                    ('requested_amount', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True)),
                    ('nil_id', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('channel', models.CharField(default=manifattura.applications.domain.channels.Channel['ONLINE'], max_length=10)),
                    ('is_sample', models.BooleanField(default=False)),
                    ('created_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('discarded_at', models.DateTimeField(blank=True, help_text='The content is gone; digest, numbers and outcome stay', null=True)),
                    ('discarded_under', models.CharField(blank=True, db_default='', help_text="The act, and the archives' authorisation", max_length=200)),
                    ('messages_discarded_at', models.DateTimeField(blank=True, null=True)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.calledition')),
                    ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                    ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='LogKey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_key', models.CharField(max_length=44, unique=True)),
                    ('since', models.DateTimeField()),
                    ('statement', models.TextField(help_text='Canonical JSON: the key, since when, which one it replaces')),
                    ('signature', models.CharField(help_text='Of the statement, by this key', max_length=88)),
                    ('replaced_signature', models.CharField(blank=True, help_text='Of the statement, by the key it replaces; empty for the first', max_length=88)),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RegisterDay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField(unique=True)),
                    ('first_number', models.CharField(help_text='As it is written: 0000001/2026', max_length=16)),
                    ('last_number', models.CharField(max_length=16)),
                    ('entries', models.PositiveIntegerField()),
                    ('document', models.TextField(help_text='Canonical JSON manifattura-daily-register/1, exactly as hashed')),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ],
                options={
                    'ordering': ['-day'],
                },
            ),
            migrations.CreateModel(
                name='RowBatch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(help_text='From 1, without gaps', unique=True)),
                    ('rows', models.JSONField(help_text='Table → the numbers of its rows, as ranges')),
                    ('closed', models.JSONField(help_text='Table → up to this number every row has its digest, and none can come')),
                    ('previous', models.CharField(blank=True, help_text='The digest of the note before', max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('mac', models.CharField(max_length=64)),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='ApplicationReading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('page', 'page'), ('file', 'file'), ('project', 'project'), ('sheet', 'sheet'), ('reply', 'reply'), ('messages', 'messages'), ('copy', 'copy'), ('visit', 'visit')], max_length=12)),
                    ('day', models.DateField(help_text='In Rome')),
                    ('first_at', models.DateTimeField()),
                    ('last_at', models.DateTimeField()),
                    ('times', models.PositiveIntegerField(default=1)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-last_at'],
                },
            ),
            migrations.CreateModel(
                name='Attachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field_key', models.CharField(max_length=90)),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='applications.application')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Bid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bids', to='applications.application')),
                    ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.calllot')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='DeclarationTick',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('declaration_key', models.CharField(max_length=40)),
                    ('text_version', models.PositiveSmallIntegerField()),
                    ('text_sha256', models.CharField(max_length=64)),
                    ('ticked_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('on_paper', models.BooleanField(default=False, help_text='Read by an officer (person) on the document that the declarant signed')),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                    ('cleared_reason', models.CharField(blank=True, max_length=200)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='applications.application')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='EnteredArrival',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('channel', models.CharField(choices=[('online', 'online'), ('pec', 'pec'), ('paper', 'paper')], max_length=10)),
                    ('arrived_at', models.DateTimeField(help_text='As the receipt or the protocol says')),
                    ('protocol_number', models.CharField(max_length=40)),
                    ('protocol_on', models.DateField()),
                    ('sender_address', models.CharField(blank=True, help_text='PEC address, or where to write', max_length=200)),
                    ('signed_by', models.CharField(help_text='Who signed the document', max_length=160)),
                    ('signed_as', models.CharField(help_text='legal_rep or delegate', max_length=20)),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('entered_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='entered', to='applications.application')),
                    ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='FilledForm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(help_text='Neutral code, random', max_length=12, unique=True)),
                    ('purpose', models.CharField(help_text='remedy_reply, confirmation, report…', max_length=30)),
                    ('title', models.CharField(max_length=200)),
                    ('subject_type', models.CharField(blank=True, max_length=40)),
                    ('subject_id', models.CharField(blank=True, max_length=40)),
                    ('sections', models.JSONField(default=list, help_text='The questions: FormSection documents')),
                    ('declarations', models.JSONField(default=list, help_text='Declaration documents')),
                    ('state', models.CharField(default=manifattura.applications.domain.form_states.FormState['DRAFT'], max_length=10)),
                    ('opened_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='filled_forms', to='applications.application')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='FormAnswers',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section_key', models.CharField(max_length=40)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('answers', models.JSONField(default=dict, help_text='Field key → value; money and numbers as strings')),
                    ('versions', models.JSONField(default=dict, help_text='Field key → section version at which it last changed')),
                    ('prefilled', models.JSONField(default=dict, help_text='Field key → where its first answer came from, until somebody changes it')),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answer_rows', to='applications.filledform')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FormAttachment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field_key', models.CharField(max_length=90)),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField(auto_now_add=True)),
                    ('removed_at', models.DateTimeField(blank=True, null=True)),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='applications.filledform')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FormSubmission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sent_at', models.DateTimeField(help_text="The database's clock")),
                    ('payload', models.TextField(help_text='Canonical JSON (RFC 8785), exactly as hashed')),
                    ('payload_sha256', models.CharField(max_length=64)),
                    ('form', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='applications.filledform')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='FormTick',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('declaration_key', models.CharField(max_length=40)),
                    ('text_version', models.PositiveSmallIntegerField()),
                    ('text_sha256', models.CharField(max_length=64)),
                    ('ticked_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('on_paper', models.BooleanField(default=False, help_text='Read by an officer (person) on the document that the declarant signed')),
                    ('cleared_at', models.DateTimeField(blank=True, null=True)),
                    ('cleared_reason', models.CharField(blank=True, max_length=200)),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ticks', to='applications.filledform')),
                    ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_office', models.BooleanField()),
                    ('template', models.CharField(help_text='Key of the template; `free` when written by hand', max_length=64)),
                    ('texts', models.JSONField(help_text='Language → subject and body, as sent')),
                    ('needs_proof', models.BooleanField(default=False, help_text='The text is read in the personal area only; the e-mail just announces it')),
                    ('once_key', models.CharField(blank=True, help_text='Of two equal sendings the second is none', max_length=120, null=True, unique=True)),
                    ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='applications.application')),
                    ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.office')),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('writer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MessageFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='applications.message')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MessageReading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('capacity', models.CharField(blank=True, help_text='In which quality; empty for the office', max_length=20)),
                    ('is_proof', models.BooleanField(default=False)),
                    ('read_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='applications.message')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MessageReceipt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(help_text='`domain.certified_mail.ReceiptKind`', max_length=12)),
                    ('address', models.EmailField(help_text='The certified address of the applicant', max_length=254)),
                    ('happened_at', models.DateTimeField(help_text='The moment that the receipt certifies')),
                    ('identifier', models.CharField(blank=True, help_text='Message id of the certified mail', max_length=300)),
                    ('is_parsed', models.BooleanField(default=False, help_text='Read from the file, not typed')),
                    ('storage_key', models.CharField(blank=True, max_length=80, null=True, unique=True)),
                    ('name', models.CharField(blank=True, max_length=200)),
                    ('size', models.PositiveIntegerField(default=0)),
                    ('content_type', models.CharField(blank=True, max_length=100)),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receipts', to='applications.message')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MessageRecipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('language', models.CharField(default='it', max_length=5)),
                    ('address', models.EmailField(blank=True, max_length=254)),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recipients', to='applications.message')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='MessageDelivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(max_length=12)),
                    ('address', models.EmailField(blank=True, max_length=254)),
                    ('detail', models.CharField(blank=True, max_length=300)),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='applications.messagerecipient')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='OpenedAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field_key', models.CharField(max_length=90)),
                    ('value', models.JSONField(null=True)),
                    ('secret', models.CharField(blank=True, max_length=43)),
                    ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opened_answers', to='applications.application')),
                    ('attachment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opened', to='applications.attachment')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RowShape',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table_name', models.CharField(max_length=63)),
                    ('fixed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), help_text='Columns that nothing changes', size=None)),
                    ('erasable', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=63), help_text='Columns that an erasure may empty (ADR 0019)', size=None)),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('table_name', 'fixed', 'erasable'), name='row_shape_once')],
                },
            ),
            migrations.CreateModel(
                name='RowMac',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('row_id', models.BigIntegerField()),
                    ('mac', models.CharField(help_text='Over the columns that nothing changes', max_length=64)),
                    ('whole_mac', models.CharField(blank=True, help_text='Over the erasable ones too; empty where there are none', max_length=64)),
                    ('tags', models.TextField(blank=True, db_default='', help_text='Four characters per column: they say which one was changed')),
                    ('made_at', models.DateTimeField()),
                    ('shape', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.rowshape')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RowState',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('table_name', models.CharField(max_length=63)),
                    ('row_id', models.BigIntegerField()),
                    ('values', models.JSONField(help_text='Column → value, as PostgreSQL writes it')),
                    ('last_act', models.BigIntegerField(help_text='The newest entry of the audit trail that it takes account of')),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['table_name', 'row_id', '-id'], name='row_state_of')],
                },
            ),
            migrations.CreateModel(
                name='SectionAnswers',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('section_key', models.CharField(max_length=40)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('answers', models.JSONField(default=dict, help_text='Field key → value; money and numbers as strings')),
                    ('versions', models.JSONField(default=dict, help_text='Field key → section version at which it last changed')),
                    ('prefilled', models.JSONField(default=dict, help_text='Field key → where its first answer came from, until somebody changes it')),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='applications.application')),
                    ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SigningDocument',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('payload_sha256', models.CharField(help_text='Of the prepared content that it shows', max_length=64)),
                    ('document', models.BinaryField()),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signing_documents', to='applications.application')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('arrival', models.BigIntegerField(help_text='From a sequence: order of arrival, may have gaps', unique=True)),
                    ('received_at', models.DateTimeField(help_text='clock_timestamp() of the inserting statement')),
                    ('payload', models.TextField(help_text='Canonical JSON (RFC 8785), exactly as hashed')),
                    ('payload_sha256', models.CharField(max_length=64)),
                    ('assurance', models.CharField(blank=True, db_default='', default='', help_text='How the sender was known: spid:2', max_length=16)),
                    ('idempotency_key', models.CharField(max_length=64, unique=True)),
                    ('registration_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('registration_number', models.PositiveIntegerField(blank=True, null=True)),
                    ('registered_at', models.DateTimeField(blank=True, help_text='When the number was given; never earlier than the number before', null=True)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='submission', to='applications.application')),
                    ('on_behalf', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                    ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['arrival'],
                },
            ),
            migrations.CreateModel(
                name='ProtocolRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(blank=True, max_length=60)),
                    ('refusal', models.CharField(blank=True, max_length=300)),
                    ('answered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='protocol_record', to='applications.submission')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ),
            migrations.CreateModel(
                name='ProofLeaf',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('index', models.PositiveIntegerField(help_text='From 0, without gaps, in order of arrival')),
                    ('leaf', models.TextField(help_text='Canonical JSON, exactly as hashed (docs/formats.md §7)')),
                    ('leaf_hash', models.CharField(max_length=64)),
                    ('subtrees', models.TextField(blank=True, help_text='Hashes of the perfect subtrees that this leaf completes, from level 1 up')),
                    ('row_mac', models.CharField(blank=True, help_text="Over the submission's other columns, by the signing key; empty when it was not there", max_length=64)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='proof_leaf', to='applications.submission')),
                ],
                options={
                    'ordering': ['call_id', 'index'],
                },
            ),
            migrations.CreateModel(
                name='LateTicket',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ticket_sha256', models.CharField(max_length=64, unique=True)),
                    ('refused_at', models.DateTimeField()),
                    ('accepted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='late_ticket', to='applications.submission')),
                ],
                options={
                    'ordering': ['accepted_at'],
                },
            ),
            migrations.CreateModel(
                name='SubmissionSignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('storage_key', models.CharField(max_length=80)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('findings', models.JSONField(help_text='manifattura-signature/1: who signed, by which authority, judged how')),
                    ('verified_at', models.DateTimeField()),
                    ('submission', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signature', to='applications.submission')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='TreeHead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('tree_size', models.PositiveIntegerField()),
                    ('root', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField()),
                    ('tree_head', models.TextField(help_text='Canonical JSON, exactly as signed')),
                    ('signature', models.CharField(max_length=88)),
                    ('public_key', models.CharField(max_length=44)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ],
                options={
                    'ordering': ['call_id', 'tree_size'],
                },
            ),
            migrations.CreateModel(
                name='HeadCountersignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('public_key', models.CharField(max_length=44)),
                    ('signature', models.CharField(max_length=88)),
                    ('head', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='countersignatures', to='applications.treehead')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='UsedStamp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=14, unique=True)),
                    ('used_at', models.DateTimeField(default=manifattura.kernel.clock.now)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='VerifiedSignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('storage_key', models.CharField(max_length=80)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('findings', models.JSONField(help_text='manifattura-signature/1: who signed, by which authority, judged how')),
                    ('verified_at', models.DateTimeField()),
                    ('payload_sha256', models.CharField(max_length=64)),
                    ('counts_until', models.DateTimeField(help_text='The end of the certificate, or of the trust list')),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verified_signatures', to='applications.application')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='PreparedSubmission',
                fields=[
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='prepared', serialize=False, to='applications.application')),
                    ('between_sessions', models.BooleanField(help_text='Sent between two sessions it counts for the next')),
                    ('stamps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=14), default=list, help_text='Numbers that the sending takes', size=None)),
                    ('on_behalf_label', models.CharField(help_text='The firm, for the audit trail', max_length=200)),
                    ('payload', models.TextField(help_text='Canonical JSON, as it will be hashed and stored')),
                    ('payload_sha256', models.CharField(max_length=64)),
                    ('prepared_at', models.DateTimeField(auto_now=True)),
                    ('mandate', models.ForeignKey(help_text='By which the person sends: checked again when it is sent', on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.mandate')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['application'],
                },
            ),
            migrations.AddIndex(
                model_name='application',
                index=models.Index(fields=['call', 'state'], name='application_call_state'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.UniqueConstraint(condition=models.Q(('gave_way', False), ('is_live', True)), fields=('call', 'lead'), name='one_live_application'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.UniqueConstraint(condition=models.Q(('channel', 'online'), ('state', 'draft')), fields=('call', 'lead'), name='one_draft_application'),
            ),
            migrations.AddConstraint(
                model_name='application',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft'), models.Q(('channel', 'online'), _negated=True)), fields=('call', 'lead'), name='one_entered_draft'),
            ),
            migrations.AddConstraint(
                model_name='applicationreading',
                constraint=models.UniqueConstraint(fields=('application', 'person', 'kind', 'day'), name='application_reading_once'),
            ),
            migrations.AddIndex(
                model_name='attachment',
                index=models.Index(fields=['application', 'field_key'], name='attachment_field'),
            ),
            migrations.AddConstraint(
                model_name='bid',
                constraint=models.UniqueConstraint(fields=('application', 'round', 'lot'), name='bid_once'),
            ),
            migrations.AddConstraint(
                model_name='declarationtick',
                constraint=models.UniqueConstraint(condition=models.Q(('cleared_at', None)), fields=('application', 'declaration_key', 'organisation'), name='one_live_tick'),
            ),
            migrations.AddIndex(
                model_name='filledform',
                index=models.Index(fields=['subject_type', 'subject_id'], name='filled_form_subject'),
            ),
            migrations.AddConstraint(
                model_name='filledform',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('application', 'purpose', 'subject_type', 'subject_id'), name='one_open_form'),
            ),
            migrations.AddConstraint(
                model_name='formanswers',
                constraint=models.UniqueConstraint(fields=('form', 'section_key'), name='form_section_once'),
            ),
            migrations.AddIndex(
                model_name='formattachment',
                index=models.Index(fields=['form', 'field_key'], name='form_attachment_field'),
            ),
            migrations.AddConstraint(
                model_name='formtick',
                constraint=models.UniqueConstraint(condition=models.Q(('cleared_at', None)), fields=('form', 'declaration_key', 'organisation'), name='one_live_form_tick'),
            ),
            migrations.AddIndex(
                model_name='message',
                index=models.Index(fields=['application', 'id'], name='message_thread'),
            ),
            migrations.AddIndex(
                model_name='message',
                index=models.Index(condition=models.Q(('from_office', False), ('settled_at', None)), fields=['office', 'id'], name='message_waiting'),
            ),
            migrations.AddConstraint(
                model_name='messagereading',
                constraint=models.UniqueConstraint(fields=('message', 'person'), name='message_read_once'),
            ),
            migrations.AddConstraint(
                model_name='messagereceipt',
                constraint=models.UniqueConstraint(fields=('message', 'kind', 'address'), name='message_receipt_once'),
            ),
            migrations.AddConstraint(
                model_name='messagerecipient',
                constraint=models.UniqueConstraint(fields=('message', 'person'), name='message_recipient_once'),
            ),
            migrations.AddConstraint(
                model_name='messagedelivery',
                constraint=models.UniqueConstraint(condition=models.Q(('outcome__in', ['sent', 'uncertain', 'no_address'])), fields=('recipient',), name='message_delivered_once'),
            ),
            migrations.AddConstraint(
                model_name='openedanswer',
                constraint=models.UniqueConstraint(condition=models.Q(('attachment', None)), fields=('application', 'field_key'), name='answer_opened_once'),
            ),
            migrations.AddConstraint(
                model_name='rowmac',
                constraint=models.UniqueConstraint(fields=('shape', 'row_id'), name='row_mac_once'),
            ),
            migrations.AddConstraint(
                model_name='sectionanswers',
                constraint=models.UniqueConstraint(fields=('application', 'section_key'), name='section_once'),
            ),
            migrations.AddConstraint(
                model_name='signingdocument',
                constraint=models.UniqueConstraint(fields=('application', 'person'), name='one_signing_document_each'),
            ),
            migrations.AddIndex(
                model_name='submission',
                index=models.Index(condition=models.Q(('registration_number', None)), fields=['arrival'], name='waits_for_number'),
            ),
            migrations.AddIndex(
                model_name='submission',
                index=models.Index(fields=['registered_at'], name='submission_registered'),
            ),
            migrations.AddConstraint(
                model_name='submission',
                constraint=models.UniqueConstraint(fields=('registration_year', 'registration_number'), name='registration_once'),
            ),
            migrations.AddConstraint(
                model_name='protocolrecord',
                constraint=models.CheckConstraint(condition=models.Q(('number', ''), ('refusal', ''), _connector='XOR'), name='protocol_number_or_refusal'),
            ),
            migrations.AddConstraint(
                model_name='proofleaf',
                constraint=models.UniqueConstraint(fields=('call', 'index'), name='proof_leaf_once'),
            ),
            migrations.AddConstraint(
                model_name='treehead',
                constraint=models.UniqueConstraint(fields=('call', 'tree_size'), name='tree_head_once'),
            ),
            migrations.AddConstraint(
                model_name='headcountersignature',
                constraint=models.UniqueConstraint(fields=('head', 'public_key'), name='head_countersigned_once'),
            ),
            migrations.AddConstraint(
                model_name='verifiedsignature',
                constraint=models.UniqueConstraint(fields=('application', 'person'), name='one_verified_signature_each'),
            ),
        ]),
    ]
