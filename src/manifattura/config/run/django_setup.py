"""Sets Django up for the commands that need it."""

import os


def point_at_settings() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "manifattura.config.settings")


def set_up_django() -> None:
    point_at_settings()
    import django

    django.setup()
