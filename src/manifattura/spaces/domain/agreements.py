"""An agreement on a space: its kinds, its grounds, the states it goes through and what each step needs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from .words import SpaceState


class AgreementKind(StrEnum):
    LEASE = "lease"
    CONCESSION = "concession"
    FREE_LOAN = "free_loan"
    TEMPORARY = "temporary"
    OWNER_PACT = "owner_pact"
    """With a private owner: the city gives an incentive, the space is let on conditions agreed."""


class Ground(StrEnum):
    """Why this tenant."""

    AWARD = "award"
    """A lot of a call that ran here."""
    NOTICE = "notice"
    """A public notice that ran elsewhere."""
    DIRECT = "direct"
    OWNER = "owner"
    RENEWAL = "renewal"


class AgreementState(StrEnum):
    DRAFT = "draft"
    CHECK_READY = "check_ready"
    """Terms closed, benefit computed: the state-aid check may be made."""
    SIGNED = "signed"
    HANDED_OVER = "handed_over"
    ACTIVE = "active"
    ENDED = "ended"
    TERMINATED = "terminated"
    """Before its day: for a breach, or because a party withdrew."""
    RENEWED = "renewed"
    DROPPED = "dropped"
    """Never signed."""


class Step(StrEnum):
    CLOSE_TERMS = "close_terms"
    REOPEN_TERMS = "reopen_terms"
    SIGN = "sign"
    HAND_OVER = "hand_over"
    START = "start"
    END = "end"
    TERMINATE = "terminate"
    RENEW = "renew"
    DROP = "drop"


ARROWS: Mapping[tuple[AgreementState, Step], AgreementState] = {
    (AgreementState.DRAFT, Step.CLOSE_TERMS): AgreementState.CHECK_READY,
    (AgreementState.DRAFT, Step.DROP): AgreementState.DROPPED,
    (AgreementState.CHECK_READY, Step.REOPEN_TERMS): AgreementState.DRAFT,
    (AgreementState.CHECK_READY, Step.SIGN): AgreementState.SIGNED,
    (AgreementState.CHECK_READY, Step.DROP): AgreementState.DROPPED,
    (AgreementState.SIGNED, Step.HAND_OVER): AgreementState.HANDED_OVER,
    (AgreementState.SIGNED, Step.START): AgreementState.ACTIVE,
    (AgreementState.SIGNED, Step.TERMINATE): AgreementState.TERMINATED,
    (AgreementState.HANDED_OVER, Step.START): AgreementState.ACTIVE,
    (AgreementState.HANDED_OVER, Step.TERMINATE): AgreementState.TERMINATED,
    (AgreementState.ACTIVE, Step.END): AgreementState.ENDED,
    (AgreementState.ACTIVE, Step.TERMINATE): AgreementState.TERMINATED,
    (AgreementState.ACTIVE, Step.RENEW): AgreementState.RENEWED,
}
RUNNING = frozenset({AgreementState.SIGNED, AgreementState.HANDED_OVER, AgreementState.ACTIVE})
"""It binds both parties now."""
NOT_SIGNED = frozenset({AgreementState.DRAFT, AgreementState.CHECK_READY})
OPEN = NOT_SIGNED | RUNNING
PUBLISHED = RUNNING | {AgreementState.ENDED, AgreementState.TERMINATED, AgreementState.RENEWED}
"""What the public register shows (D.Lgs 33/2013 art. 30): whatever was signed."""


def after(state: AgreementState, step: Step, *, enters: bool) -> AgreementState | None:
    """The state that the step leads to; None where it may not be taken.

    `enters`: the tenant takes the space over, so that a hand-over comes before the start. Who renews is inside already,
    and an owner keeps the space: they start from the signature, and there is nothing to hand over.
    """
    if state is AgreementState.SIGNED and step is (Step.START if enters else Step.HAND_OVER):
        return None
    return ARROWS.get((state, step))


def enters(kind: AgreementKind, ground: Ground) -> bool:
    """Whether somebody takes the space over with this agreement."""
    return kind is not AgreementKind.OWNER_PACT and ground is not Ground.RENEWAL


def space_after(
    kind: AgreementKind, was: AgreementState, state: AgreementState, *, enters: bool
) -> SpaceState | None:
    """The state of the space that a step of its agreement asks for; None where it changes nothing.

    A pact with an owner leaves the space on offer. Of a renewed agreement the next one says what the space is, and until
    that one starts it says nothing.
    """
    if kind is AgreementKind.OWNER_PACT:
        return None
    if not enters and AgreementState.ACTIVE not in (was, state):
        return None
    return {
        AgreementState.SIGNED: SpaceState.ASSIGNED,
        AgreementState.HANDED_OVER: SpaceState.ASSIGNED,
        AgreementState.ACTIVE: SpaceState.IN_USE,
        AgreementState.ENDED: SpaceState.VERIFIED,
        AgreementState.TERMINATED: SpaceState.VERIFIED,
    }.get(state)


USUAL_MONTHS: Mapping[AgreementKind, int] = {
    AgreementKind.LEASE: 72,
    AgreementKind.CONCESSION: 144,
    AgreementKind.FREE_LOAN: 48,
    AgreementKind.TEMPORARY: 24,
    AgreementKind.OWNER_PACT: 48,
}
"""What a form proposes: 6 years of the 6+6, 12 of a concession."""
YEAR = 12


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the last of the month where that month has no such day."""
    number = day.year * YEAR + day.month - 1 + months
    year, month = divmod(number, YEAR)
    first_of_next = date(year + (month == YEAR - 1), (month + 1) % YEAR + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1))


def last_day(starts_on: date, months: int) -> date:
    """The last day of so many months from `starts_on`, that day included."""
    return add_months(starts_on, months) - timedelta(days=1)
