"""What can happen to the e-mail of a message, and what to do next: nothing is ever sent twice."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class DeliveryOutcome(StrEnum):
    """`taken` is written before the attempt, so that an attempt cut short is known and not made again."""

    TAKEN = "taken"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    NO_ADDRESS = "no_address"


class NextStep(StrEnum):
    SEND = "send"
    STOP = "stop"
    DOUBT = "doubt"


DONE = frozenset({DeliveryOutcome.SENT, DeliveryOutcome.UNCERTAIN, DeliveryOutcome.NO_ADDRESS})


def next_step(outcomes: Sequence[str]) -> NextStep:
    """What to do after these outcomes, in order of time.

    An attempt that was begun and never ended (the machine stopped) may have reached the person: it is not repeated, the
    office reads that its outcome is uncertain. A refusal by the mail server is certain, and may be tried again.
    """
    if not DONE.isdisjoint(DeliveryOutcome(outcome) for outcome in outcomes):
        return NextStep.STOP
    if outcomes and outcomes[-1] == DeliveryOutcome.TAKEN:
        return NextStep.DOUBT
    return NextStep.SEND


def outcome_now(outcomes: Sequence[str]) -> str:
    """The outcome to show: the last one, or empty while the e-mail waits for its turn."""
    return outcomes[-1] if outcomes else ""
