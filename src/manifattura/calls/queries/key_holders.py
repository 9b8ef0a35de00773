"""Who holds the shares of a call's sealing key, and what is still missing before it can be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ..domain.edition import Edition
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


def codes_to_take(person: Person) -> list[KeyHolder]:
    """Calls in which the person holds a share and has not confirmed the code yet."""
    waiting = KeyHolder.objects.filter(person_id=person.pk, kept_at=None, call__sealing_key="")
    return list(waiting.select_related("call"))


def missing_holders(edition: Edition, holders: list[KeyHolder]) -> list[str]:
    """What the holders still lack, in words; empty when the call can be published."""
    if edition.sealing is None:
        return []
    found: list[str] = []
    if len(holders) != edition.sealing.shares:
        found.append(
            _("Le parti della chiave sono %(shares)s: scegli altrettanti custodi (ora sono %(named)s).")
            % {"shares": edition.sealing.shares, "named": len(holders)}
        )
    late = [holder.person.full_name for holder in holders if holder.kept_at is None]
    if late:
        found.append(
            _("Non hanno ancora confermato di conservare il codice: %(people)s.")
            % {"people": ", ".join(late)}
        )
    return found
