"""Commands that need Django: manage, check, worker, demo."""

from __future__ import annotations

import shutil

from manifattura.config.environment import Environment, read_environment
from manifattura.config.problem import Problem
from manifattura.config.run.database import database
from manifattura.config.run.django_setup import point_at_settings, set_up_django

# These look at files only: starting a server for them would be waste.
WITHOUT_DATABASE = frozenset(
    {"collectstatic", "compilemessages", "makemessages", "help", "findstatic", "diffsettings"}
)


def manage(arguments: list[str]) -> int:
    """Run a Django command, with the database under it where it needs one."""
    environment = read_environment()
    point_at_settings()
    from django.core.management import execute_from_command_line

    if not arguments or arguments[0] in WITHOUT_DATABASE:
        execute_from_command_line(["manifattura manage", *arguments])
        return 0
    with database(environment):
        execute_from_command_line(["manifattura manage", *arguments])
    return 0


def check_everything() -> int:
    """Settings, models, addresses; migrations that somebody forgot to write."""
    with database(read_environment()):
        set_up_django()
        from django.core.management import call_command

        call_command("check", fail_level="WARNING")
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    return 0


def work() -> int:
    """The queue only: on a machine of its own, or as one more worker."""
    from manifattura.config.run.worker import run_worker

    with database(read_environment()):
        run_worker()
    return 0


def fill_demo(*, reset: bool) -> int:
    """The demo city in an empty database; with `reset`, after throwing the old one away."""
    environment = read_environment()
    if environment.mode != "demo":
        raise Problem("The demo city belongs to demo mode: unset MANIFATTURA_MODE.")
    if reset:
        _throw_away(environment)
    with database(environment):
        from manifattura.config.run.prepare import prepare_database

        prepare_database(environment)
    print("The demo city is ready: start the site with `manifattura run`.")
    return 0


def _throw_away(environment: Environment) -> None:
    if not environment.embedded:
        raise Problem(
            "Only the embedded database is thrown away: unset DATABASE_URL, or empty that database yourself."
        )
    from manifattura.config.embedded.places import places_for
    from manifattura.config.embedded.use import remove_cluster

    remove_cluster(places_for(environment.data))
    shutil.rmtree(environment.data / "files", ignore_errors=True)
