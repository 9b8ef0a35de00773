"""Entries whose place a new one took are renewed, not expired."""

from django.db import migrations
from django.db.models import Exists, OuterRef


def tell_apart(apps, schema_editor):
    entries, events = apps.get_model("evaluation", "RegisterEntry"), apps.get_model("evaluation", "RegisterEvent")
    renewed = Exists(events.objects.filter(entry_id=OuterRef("pk"), kind="renewed"))
    entries.objects.filter(renewed, state="expired").update(state="renewed")


def take_together(apps, schema_editor):
    apps.get_model("evaluation", "RegisterEntry").objects.filter(state="renewed").update(state="expired")


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0005_unknown_amount'),
    ]

    operations = [migrations.RunPython(tell_apart, take_together)]
