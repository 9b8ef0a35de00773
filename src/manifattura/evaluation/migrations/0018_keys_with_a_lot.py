"""A question or a criterion may stand once for each lot: its key carries the lot."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0017_lots_of_a_ranking"),
    ]

    operations = [
        migrations.AlterField(
            model_name="harmonisedmark",
            name="criterion_key",
            field=models.CharField(max_length=90),
        ),
        migrations.AlterField(
            model_name="mark",
            name="criterion_key",
            field=models.CharField(max_length=90),
        ),
        migrations.AlterField(
            model_name="remedyitem",
            name="key",
            field=models.CharField(blank=True, max_length=90),
        ),
    ]
