"""What the office reads when it has written to an applicant: whether anybody on the site receives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.organisations.queries.acting_people import people_acting_for_each

if TYPE_CHECKING:
    from ..models import Application


def firms_told(done: str) -> str:
    """`done`, then where the office finds what it has written to firms that nobody follows here."""
    return f"{done} {_('Se nessuno segue un’impresa sul sito, il suo è fra i messaggi da spedire fuori dal sito.')}"


def firm_told(application: Application, done: str, reached: str = "") -> str:
    """`done`, then `reached` (else that the firm is told); or that nobody follows the firm here, and what to do."""
    if people_acting_for_each([application.lead_id]).get(application.lead_id):
        return f"{done} {reached or _('L’impresa è avvisata.')}"
    return f"{done} {_('Nessuno segue l’impresa sul sito: spedisci tu il messaggio, con PEC o posta. Lo trovi fra i messaggi.')}"
