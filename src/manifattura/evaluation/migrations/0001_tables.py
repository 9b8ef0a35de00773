"""Reviews, committees, marks, rankings, and what follows them."""

import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.evaluation.domain.register
import manifattura.evaluation.domain.rejection_notices
import manifattura.evaluation.domain.remedies
import manifattura.evaluation.domain.states
import manifattura.evaluation.domain.visits
from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("evaluation", "0001_initial"),
        ("evaluation", "0002_append_only"),
        ("evaluation", "0003_sittings_and_phases"),
        ("evaluation", "0004_closed_sittings"),
        ("evaluation", "0005_replaced_members"),
        ("evaluation", "0006_after_the_ranking"),
        ("evaluation", "0007_committee_life"),
        ("evaluation", "0008_committee_triggers"),
        ("evaluation", "0009_review_per_session"),
        ("evaluation", "0010_remedies_notices_register"),
        ("evaluation", "0011_review_values"),
        ("evaluation", "0012_totals_to_three_decimals"),
        ("evaluation", "0013_erasable_files"),
        ("evaluation", "0014_which_ranking"),
        ("evaluation", "0015_sealed_envelopes"),
        ("evaluation", "0016_bonus_to_three_decimals"),
        ("evaluation", "0017_lots_of_a_ranking"),
        ("evaluation", "0018_keys_with_a_lot"),
    ]

    dependencies = [
        ('accounts', '0001_tables'),
        ('applications', '0001_tables'),
        ('calls', '0001_tables'),
    ]

    operations = [
        CreateTables([
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
                name='NoticeObservation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('on_reason', models.PositiveSmallIntegerField(help_text='Position of the reason; 0 for none')),
                    ('text', models.TextField(blank=True)),
                    ('files', models.JSONField(default=list, help_text='Name, size and digest of the files given')),
                    ('answer', models.TextField(blank=True)),
                ],
                options={
                    'ordering': ['notice_id', 'position'],
                },
            ),
            migrations.CreateModel(
                name='Committee',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act_number', models.CharField(max_length=40)),
                    ('act_on', models.DateField()),
                    ('appointed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('declare_by', models.DateField(blank=True, help_text='Until when members accept and declare; a reminder, nothing expires', null=True)),
                    ('appointed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='calls.call')),
                ],
            ),
            migrations.CreateModel(
                name='CommitteeMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('role', models.CharField(choices=[('president', 'president'), ('member', 'member'), ('secretary', 'secretary')], max_length=12)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('public_number', models.PositiveSmallIntegerField(blank=True, help_text="Drawn at appointment: the m1, m2… of the replay file, not the list's order", null=True)),
                    ('accepted_at', models.DateTimeField(blank=True, help_text='Accepted, and nothing stands against it', null=True)),
                    ('declined_at', models.DateTimeField(blank=True, help_text='Does not accept, or cannot sit: the office replaces them', null=True)),
                    ('conflicts_declared_at', models.DateTimeField(blank=True, null=True)),
                    ('left_at', models.DateTimeField(blank=True, help_text='When somebody took this seat', null=True)),
                    ('act_number', models.CharField(blank=True, help_text='The act of a replacement', max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='evaluation.committee')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='accounts.person')),
                    ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='evaluation.committeemember')),
                ],
                options={
                    'ordering': ['position', 'id'],
                },
            ),
            migrations.CreateModel(
                name='ConflictDeclaration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('has_conflict', models.BooleanField()),
                    ('reason', models.TextField(blank=True)),
                    ('declared_at', models.DateTimeField(auto_now=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflicts', to='evaluation.committeemember')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Departure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=16)),
                    ('reason', models.TextField()),
                    ('act_number', models.CharField(blank=True, max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('rescore', models.BooleanField(default=False, help_text='The act orders that scores are computed as if it had never been there')),
                    ('rescore_reason', models.TextField(blank=True)),
                    ('by_applicant', models.BooleanField()),
                    ('left_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='departure', to='applications.application')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
                options={
                    'ordering': ['left_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='EnvelopeOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('given_by', models.JSONField(help_text='Audit ids of the officers who gave a share, in order')),
                    ('applications', models.PositiveIntegerField()),
                    ('envelopes', models.PositiveIntegerField()),
                    ('unreadable', models.PositiveIntegerField(default=0)),
                    ('result_sha256', models.CharField(help_text='Of every opened answer with its secret', max_length=64)),
                    ('call', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='FormalReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('due_on', models.DateField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('round', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
            ),
            migrations.CreateModel(
                name='GivenShare',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('given_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('closed', models.JSONField(help_text='Holder → the share, closed to their key; never in clear')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('holder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.keyholder')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='HarmonisedMark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('criterion_key', models.CharField(max_length=90)),
                    ('coefficient', models.DecimalField(decimal_places=6, max_digits=7)),
                    ('reason', models.TextField()),
                    ('harmonisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='evaluation.harmonisation')),
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
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='declarations', to='evaluation.committeemember')),
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
                    ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='evaluation.committee')),
                    ('generated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['number', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(help_text='Within the call: the only name it has in public')),
                    ('text', models.TextField()),
                    ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='ObservationAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('accepted', models.BooleanField()),
                    ('text', models.TextField(help_text='Accepted: what changes. Not accepted: why. Public, without names')),
                    ('answered_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('observation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='answer', to='evaluation.observation')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='ObservationFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('observation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evaluation.observation')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='PublicDraw',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(help_text='Within the call')),
                    ('announcement', models.JSONField(help_text='manifattura-draw/1: what was published before, with the tied groups')),
                    ('sha256', models.CharField(help_text='Of the announcement in canonical JSON', max_length=64)),
                    ('sitting_at', models.DateTimeField()),
                    ('place', models.CharField(max_length=200)),
                    ('seed_source', models.CharField(help_text='The public value that does not exist yet', max_length=300)),
                    ('seed_on', models.DateField(help_text='The day on which the value comes out')),
                    ('convened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('seed', models.CharField(blank=True, max_length=200)),
                    ('attended', models.TextField(blank=True)),
                    ('notes', models.TextField(blank=True)),
                    ('held_at', models.DateTimeField(blank=True, null=True)),
                    ('annulled_at', models.DateTimeField(blank=True, null=True)),
                    ('annulled_reason', models.TextField(blank=True)),
                    ('annulled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                    ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('held_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
                options={
                    'ordering': ['-number'],
                },
            ),
            migrations.CreateModel(
                name='Ranking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField()),
                    ('stage', models.CharField(max_length=12)),
                    ('input_document', models.JSONField(help_text='manifattura-ranking/1, pseudonymous: the public replay file')),
                    ('result_document', models.JSONField(help_text='manifattura-ranking-result/1')),
                    ('input_sha256', models.CharField(max_length=64)),
                    ('result_sha256', models.CharField(max_length=64)),
                    ('summary', models.JSONField(default=dict, help_text='Counts by status and money, for the head of the page')),
                    ('changes', models.JSONField(default=list, help_text='What changed against the version before')),
                    ('draw_seed', models.CharField(blank=True, max_length=200)),
                    ('computed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('act_number', models.CharField(blank=True, max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('observations_until', models.DateField(blank=True, null=True)),
                    ('published_until', models.DateField(blank=True, null=True)),
                    ('note', models.TextField(blank=True, help_text='What changed against the version before, and why')),
                    ('added_budget', models.DecimalField(decimal_places=2, default=0, help_text='Money added by act since the publication of the call', max_digits=14)),
                    ('lots_input', models.JSONField(blank=True, help_text='manifattura-allocation, where the call assigns lots: its replay file', null=True)),
                    ('lots_result', models.JSONField(blank=True, help_text='manifattura-allocation-result', null=True)),
                    ('lots_input_sha256', models.CharField(blank=True, db_default='', max_length=64)),
                    ('lots_result_sha256', models.CharField(blank=True, db_default='', max_length=64)),
                    ('answers', models.JSONField(default=list, help_text='Answers to the observations: number, accepted, text')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='calls.call')),
                    ('computed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('draw', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.publicdraw')),
                    ('lot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.calllot')),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ],
                options={
                    'ordering': ['-version'],
                },
            ),
            migrations.AddField(
                model_name='observation',
                name='ranking',
                field=models.ForeignKey(help_text='The version it is about', on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evaluation.ranking'),
            ),
            migrations.CreateModel(
                name='Acceptance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('amount', models.DecimalField(decimal_places=2, max_digits=14)),
                    ('lots', models.CharField(blank=True, help_text='Which lots, where the call has lots: their keys', max_length=600)),
                    ('moved', models.BooleanField(default=False, help_text='Asked again: other lots had been accepted')),
                    ('requested', models.DecimalField(decimal_places=2, max_digits=14)),
                    ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('notice_ref', models.CharField(blank=True, help_text='Empty until the request was sent', max_length=60)),
                    ('term_id', models.BigIntegerField(blank=True, help_text='The term that runs (calls.Term)', null=True)),
                    ('extended_at', models.DateTimeField(blank=True, null=True)),
                    ('extension_reason', models.TextField(blank=True)),
                    ('outcome', models.CharField(blank=True, help_text='Empty while it waits', max_length=16)),
                    ('reason', models.TextField(blank=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='applications.application')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('ranking', models.ForeignKey(help_text='The version that grants the money', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.ranking')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RankingEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('order', models.PositiveIntegerField()),
                    ('position', models.PositiveIntegerField(null=True)),
                    ('ranking_key', models.CharField(blank=True, help_text="Which of the call's rankings placed it; blank: the only one, or none", max_length=64)),
                    ('status', models.CharField(max_length=20)),
                    ('pseudonym', models.CharField(help_text='Id in the replay file', max_length=64)),
                    ('public_label', models.CharField(help_text="By the call's privacy rule", max_length=200)),
                    ('search_key', models.CharField(max_length=240)),
                    ('total', models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                    ('bonus', models.DecimalField(decimal_places=3, max_digits=9, null=True)),
                    ('requested', models.DecimalField(decimal_places=2, max_digits=14)),
                    ('granted', models.DecimalField(decimal_places=2, max_digits=14)),
                    ('scores', models.JSONField(default=dict)),
                    ('tie_break', models.CharField(blank=True, max_length=64)),
                    ('reasons', models.JSONField(default=list)),
                    ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.bid')),
                    ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='evaluation.ranking')),
                ],
                options={
                    'ordering': ['order'],
                },
            ),
            migrations.CreateModel(
                name='RegisterEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(help_text='Progressive within the register, never used again')),
                    ('state', models.CharField(default=manifattura.evaluation.domain.register.EntryState['ACTIVE'], max_length=12)),
                    ('entered_on', models.DateField()),
                    ('expires_on', models.DateField()),
                    ('confirm_by', models.DateField(blank=True, help_text='The day the next confirmation is due; none before the end', null=True)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('proposal', models.CharField(blank=True, help_text='What the office should consider: suspension, removal', max_length=20)),
                    ('name', models.CharField(help_text='As it entered; the public list shows it', max_length=200)),
                    ('address', models.CharField(blank=True, max_length=240)),
                    ('nil_id', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='register_entry', to='applications.application')),
                    ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='register_entries', to='calls.call')),
                    ('confirmation', models.ForeignKey(blank=True, help_text='The confirmation asked and not yet sent', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                    ('term', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
                ],
                options={
                    'ordering': ['call_id', 'number'],
                },
            ),
            migrations.CreateModel(
                name='RegisterEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=24)),
                    ('on', models.DateField()),
                    ('reason', models.TextField(blank=True)),
                    ('act_number', models.CharField(blank=True, max_length=40)),
                    ('act_on', models.DateField(blank=True, null=True)),
                    ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='evaluation.registerentry')),
                    ('form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RejectionNotice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(default=manifattura.evaluation.domain.rejection_notices.NoticeState['SENT'], max_length=12)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('observed_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('rejects', models.BooleanField(blank=True, help_text='None until it is decided', null=True)),
                    ('closing_reason', models.TextField(blank=True)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='NoticeReason',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('requirement_key', models.CharField(blank=True, max_length=40)),
                    ('title', models.CharField(max_length=200)),
                    ('text', models.TextField()),
                    ('kept', models.BooleanField(blank=True, null=True)),
                    ('observation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evaluation.noticeobservation')),
                    ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reasons', to='evaluation.rejectionnotice')),
                ],
                options={
                    'ordering': ['notice_id', 'position'],
                },
            ),
            migrations.AddField(
                model_name='noticeobservation',
                name='notice',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='evaluation.rejectionnotice'),
            ),
            migrations.CreateModel(
                name='RemedyRequest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(help_text='Within the application')),
                    ('state', models.CharField(default=manifattura.evaluation.domain.remedies.RemedyState['SENT'], max_length=12)),
                    ('days', models.PositiveSmallIntegerField()),
                    ('sent_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('closing_reason', models.TextField(blank=True)),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('form', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.filledform')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                    ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('term', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.term')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='RemedyItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(max_length=12)),
                    ('key', models.CharField(blank=True, max_length=90)),
                    ('title', models.CharField(max_length=200)),
                    ('problem', models.TextField(blank=True)),
                    ('ask', models.TextField()),
                    ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='evaluation.remedyrequest')),
                ],
                options={
                    'ordering': ['request_id', 'position'],
                },
            ),
            migrations.CreateModel(
                name='Review',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(default=manifattura.evaluation.domain.states.ReviewState['TO_DO'], max_length=12)),
                    ('assigned_at', models.DateTimeField(blank=True, null=True)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('reason', models.TextField(blank=True, help_text='Why not admitted, in the words the firm will read')),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('communicated_at', models.DateTimeField(blank=True, help_text='From then on the applicant reads the outcome', null=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='review', to='applications.application')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('officer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('phase', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='evaluation.formalreview')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.AddField(
                model_name='remedyrequest',
                name='review',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='remedies', to='evaluation.review'),
            ),
            migrations.AddField(
                model_name='rejectionnotice',
                name='review',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='evaluation.review'),
            ),
            migrations.CreateModel(
                name='OfficerStatement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('has_conflict', models.BooleanField()),
                    ('reason', models.TextField(blank=True)),
                    ('declared_at', models.DateTimeField(auto_now=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='evaluation.review')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='ReviewBonus',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('bonus_key', models.CharField(max_length=40)),
                    ('confirmed', models.BooleanField()),
                    ('note', models.TextField(blank=True)),
                    ('checked_at', models.DateTimeField(auto_now=True)),
                    ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bonuses', to='evaluation.review')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='ReviewCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('requirement_key', models.CharField(max_length=40)),
                    ('outcome', models.CharField(blank=True, choices=[('met', 'met'), ('not_met', 'not_met'), ('not_applicable', 'not_applicable')], max_length=16)),
                    ('note', models.TextField(blank=True)),
                    ('is_automatic', models.BooleanField(default=False)),
                    ('evidence', models.JSONField(blank=True, default=dict, help_text='What the automatic check found: code and facts')),
                    ('checked_at', models.DateTimeField(auto_now=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='evaluation.review')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='ReviewValue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=90)),
                    ('value', models.JSONField()),
                    ('note', models.TextField(blank=True)),
                    ('checked_at', models.DateTimeField(auto_now=True)),
                    ('version', models.PositiveIntegerField(default=0, help_text='Version of the review when it was written')),
                    ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='values', to='evaluation.review')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Sheet',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('completed_at', models.DateTimeField(blank=True, null=True)),
                    ('changed_at', models.DateTimeField(auto_now=True)),
                    ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.bid')),
                    ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='evaluation.committeemember')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('criterion_key', models.CharField(max_length=90)),
                    ('coefficient', models.DecimalField(blank=True, decimal_places=6, max_digits=7, null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='evaluation.sheet')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.AddField(
                model_name='harmonisation',
                name='sheet',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='harmonisation', to='evaluation.sheet'),
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
                    ('minutes', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='evaluation.minutes')),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Sitting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('convened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('starts_at', models.DateTimeField(blank=True, help_text='When it is convened for', null=True)),
                    ('place', models.CharField(blank=True, max_length=200)),
                    ('link', models.URLField(blank=True, help_text='Where members connect, when it is at a distance')),
                    ('agenda', models.TextField(blank=True)),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('marks_closed_at', models.DateTimeField(blank=True, help_text='Individual marks are over; the harmonisation round began', null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, help_text='The convocation was revoked', null=True)),
                    ('cancel_reason', models.TextField(blank=True)),
                    ('annulled_at', models.DateTimeField(blank=True, help_text='A replacement undid it: its applications are examined again', null=True)),
                    ('annul_reason', models.TextField(blank=True)),
                    ('notes', models.TextField(blank=True)),
                    ('attended', models.ManyToManyField(related_name='attended', to='evaluation.committeemember')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='evaluation.committee')),
                    ('convened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.AddField(
                model_name='sheet',
                name='sitting',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='evaluation.sitting'),
            ),
            migrations.AddField(
                model_name='minutes',
                name='sitting',
                field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='evaluation.sitting'),
            ),
            migrations.CreateModel(
                name='SittingBid',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stands', models.BooleanField(default=True)),
                    ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examined_in', to='applications.bid')),
                    ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='examined', to='evaluation.sitting')),
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
                    ('sitting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='evaluation.sitting')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(default=manifattura.evaluation.domain.visits.VisitState['PROPOSED'], max_length=12)),
                    ('at', models.DateTimeField()),
                    ('place', models.CharField(max_length=240)),
                    ('notes', models.TextField(blank=True)),
                    ('report_sha256', models.CharField(blank=True, help_text='What the officers sign', max_length=64)),
                    ('passed', models.BooleanField(blank=True, null=True)),
                    ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('closing_reason', models.TextField(blank=True)),
                    ('version', models.PositiveIntegerField(default=0)),
                    ('first_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('message', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.message')),
                    ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='evaluation.review')),
                    ('second_officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='VisitFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('storage_key', models.CharField(max_length=80, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('size', models.PositiveIntegerField()),
                    ('content_type', models.CharField(max_length=100)),
                    ('sha256', models.CharField(max_length=64)),
                    ('uploaded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='evaluation.visit')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='VisitLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('requirement_key', models.CharField(max_length=40)),
                    ('outcome', models.CharField(blank=True, max_length=16)),
                    ('note', models.TextField(blank=True)),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='evaluation.visit')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.CreateModel(
                name='VisitSignature',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('report_sha256', models.CharField(max_length=64)),
                    ('signed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='evaluation.visit')),
                ],
                options={
                    'ordering': ['id'],
                },
            ),
            migrations.AddConstraint(
                model_name='committeemember',
                constraint=models.UniqueConstraint(fields=('committee', 'person'), name='member_once'),
            ),
            migrations.AddConstraint(
                model_name='committeemember',
                constraint=models.UniqueConstraint(condition=models.Q(('left_at', None), ('role', 'president')), fields=('committee',), name='one_president'),
            ),
            migrations.AddConstraint(
                model_name='conflictdeclaration',
                constraint=models.UniqueConstraint(fields=('member', 'application'), name='conflict_once'),
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
                model_name='publicdraw',
                constraint=models.UniqueConstraint(fields=('call', 'number'), name='draw_number_once'),
            ),
            migrations.AddConstraint(
                model_name='publicdraw',
                constraint=models.UniqueConstraint(condition=models.Q(('annulled_at', None)), fields=('call', 'round'), name='one_draw_per_round'),
            ),
            migrations.AddConstraint(
                model_name='publicdraw',
                constraint=models.CheckConstraint(condition=models.Q(('annulled_at', None), ('held_at', None), _connector='OR'), name='a_held_draw_stands'),
            ),
            migrations.AddConstraint(
                model_name='ranking',
                constraint=models.UniqueConstraint(fields=('call', 'round', 'lot', 'version'), name='ranking_version_once'),
            ),
            migrations.AddConstraint(
                model_name='observation',
                constraint=models.UniqueConstraint(fields=('call', 'number'), name='observation_number_once'),
            ),
            migrations.AddConstraint(
                model_name='acceptance',
                constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('application',), name='one_waiting_acceptance'),
            ),
            migrations.AddConstraint(
                model_name='rankingentry',
                constraint=models.UniqueConstraint(fields=('ranking', 'bid'), name='ranking_bid_once'),
            ),
            migrations.AddConstraint(
                model_name='rankingentry',
                constraint=models.UniqueConstraint(fields=('ranking', 'order'), name='ranking_order_once'),
            ),
            migrations.AddIndex(
                model_name='registerentry',
                index=models.Index(fields=['call', 'state'], name='entry_state'),
            ),
            migrations.AddIndex(
                model_name='registerentry',
                index=models.Index(fields=['state', 'confirm_by'], name='entry_confirm_by'),
            ),
            migrations.AddConstraint(
                model_name='registerentry',
                constraint=models.UniqueConstraint(fields=('call', 'number'), name='entry_number_once'),
            ),
            migrations.AddConstraint(
                model_name='noticereason',
                constraint=models.UniqueConstraint(fields=('notice', 'position'), name='notice_reason_once'),
            ),
            migrations.AddConstraint(
                model_name='noticeobservation',
                constraint=models.UniqueConstraint(fields=('notice', 'position'), name='notice_observation_once'),
            ),
            migrations.AddConstraint(
                model_name='remedyitem',
                constraint=models.UniqueConstraint(fields=('request', 'position'), name='remedy_item_once'),
            ),
            migrations.AddIndex(
                model_name='review',
                index=models.Index(fields=['phase', 'state'], name='review_phase_state'),
            ),
            migrations.AddConstraint(
                model_name='remedyrequest',
                constraint=models.UniqueConstraint(fields=('review', 'number'), name='remedy_number_once'),
            ),
            migrations.AddConstraint(
                model_name='remedyrequest',
                constraint=models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('review',), name='one_open_remedy'),
            ),
            migrations.AddConstraint(
                model_name='rejectionnotice',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['sent', 'observed', 'expired'])), fields=('review',), name='one_open_notice'),
            ),
            migrations.AddConstraint(
                model_name='officerstatement',
                constraint=models.UniqueConstraint(fields=('review', 'person'), name='statement_once'),
            ),
            migrations.AddConstraint(
                model_name='reviewbonus',
                constraint=models.UniqueConstraint(fields=('review', 'bonus_key'), name='review_bonus_once'),
            ),
            migrations.AddConstraint(
                model_name='reviewcheck',
                constraint=models.UniqueConstraint(fields=('review', 'requirement_key'), name='check_once'),
            ),
            migrations.AddConstraint(
                model_name='reviewvalue',
                constraint=models.UniqueConstraint(fields=('review', 'key'), name='review_value_once'),
            ),
            migrations.AddConstraint(
                model_name='mark',
                constraint=models.UniqueConstraint(fields=('sheet', 'criterion_key'), name='mark_once'),
            ),
            migrations.AddConstraint(
                model_name='mark',
                constraint=models.CheckConstraint(condition=models.Q(('coefficient__gte', 0), ('coefficient__lte', 1)), name='mark_0_1'),
            ),
            migrations.AddConstraint(
                model_name='sitting',
                constraint=models.UniqueConstraint(fields=('committee', 'number'), name='sitting_once'),
            ),
            migrations.AddConstraint(
                model_name='sitting',
                constraint=models.UniqueConstraint(condition=models.Q(('annulled_at', None), ('cancelled_at', None), ('closed_at', None)), fields=('committee',), name='one_live_sitting'),
            ),
            migrations.AddConstraint(
                model_name='sheet',
                constraint=models.UniqueConstraint(fields=('member', 'bid', 'sitting'), name='sheet_once_a_sitting'),
            ),
            migrations.AddConstraint(
                model_name='minutes',
                constraint=models.UniqueConstraint(fields=('committee', 'number'), name='minutes_numbered_once'),
            ),
            migrations.AddConstraint(
                model_name='sittingbid',
                constraint=models.UniqueConstraint(condition=models.Q(('stands', True)), fields=('bid',), name='examined_once'),
            ),
            migrations.AddConstraint(
                model_name='sittingpause',
                constraint=models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('sitting',), name='one_pause_at_a_time'),
            ),
            migrations.AddConstraint(
                model_name='visit',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'reported'])), fields=('review',), name='one_open_visit'),
            ),
            migrations.AddConstraint(
                model_name='visit',
                constraint=models.CheckConstraint(condition=models.Q(('first_officer', models.F('second_officer')), _negated=True), name='visit_two_officers'),
            ),
            migrations.AddConstraint(
                model_name='visitline',
                constraint=models.UniqueConstraint(fields=('visit', 'requirement_key'), name='visit_line_once'),
            ),
            migrations.AddConstraint(
                model_name='visitsignature',
                constraint=models.UniqueConstraint(fields=('visit', 'person', 'report_sha256'), name='visit_signature_once'),
            ),
        ]),
    ]
