"""Who holds the shares of a call's sealing key, and what is still missing before it can be published."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from manifattura.kernel.sealing import CannotOpen, KeyPair, key_pair_of_code

from ..domain.edition import Edition
from ..domain.problems import Problem
from ..domain.sealing_checks import holder_problems
from ..models import KeyHolder

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def holder_context(slug: str) -> bytes:
    """What an officer's code is bound to: the same code would open nothing in another call."""
    return f"holder of {slug}".encode()


def share_context(slug: str, number: int) -> bytes:
    """What a closed share is bound to."""
    return f"share {number} of {slug}".encode()


def holders_of(call_id: int) -> list[KeyHolder]:
    """The holders in order, with their person."""
    return list(KeyHolder.objects.filter(call_id=call_id).select_related("person"))


def holder_for(call_id: int, person: Person) -> KeyHolder | None:
    """The person's place among the holders of the call."""
    return KeyHolder.objects.filter(call_id=call_id, person_id=person.pk).select_related("call").first()


class Code(StrEnum):
    """What a code that was written turns out to be."""

    OWN = "own"
    MISCOPIED = "miscopied"
    """Its last group does not check the others."""
    OTHER_HOLDER = "other_holder"
    OTHER_CALL = "other_call"
    UNKNOWN = "unknown"


def judge_code(code: str, holder: KeyHolder) -> tuple[Code, KeyPair | None]:
    """Whether the code is the holder's own, and else whose: of a colleague, or of another call of the same person."""
    try:
        pair = key_pair_of_code(code, holder_context(holder.call.slug))
    except CannotOpen:
        return Code.MISCOPIED, None
    if pair.public == holder.public_key:
        return Code.OWN, pair
    if any(pair.public == one.public_key for one in holders_of(holder.call_id)):
        return Code.OTHER_HOLDER, None
    elsewhere = KeyHolder.objects.filter(person_id=holder.person_id).exclude(call_id=holder.call_id)
    for one in elsewhere.select_related("call"):
        if key_pair_of_code(code, holder_context(one.call.slug)).public == one.public_key:
            return Code.OTHER_CALL, None
    return Code.UNKNOWN, None


def codes_to_take(person: Person) -> list[KeyHolder]:
    """Calls in which the person holds a share and has not confirmed the code yet."""
    waiting = KeyHolder.objects.filter(person_id=person.pk, kept_at=None, call__sealing_key="")
    return list(waiting.select_related("call"))


def missing_holders(edition: Edition, holders: list[KeyHolder]) -> tuple[Problem, ...]:
    """What publication still waits for; empty when the key can be made."""
    late = [holder.person.full_name for holder in holders if holder.kept_at is None]
    return tuple(holder_problems(edition, len(holders), late))
