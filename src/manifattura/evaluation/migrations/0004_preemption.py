"""Rights of pre-emption on lots: whom, what and when stay as they were asked."""

import django.db.models.deletion
import django.db.models.functions.datetime
import manifattura.evaluation.domain.preemptions
from django.db import migrations, models

from manifattura.kernel.append_only import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_tables'),
        ('applications', '0002_guards'),
        ('calls', '0026_preemption'),
        ('evaluation', '0003_offer_improvement'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('lot_key', models.CharField(max_length=64)),
                ('reason', models.CharField(help_text='How the office found out who has it', max_length=500)),
                ('price', models.DecimalField(blank=True, decimal_places=2, help_text='The offer to match, EUR', max_digits=12, null=True)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('outcome', models.CharField(choices=[('asked', 'asked'), ('exercised', 'exercised'), ('declined', 'declined'), ('silent', 'silent'), ('first', 'first'), ('absent', 'absent'), ('annulled', 'annulled')], default=manifattura.evaluation.domain.preemptions.RightOutcome['ASKED'], max_length=10)),
                ('answered_at', models.DateTimeField(blank=True, help_text='When the answer arrived', null=True)),
                ('how', models.CharField(blank=True, help_text='How it arrived, or why it was annulled', max_length=500)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(blank=True, help_text='None: nobody who asks for the lot has the right', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.callround')),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', manifattura.evaluation.domain.preemptions.RightOutcome['ANNULLED']), _negated=True), fields=('round', 'lot_key'), name='one_preemption_per_lot')],
            },
        ),
        append_only(
            "evaluation_preemption",
            mutable_columns=("outcome", "answered_at", "how", "settled_by_id", "settled_at"),
        ),
    ]
