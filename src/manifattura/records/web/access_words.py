"""Words of the requests for documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.applications.domain.channels import is_mail_address
from manifattura.calls.queries.term_words import status_key
from manifattura.kernel.clock import today

from ..queries.access import STILL_OPEN

if TYPE_CHECKING:
    from datetime import date

    from manifattura.calls.models import Term

    from ..models import AccessRequest


def kind_words() -> dict[str, str]:
    return {
        "documents": _("Documenti che mi riguardano (L. 241/1990): serve una motivazione"),
        "generalised": _("Dati e documenti di interesse pubblico (accesso generalizzato): senza motivazione"),
        "civic": _("Qualcosa che doveva essere già pubblicato (accesso civico)"),
    }


def short_kind_words() -> dict[str, str]:
    return {
        "documents": _("Accesso documentale"),
        "generalised": _("Accesso generalizzato"),
        "civic": _("Accesso civico"),
    }


def state_words() -> dict[str, tuple[str, str, str]]:
    """State → family, word, icon."""
    return {
        "open": ("attention", _("Da rispondere"), "clock"),
        "hearing": ("info", _("Si sentono i controinteressati"), "horn"),
        "decided": ("ok", _("Risposta data"), "check-circle"),
        "withdrawn": ("neutral", _("Ritirata"), "minus-circle"),
    }


def outcome_words() -> dict[str, str]:
    return {
        "granted": _("Accolta"),
        "partly": _("Accolta in parte"),
        "denied": _("Non accolta"),
        "nothing": _("Documenti non in possesso dell’ufficio"),
    }


def channel_words() -> dict[str, str]:
    return {"pec": _("PEC"), "paper": _("Carta"), "counter": _("Sportello"), "online": _("Dal sito")}


@dataclass(frozen=True)
class TermRow:
    """Until when to answer (None while it stands still), and how near that is; no `state` once it is answered."""

    due_on: date | None
    state: str
    missed: bool


def term_row(request: AccessRequest, term: Term | None) -> TermRow | None:
    if term is None:
        return None
    state = status_key(term, today()) if request.state in STILL_OPEN else ""
    return TermRow(term.due_on, state, missed=state == "expired")


def delivery_words(request: AccessRequest) -> str:
    """What the officer does with an answer to somebody who has no area here: nobody writes to them."""
    contact = request.requester_contact
    if is_mail_address(contact):
        return _("Da qui non parte nulla: manda tu la risposta e le copie a %(address)s.") % {
            "address": contact
        }
    return _(
        "Da qui non parte nulla, e non c’è un indirizzo e-mail: consegna tu la risposta e le copie, per posta o allo sportello, "
        "e fatti firmare la ricevuta."
    )
