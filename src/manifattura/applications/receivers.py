"""What this app hears: an amended call brings its drafts along, in a job."""

from typing import Any

from django.dispatch import receiver

from manifattura.calls.signals import call_amended
from manifattura.kernel.jobs import defer

from .actions.adopt_edition import AMENDMENT_TASK


@receiver(call_amended)
def follow_amendment(sender: Any, call_id: int, **more: Any) -> None:
    defer(AMENDMENT_TASK, call_id=call_id)
