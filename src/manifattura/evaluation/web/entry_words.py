"""The history of a register entry in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..domain.register import EventKind

if TYPE_CHECKING:
    from ..models import RegisterEvent

WORDS = {
    EventKind.ENTERED: _("Iscritta nell’elenco"),
    EventKind.CONFIRMATION_ASKED: _("Chiesta la conferma annuale"),
    EventKind.CONFIRMED: _("Confermata dall’impresa"),
    EventKind.CONFIRMATION_MISSED: _("Conferma non arrivata entro il termine"),
    EventKind.KEPT: _("Lasciata valida"),
    EventKind.SUSPENDED: _("Sospesa"),
    EventKind.NOT_CURED: _("Termine per rimediare scaduto"),
    EventKind.REINSTATED: _("Di nuovo valida"),
    EventKind.REMOVED: _("Cancellata"),
    EventKind.ENDING_TOLD: _("Avvisata l’impresa che sta per finire"),
    EventKind.RENEWED: _("Sostituita da una nuova iscrizione"),
    EventKind.EXPIRED: _("Scaduta"),
}


def event_word(kind: str) -> str:
    """One event; "" for none."""
    return str(WORDS[EventKind(kind)]) if kind else ""


def declared_missing(events: Iterable[RegisterEvent]) -> str:
    """The requirements that the last confirmation says are lost; "" when none is, or it did not come. Newest event first."""
    answers = (EventKind.CONFIRMED, EventKind.CONFIRMATION_MISSED)
    last = next((event for event in events if event.kind in answers), None)
    return last.reason if last and last.kind == EventKind.CONFIRMED else ""


def renewed_by(events: Iterable[RegisterEvent]) -> str:
    """The number of the entry that took its place; "" when none did. Newest event first."""
    last = next(iter(events), None)
    return last.reason if last and last.kind == EventKind.RENEWED else ""
