"""What public pages show: each commit that writes in one of these tables ends the kept pages (ADR 0026)."""

from django.db import migrations

from manifattura.kernel.public_changes import announce_changes

WATCHED = (
    "accounts_office",
    "calls_call",
    "calls_calledition",
    "calls_callround",
    "calls_callstop",
    "calls_clarification",
    "communication_eventsession",
    "communication_sessionregister",
    "evaluation_envelopeopening",
    "evaluation_publicdraw",
    "evaluation_ranking",
    "evaluation_registerentry",
    "kernel_closingday",
    "kernel_parametervalue",
    "records_samplecheck",
    "territory_municipio",
    "territory_nil",
    # each save of a page of the tree writes here too
    "wagtailcore_page",
)


class Migration(migrations.Migration):
    dependencies = [
        ("communication", "0001_tables"),
        ("evaluation", "0001_tables"),
        ("records", "0001_tables"),
        ("kernel", "0002_guards"),
    ]
    replaces = [("communication", "0008_enquiries")]
    operations = [announce_changes(WATCHED)]
