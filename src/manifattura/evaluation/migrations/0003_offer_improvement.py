"""Sittings in which equal offers may be bettered: once held or annulled they stay."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import append_only

HELD = """
CREATE TRIGGER evaluation_offerimprovement_held BEFORE UPDATE ON evaluation_offerimprovement FOR EACH ROW
  WHEN (OLD.held_at IS NOT NULL OR OLD.annulled_at IS NOT NULL) EXECUTE FUNCTION manifattura_refuse_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_tables'),
        ('calls', '0024_lots_wanted_together'),
        ('evaluation', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='OfferImprovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(help_text='Within the call')),
                ('announcement', models.JSONField(help_text='manifattura-improvement/1: lots, equal offers, applicants')),
                ('sha256', models.CharField(help_text='Of the announcement in canonical JSON', max_length=64)),
                ('sitting_at', models.DateTimeField()),
                ('place', models.CharField(max_length=200)),
                ('convened_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('offers', models.JSONField(default=list, help_text='Lot, applicant, amount: the slips that were opened')),
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
                'constraints': [models.UniqueConstraint(fields=('call', 'number'), name='improvement_number_once'), models.UniqueConstraint(condition=models.Q(('annulled_at', None)), fields=('call', 'round'), name='one_improvement_per_round'), models.CheckConstraint(condition=models.Q(('annulled_at', None), ('held_at', None), _connector='OR'), name='a_held_improvement_stands')],
            },
        ),
        append_only(
            "evaluation_offerimprovement",
            mutable_columns=(
                "offers", "attended", "notes", "held_by_id", "held_at",
                "annulled_by_id", "annulled_at", "annulled_reason",
            ),
        ),
        migrations.RunSQL(HELD, migrations.RunSQL.noop),
    ]
