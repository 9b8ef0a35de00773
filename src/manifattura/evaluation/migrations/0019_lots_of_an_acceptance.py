"""Which lots an acceptance is about, and whether others had been accepted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0018_keys_with_a_lot'),
    ]

    operations = [
        migrations.AddField(
            model_name='acceptance',
            name='lots',
            field=models.CharField(blank=True, help_text='Which lots, where the call has lots: their keys', max_length=600),
        ),
        migrations.AddField(
            model_name='acceptance',
            name='moved',
            field=models.BooleanField(default=False, help_text='Asked again: other lots had been accepted'),
        ),
    ]
