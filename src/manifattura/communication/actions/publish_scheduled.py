"""Pages whose hour has come are published, those whose hour is over are taken off."""

from django.core.management import call_command


def publish_scheduled() -> None:
    """Wagtail's own rule; running it twice changes nothing."""
    call_command("publish_scheduled", verbosity=0)
