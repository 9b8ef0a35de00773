"""An editor published, changed or took away an event: the registers follow, and those who signed up are told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer_many

from ..domain.attendance import SignUpState
from ..models import SessionRegister
from ..queries.sessions import EventDate, source_date
from .fill_free_seats import MAIL_TASK, fill_free_seats

FACTS = ("title", "place", "starts_at", "ends_at")


def follow_event(*, page_key: UUID) -> None:
    """Each register of the event: new hours or place are told, more seats let people in, a session taken away is called off."""
    with transaction.atomic():
        registers = SessionRegister.objects.select_for_update().filter(
            page_key=page_key, ends_at__gt=database_now()
        )
        for register in registers.order_by("pk"):
            date = source_date(register.session_key)
            if date is None:
                _call_off(register)
            else:
                _follow(register, date)


def _follow(register: SessionRegister, date: EventDate) -> None:
    told: dict[str, Any] = {name: getattr(register, name) for name in FACTS}
    new: dict[str, Any] = {
        "title": date.whole_title[:160],
        "place": date.place,
        "starts_at": date.starts_at,
        "ends_at": date.ends_at,
    }
    if new != told or register.is_off:
        for name, value in new.items():
            setattr(register, name, value)
        register.is_off = False
        register.sequence += 1
        register.save(update_fields=[*FACTS, "is_off", "sequence"])
        _record(register, "session_changed", told, new)
        _tell(register, f"changed:{register.sequence}")
    if date.seats is not None and date.starts_at > database_now():
        fill_free_seats(register=register, seats=date.seats)


def _call_off(register: SessionRegister) -> None:
    if register.is_off:
        return
    register.is_off = True
    register.sequence += 1
    register.save(update_fields=["is_off", "sequence"])
    _record(register, "session_called_off", {"is_off": False}, {"is_off": True})
    _tell(register, f"off:{register.sequence}")


def _record(register: SessionRegister, verb: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    audit.record(verb, by=None, subject=register, before=_plain(before.items()), after=_plain(after.items()))


def _plain(facts: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    return {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in facts}


def _tell(register: SessionRegister, kind: str) -> None:
    people = register.sign_ups.exclude(state=SignUpState.CANCELLED).exclude(email="")
    defer_many(MAIL_TASK, [{"sign_up_id": pk, "kind": kind} for pk in people.values_list("pk", flat=True)])
