"""`python -m tests.prepare` makes the migrated template database, so that the processes of pytest need not wait for it."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manifattura.config.test_settings")


def main() -> None:
    django.setup()

    from django.conf import settings

    from manifattura.config.environment import read_environment
    from manifattura.config.run.database import database
    from tests.database import TestDatabase

    with database(read_environment()):
        TestDatabase(settings.DATABASES["default"]).prepare()


if __name__ == "__main__":
    main()
