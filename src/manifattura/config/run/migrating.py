"""Migrations. An empty database gets them app by app, each with no more models in mind than it depends on.

Django keeps every model of the project in step while it migrates: with two hundred of them each step draws dozens anew,
and an empty database took more than twice as long. A database with data is migrated as ever: a change of a key must
then reach the tables of all apps that point to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.migrations.executor import MigrationExecutor

    Node = tuple[str, str]

# other apps' migrations lean on them without saying so
ALWAYS_IN_MIND = ("contenttypes", "auth")


def migrate() -> None:
    """Everything that is not applied yet, and what follows migrations (permissions, content types)."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if not executor.loader.applied_migrations:
        executor.recorder.ensure_schema()
        for target in _leaves_from_below(executor):
            plan = executor.migration_plan([target])
            executor.migrate([target], plan, state=executor.loader.project_state(_in_mind(executor, target)))
            executor.loader.build_graph()
    call_command("migrate", verbosity=0, interactive=False)


def _in_mind(executor: MigrationExecutor, target: Node) -> list[Node]:
    """What the target leans on, as far as it is applied."""
    graph, applied = executor.loader.graph, executor.loader.applied_migrations
    needed = dict.fromkeys(graph.forwards_plan(target))
    needed |= dict.fromkeys(node for node in applied if node[0] in ALWAYS_IN_MIND)
    return [node for node in needed if node in applied]


def _leaves_from_below(executor: MigrationExecutor) -> list[Node]:
    """The last migration of each app, those that lean on the fewest others first."""
    graph = executor.loader.graph
    first = [leaf for leaf in graph.leaf_nodes() if leaf[0] in ALWAYS_IN_MIND]
    rest = [leaf for leaf in graph.leaf_nodes() if leaf not in first]
    return sorted(first) + sorted(rest, key=lambda leaf: (len(graph.forwards_plan(leaf)), leaf))
