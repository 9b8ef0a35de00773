"""What this app hears from the apps below."""

from typing import Any

from manifattura.calls.signals import call_amended, call_published, call_state_changed

from .actions.follow_calls import follow_calls


def connect() -> None:
    for signal in (call_published, call_amended, call_state_changed):
        signal.connect(calls_changed, dispatch_uid="spaces.follow_calls")


def calls_changed(sender: Any, **facts: Any) -> None:
    follow_calls()
