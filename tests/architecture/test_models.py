"""Models and migrations agree."""

import pytest
from django.apps import apps
from django.core import checks
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.utils import translation


@pytest.mark.django_db
def test_no_migration_is_missing():
    loader = MigrationLoader(connection)
    # as makemigrations does: names of models are compared untranslated
    with translation.override(None):
        written, present = loader.project_state(), ProjectState.from_apps(apps)
        missing = MigrationAutodetector(written, present).changes(graph=loader.graph)
    ours = {app for app in missing if apps.get_app_config(app).name.startswith("manifattura.")}
    assert ours == set(), "run manifattura manage makemigrations"


@pytest.mark.django_db
def test_each_app_has_one_last_migration():
    leaves = MigrationLoader(None).graph.leaf_nodes()
    assert len({app for app, _ in leaves}) == len(leaves)


def test_the_system_check_is_silent():
    assert checks.run_checks() == []
