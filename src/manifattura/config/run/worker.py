"""The worker: does the queued jobs until it is told to stop."""

from __future__ import annotations

import sys

from manifattura.config.run.django_setup import set_up_django


def run_worker() -> None:
    """Returns when the process receives SIGINT or SIGTERM."""
    set_up_django()
    from django.core.management import call_command

    call_command("procrastinate", "worker")


if __name__ == "__main__":
    run_worker()
    sys.exit(0)
