"""Municipi, neighbourhoods and their boundaries."""

from django.db import migrations, models

from manifattura.kernel.create_tables import CreateTables


class Migration(migrations.Migration):

    initial = True
    replaces = [
        ("territory", "0001_initial"),
        ("territory", "0002_boundaries"),
    ]

    dependencies = []

    operations = [
        CreateTables([
            migrations.CreateModel(
                name='Municipio',
                fields=[
                    ('number', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='Nil',
                fields=[
                    ('id_nil', models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=120)),
                    ('sort_key', models.CharField(db_index=True, max_length=120)),
                    ('longitude', models.DecimalField(decimal_places=6, max_digits=9)),
                    ('latitude', models.DecimalField(decimal_places=6, max_digits=9)),
                ],
                options={
                    'ordering': ['sort_key'],
                },
            ),
            migrations.CreateModel(
                name='Boundary',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.CharField(choices=[('nil', 'nil'), ('municipio', 'municipio')], max_length=12)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('geometry', models.JSONField(help_text='GeoJSON, degrees WGS84')),
                    ('source', models.CharField(help_text='The file it came from', max_length=200)),
                    ('imported_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['level', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('level', 'number'), name='boundary_once')],
                },
            ),
        ]),
    ]
