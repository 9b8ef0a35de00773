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
    "evaluation_envelopeopening",
    "evaluation_publicdraw",
    "evaluation_ranking",
    "evaluation_registerentry",
    "kernel_closingday",
    "kernel_parametervalue",
    "records_samplecheck",
    "spaces_space",
    "territory_municipio",
    "territory_nil",
    # each save of a page of the tree writes here too
    "wagtailcore_page",
)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("calls", "0015_outages"),
        ("communication", "0003_story_space"),
        ("evaluation", "0015_sealed_envelopes"),
        ("kernel", "0010_kept_pages"),
        ("records", "0001_sample_checks"),
        ("spaces", "0001_initial"),
        ("territory", "0001_initial"),
    ]

    operations = [announce_changes(WATCHED)]
