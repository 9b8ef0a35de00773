"""Arrival numbers come from a sequence: no lock shared by applicants, gaps allowed (DESIGN §10.7)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE applications_arrival AS bigint START 1", "DROP SEQUENCE applications_arrival"
        )
    ]
