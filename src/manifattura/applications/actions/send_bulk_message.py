"""One text to many applicants, each with its own names in place of the placeholders; a result per application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.organisations.queries.acting_people import people_acting_for_each

from ..domain.message_texts import ITALIAN, MessageText, Texts, text_in
from ..models import Application, Message
from ..permissions import may_write_to_applicant
from .post_messages import Outgoing, post_messages
from .send_message import filled, refuse_bad_texts, refuse_unknown_placeholders

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class BulkResult:
    """What happens to one application, or happened, and the text that its people read."""

    application: Application
    done: bool
    told: int
    """How many people get an e-mail; the others find it on the page of the application."""
    text: str
    message: MessageText


def preview_bulk_message(
    *, applications: Sequence[Application], texts: Texts, batch: str, by: Person
) -> list[BulkResult]:
    """What `send_bulk_message` would do with each application; nothing is written."""
    refuse_bad_texts(texts)
    refuse_unknown_placeholders(texts)
    people = people_acting_for_each({application.lead_id for application in applications})
    keys = [once_key(batch, application) for application in applications]
    sent = set(Message.objects.filter(once_key__in=keys).values_list("once_key", flat=True))
    return [
        _judge(
            application,
            texts,
            by,
            people.get(application.lead_id, []),
            key in sent,
        )
        for application, key in zip(applications, keys, strict=True)
    ]


def send_bulk_message(
    *, applications: Sequence[Application], texts: Texts, needs_proof: bool = False, batch: str, by: Person
) -> list[BulkResult]:
    """Write to each application that may be written to; `batch` names this sending, so that a second one sends nothing."""
    with transaction.atomic():
        results = preview_bulk_message(applications=applications, texts=texts, batch=batch, by=by)
        post_messages(
            outgoing=[
                Outgoing(
                    application=result.application,
                    texts=filled(texts, result.application),
                    template="bulk",
                    needs_proof=needs_proof,
                    once_key=once_key(batch, result.application),
                )
                for result in results
                if result.done
            ],
            by=by,
        )
    return results


def once_key(batch: str, application: Application) -> str:
    return f"bulk:{batch}:{application.pk}"


def _judge(
    application: Application, texts: Texts, by: Person, people: Sequence[Person], is_sent: bool
) -> BulkResult:
    message = text_in(filled(texts, application), ITALIAN)
    if not may_write_to_applicant(by, application):
        return BulkResult(application, False, 0, _("Non è un bando del tuo ufficio."), message)
    if getattr(application, "submission", None) is None:
        return BulkResult(application, False, 0, _("È una bozza."), message)
    if is_sent:
        return BulkResult(application, False, 0, _("Questo messaggio le è già stato scritto."), message)
    # without an address nobody is told that a message is there
    told = sum(bool(one.email) for one in people)
    if told:
        words = ngettext("Arriva a una persona.", "Arriva a %(n)s persone.", told) % {"n": told}
    elif people:
        words = _("Nessuno dell’impresa ha un indirizzo: resta nella pagina della domanda.")
    else:
        words = _("Nessuno segue l’impresa sul sito: spediscilo tu, con PEC o posta.")
    return BulkResult(application, True, told, words, message)
