"""The first tables of an app are made as the operations that makemigrations wrote would make them, and go again."""

import pytest
from django.db import connection, models
from django.db.migrations.operations import AddField, AddIndex, CreateModel
from django.db.migrations.state import ProjectState

from manifattura.kernel.create_tables import CreateTables

OPERATIONS = [
    CreateModel(
        "Shed", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=20))]
    ),
    CreateModel("Tool", [("id", models.BigAutoField(primary_key=True))]),
    # the lathe's shed is known only when both are there
    AddField("Tool", "shed", models.ForeignKey("workshop.Shed", models.CASCADE)),
    AddIndex("Shed", models.Index(fields=["name"], name="shed_name")),
]


def tables():
    with connection.cursor() as cursor:
        names = [
            name for name in connection.introspection.table_names(cursor) if name.startswith("workshop_")
        ]
        return {name: connection.introspection.get_constraints(cursor, name) for name in names}


@pytest.mark.django_db
def test_tables_are_those_of_the_operations_and_go_again():
    create = CreateTables(OPERATIONS)
    before, after, one_by_one = ProjectState(), ProjectState(), ProjectState()
    for operation in OPERATIONS:
        operation.state_forwards("workshop", one_by_one)
    create.state_forwards("workshop", after)
    assert after == one_by_one
    with connection.schema_editor() as editor:
        create.database_forwards("workshop", editor, before, after)
    made = tables()
    assert set(made) == {"workshop_shed", "workshop_tool"}
    assert "shed_name" in made["workshop_shed"]
    assert ("workshop_shed", "id") in [one["foreign_key"] for one in made["workshop_tool"].values()]
    with connection.schema_editor() as editor:
        create.database_backwards("workshop", editor, after, before)
    assert tables() == {}


def test_it_says_what_it_does():
    create = CreateTables(OPERATIONS)
    assert create.describe() == "Create 2 tables"
    assert create.deconstruct() == ("CreateTables", [OPERATIONS], {})
