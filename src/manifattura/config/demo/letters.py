"""Some threads of the demo: what the office asked, what firms asked back and nobody answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.applications.actions.answer_message import answer_message
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.queries.applications import live_applications

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import CallRound

QUESTIONS = (
    (
        "Quando si sa l’esito?",
        "Buongiorno, abbiamo un’offerta per il locale valida fino a fine mese: quando uscirà l’esito?",
    ),
    ("Nuovo indirizzo", "Abbiamo cambiato sede legale dopo l’invio. Dobbiamo comunicarlo in un altro modo?"),
    ("Visura caricata due volte", "Per errore la visura c’è due volte. Vale la seconda, quella più recente."),
)


def write_threads(session: CallRound, people: dict[str, Person]) -> None:
    """The office asked one firm for a clarification and was answered; three others wrote first and wait."""
    applications = list(live_applications(session.call_id).filter(bids__round=session)[: len(QUESTIONS) + 1])
    _asked_and_answered(applications[0], people["istruttoria"])
    for application, (subject, body) in zip(applications[1:], QUESTIONS, strict=False):
        answer_message(application=application, subject=subject, body=body, by=application.created_by)


def write_to_the_maker(application: Application, people: dict[str, Person]) -> None:
    """The maker of the demo has a letter to open."""
    send_message(
        application=application,
        template="free",
        subject="Vediamoci per il locale",
        body="Vorremmo mostrarti il locale prima della graduatoria definitiva. Va bene giovedì alle 10? Rispondi qui.",
        needs_proof=True,
        by=people["istruttoria"],
    )


def _asked_and_answered(application: Application, officer: Person) -> None:
    send_message(
        application=application,
        template="free",
        subject="Un chiarimento sui preventivi",
        body="Per la stessa macchina ci sono due preventivi con importi diversi. Quale dobbiamo considerare?",
        by=officer,
    )
    answer_message(
        application=application,
        subject="Re: Un chiarimento sui preventivi",
        body="Quello da 18.400 euro: il primo è superato.",
        by=application.created_by,
    )
