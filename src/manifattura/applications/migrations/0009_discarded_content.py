from django.db import migrations, models

from manifattura.kernel.append_only import erasable


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0008_readings'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='discarded_at',
            field=models.DateTimeField(blank=True, help_text='The content is gone; digest, numbers and outcome stay', null=True),
        ),
        migrations.AddField(
            model_name='application',
            name='discarded_under',
            field=models.CharField(blank=True, db_default="", help_text="The act, and the archives' authorisation", max_length=200),
        ),
        migrations.AddField(
            model_name='application',
            name='messages_discarded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        # what identifies people may go, with a permit and the archives' authorisation; what proves never changes
        erasable(
            "applications_submission",
            columns=("payload", "submitted_by_id", "on_behalf_id"),
            mutable_columns=("registration_year", "registration_number"),
        ),
        erasable("applications_formsubmission", columns=("payload", "sent_by_id")),
        erasable(
            "applications_message",
            columns=("texts", "writer_id"),
            mutable_columns=("settled_at", "settled_by_id"),
        ),
        erasable("applications_messagefile", deletable=True),
        erasable("applications_messagereading", columns=("person_id",), deletable=True),
        erasable("applications_messagerecipient", columns=("person_id", "address")),
        erasable("applications_messagedelivery", columns=("address", "detail")),
        erasable("applications_messagereceipt", columns=("address", "identifier", "name", "storage_key")),
    ]
