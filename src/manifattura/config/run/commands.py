"""Commands that need Django: manage, check, worker, demo."""

from __future__ import annotations

import os

from manifattura.config.environment import read_environment
from manifattura.config.run.database import database

# These look at files only: starting a server for them would be waste.
WITHOUT_DATABASE = frozenset({"collectstatic", "compilemessages", "makemessages", "help", "findstatic", "diffsettings"})


def manage(arguments: list[str]) -> int:
    """Run a Django command, with the database under it where it needs one."""
    environment = read_environment()
    _point_at_settings()
    from django.core.management import execute_from_command_line

    if not arguments or arguments[0] in WITHOUT_DATABASE:
        execute_from_command_line(["manifattura manage", *arguments])
        return 0
    with database(environment):
        execute_from_command_line(["manifattura manage", *arguments])
    return 0


def _point_at_settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manifattura.config.settings")
