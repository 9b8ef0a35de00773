"""What this app hears: a firm's changed record clears what was declared on it, and what was ready to be sent."""

from collections.abc import Collection
from typing import Any

from django.dispatch import receiver

from manifattura.accounts.queries.people import person_by_id
from manifattura.organisations.signals import organisation_changed

from .actions.clear_ticks import clear_ticks_of_firm
from .actions.prepare_submission import forget_prepared

CONTACTS = frozenset({"phone", "email", "pec", "website"})
"""How to reach a firm: nobody swears on it."""


@receiver(organisation_changed)
def clear_what_was_declared(
    sender: Any, organisation_id: int, facts: Collection[str] = (), by_id: int | None = None, **more: Any
) -> None:
    forget_prepared(organisation_id=organisation_id)
    by = person_by_id(by_id) if by_id is not None else None
    if by is not None and not CONTACTS.issuperset(facts):
        clear_ticks_of_firm(organisation_id=organisation_id, by=by)
