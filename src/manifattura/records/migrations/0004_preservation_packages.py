import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from manifattura.kernel.append_only import FUNCTION, PERMIT


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_invitations'),
        ('calls', '0015_outages'),
        ('records', '0003_retention'),
    ]

    operations = [
        migrations.CreateModel(
            name='PreservationPackage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('missing', models.JSONField(default=list, help_text='Files that the storage does not have any more')),
                ('files', models.PositiveIntegerField(default=0)),
                ('storage_key', models.CharField(blank=True, max_length=80)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('index_sha256', models.CharField(blank=True, max_length=64)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('removed_at', models.DateTimeField(blank=True, help_text='The file is gone with what it held; its digests stay', null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='calls.call')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        # a finished package is a proof: its file may go with what it held, nothing else changes
        migrations.RunSQL(
            sql=f"""{FUNCTION}{PERMIT}
CREATE TRIGGER records_package_no_update BEFORE UPDATE ON records_preservationpackage
  FOR EACH ROW WHEN (OLD.finished_at IS NOT NULL)
  EXECUTE FUNCTION manifattura_change_if_permitted('storage_key', 'removed_at');
CREATE TRIGGER records_package_no_delete BEFORE DELETE ON records_preservationpackage
  FOR EACH ROW EXECUTE FUNCTION manifattura_refuse_change();""",
            reverse_sql="""DROP TRIGGER records_package_no_update ON records_preservationpackage;
DROP TRIGGER records_package_no_delete ON records_preservationpackage;""",
        ),
    ]
