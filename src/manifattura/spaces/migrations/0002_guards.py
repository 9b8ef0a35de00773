"""What public pages show of spaces: each commit that writes in one of these tables ends the kept pages (ADR 0026)."""

from django.db import migrations

from manifattura.kernel.public_changes import announce_changes

WATCHED = (
    "spaces_space",
    "spaces_spacefile",
    "spaces_visitslot",
    "spaces_visitbooking",
    "spaces_compulsoryvisit",
    "spaces_agreement",
    "spaces_planobservation",
    "territory_boundary",
)


class Migration(migrations.Migration):
    dependencies = [("spaces", "0001_tables"), ("kernel", "0002_guards")]
    replaces = [("spaces", "0009_plan_observations")]
    operations = [announce_changes(WATCHED)]
