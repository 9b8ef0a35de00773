"""The register of requests and how many checks are done are public: each write ends the kept pages (ADR 0026)."""

from django.db import migrations

from manifattura.kernel.public_changes import announce_changes

WATCHED = ("records_accessrequest", "records_checkedapplication")


class Migration(migrations.Migration):
    dependencies = [("records", "0002_guards"), ("kernel", "0002_guards")]
    operations = [announce_changes(WATCHED)]
