"""Sample requests for assistance and reports, one at each step of the office's queue. Addresses of nobody."""

from __future__ import annotations

from manifattura.accounts.models import Person
from manifattura.communication.actions.answer_enquiry import answer_enquiry, close_enquiry
from manifattura.communication.actions.file_enquiry import ask_for_assistance, file_problem
from manifattura.communication.actions.take_enquiry import take_enquiry
from manifattura.communication.domain.enquiries import ProblemTopic
from manifattura.communication.models import Enquiry

ASKED = (
    ("chiedi-un-contributo", "Non so se la mia attività può partecipare: ripariamo macchine da cucire."),
    ("registra-la-tua-impresa", "Il mio socio ha già registrato l'impresa: come entro anch'io?"),
    ("altro", "Cerco un falegname che insegni ai ragazzi della nostra scuola."),
    ("verifica-una-ricevuta", "Ho perso il codice della ricevuta."),
)


def seed_enquiries(people: dict[str, Person]) -> None:
    officer = people["istruttoria"]
    _waiting, followed, doubled, answered = (_ask(number, *one) for number, one in enumerate(ASKED, start=1))
    take_enquiry(enquiry=followed, seen_with=None, by=officer)
    close_enquiry(enquiry=doubled, because="È doppia: abbiamo risposto alla prima.", by=officer)
    answer_enquiry(
        enquiry=answered,
        answer="Il codice è anche nell’e-mail di conferma e nell’area personale, nella pagina della domanda.",
        by=officer,
    )
    file_problem(
        topic=ProblemTopic.ACCESSIBILITY,
        text="Con la tastiera non arrivo al secondo filtro della mappa.",
        page="/spazi/mappa/",
    )


def _ask(number: int, service: str, text: str) -> Enquiry:
    return ask_for_assistance(
        service=service,
        name=f"Persona campione {number}",
        reply_email=f"persona{number}@example.org",
        text=text,
    )
