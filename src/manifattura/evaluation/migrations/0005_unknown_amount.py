"""A ranking may name an application not admitted whose amount nobody knows."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0004_preemption'),
    ]

    operations = [
        migrations.AlterField(
            model_name='rankingentry',
            name='requested',
            field=models.DecimalField(decimal_places=2, help_text='Null: not known, of one not admitted', max_digits=14, null=True),
        ),
    ]
