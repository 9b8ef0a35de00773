"""Write to those who offered the same on a lot: they may offer better in the sitting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from manifattura.applications.actions.send_messages import ApplicantLetter, send_messages
from manifattura.applications.queries.applications import live_applications
from manifattura.calls.queries.editions import current_edition
from manifattura.ui.formats import money_text

from ..domain.improvements import groups_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import OfferImprovement


def tell_equals(*, improvement: OfferImprovement, what: str, context: Mapping[str, Any], by: Person) -> int:
    """One message per application and sitting, each once, with its lots and its own offers; returns how many."""
    allocation = current_edition(improvement.call).allocation
    assert allocation is not None
    told: dict[str, list[tuple[str, str]]] = {}
    for group in groups_of(improvement.announcement):
        for code in group.applicants:
            told.setdefault(code, []).append((allocation.lot(group.lot).title, group.offer))
    equal = live_applications(improvement.call_id).filter(code__in=told).select_related("call__office")
    letters = [
        ApplicantLetter(
            application=one,
            template=f"evaluation.improvement_{what}",
            context={**context, "lots": partial(_in_words, told[one.code])},
            once_key=f"improvement_{what}:{improvement.pk}:{one.pk}",
        )
        for one in equal
    ]
    return send_messages(letters=letters, by=by)


def _in_words(offers: Sequence[tuple[str, str]]) -> str:
    """Lots and offers in the language of the message that is being written."""
    return "; ".join(f"{lot}: {money_text(offer)}" for lot, offer in offers)
