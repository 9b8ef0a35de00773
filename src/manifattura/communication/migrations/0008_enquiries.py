import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0006_sessions"),
        ("communication", "0007_appointments"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="report", name="report_state"),
        migrations.RenameModel(old_name="Report", new_name="Enquiry"),
        migrations.RenameField(model_name="enquiry", old_name="answered_by", new_name="settled_by"),
        migrations.RenameField(model_name="enquiry", old_name="answered_at", new_name="settled_at"),
        migrations.AddField(
            model_name='enquiry',
            name='closed_because',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='forgotten_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='name',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='purpose',
            field=models.CharField(default="problem", max_length=12),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='service',
            field=models.CharField(blank=True, help_text="Of a request: the service card's last step of address", max_length=255),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='taken_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='taken_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.person'),
        ),
        migrations.AddField(
            model_name='enquiry',
            name='told',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, help_text='Which e-mails were sent', size=None),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='page',
            field=models.CharField(blank=True, help_text='Address it is about', max_length=300),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='text',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='enquiry',
            name='topic',
            field=models.CharField(blank=True, help_text='Of a problem', max_length=16),
        ),
        migrations.AddIndex(
            model_name='enquiry',
            index=models.Index(fields=['state', '-id'], name='enquiry_state'),
        ),
    ]
