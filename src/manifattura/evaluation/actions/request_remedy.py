"""Ask an applicant to correct or complete, item by item (L. 241/1990 art. 6 c. 1 lett. b)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.open_form import open_form
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.applications import payload_of
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.edition import Edition, Requirement
from manifattura.calls.queries.editions import current_edition, edition
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain import remedies
from ..domain.remedies import Item, ItemKind, all_given, item_problems, prefilled, reply_form
from ..domain.states import CheckOutcome
from ..models import RemedyItem, RemedyRequest, Review
from ..queries.corrections import content_in_force
from ..queries.message_words import TEMPLATES
from ..queries.requirements import requirements_of
from .lock_review import lock_for_act, touch

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

PURPOSE = "remedy_reply"
SUBJECT = "remedy_request"
LONGEST_DAYS = 60


@dataclass(frozen=True)
class ItemInput:
    """What the officer asks. `key`: requirement or field; a question may name a field that it is about."""

    kind: ItemKind
    key: str
    problem: str
    ask: str


def refuse_bad_days(days: int) -> None:
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused(
            _("Il termine va da 1 a %(n)s giorni.") % {"n": LONGEST_DAYS}, field="days", code="days"
        )


def request_remedy(
    *, review: Review, items: Sequence[ItemInput], days: int, base_version: int, by: Person
) -> RemedyRequest:
    """The request on its way: message, reply form and a term that waits for the delivery of the message.

    `Refused` with field `item-<n>` or `days`; `Conflict` when a colleague changed the review since `base_version`.
    """
    with transaction.atomic():
        locked = lock_for_act(review, base_version, by)
        application = locked.application
        written = checked_items(locked, items)
        refuse_bad_days(days)
        answered = edition(application.edition_id)
        request = RemedyRequest.objects.create(
            review=locked, number=locked.remedies.count() + 1, days=days, sent_by=by
        )
        RemedyItem.objects.bulk_create(
            RemedyItem(
                request=request,
                position=position,
                kind=item.kind,
                key=item.key,
                title=item.title,
                problem=item.problem,
                ask=item.ask,
            )
            for position, item in enumerate(written, start=1)
        )
        request.form = open_form(
            application=application,
            purpose=PURPOSE,
            sections=reply_form(written, answered),
            title=_("Risposta alla richiesta di integrazione n. %(n)s") % {"n": request.number},
            by=by,
            subject_type=SUBJECT,
            subject_id=str(request.pk),
            answers=prefilled(written, content_in_force(application)["answers"]),
            preset=all_given(written),
        )
        request.message = send_message(
            application=application,
            template=TEMPLATES.REMEDY,
            context={"items": items_text(written), "days": days},
            once_key=f"{SUBJECT}:{request.pk}",
            by=by,
        )
        request.term = start_term(
            kind=TermKind.REMEDY,
            office=application.call.office,
            label=_("Risposta all’integrazione: %(firm)s") % {"firm": application.lead.name},
            days=days,
            subject_type=SUBJECT,
            subject_id=request.pk,
            call=application.call,
            application_code=application.code,
            notice_ref=request.message.notice_ref,
            url_name="evaluation:review",
            url_args=[application.code],
            by=by,
        )
        request.save(update_fields=["form", "message", "term"])
        move_application(application=application, target=ApplicationState.REMEDY_REQUESTED, by=by)
        touch(locked)
        audit.record(
            "remedy_requested",
            by=by,
            subject=application,
            scope=application.audit_scope,
            after={"number": request.number, "days": days, "items": [item.title for item in written]},
        )
    return request


def checked_items(review: Review, items: Sequence[ItemInput]) -> tuple[Item, ...]:
    """The items with their titles; `Refused` on the first that may not be asked."""
    application = review.application
    answered, judged = edition(application.edition_id), current_edition(application.call)
    payload = payload_of(application)
    visible = visible_of(answered, payload["answers"], payload["applicant"]).fields
    failed = frozenset(
        review.checks.filter(outcome=CheckOutcome.NOT_MET).values_list("requirement_key", flat=True)
    )
    requirements = requirements_of(application, judged)
    written = tuple(_titled(item, answered, requirements) for item in items)
    for number, code in item_problems(written, answered, visible=visible, failed=failed):
        raise Refused(_problem_text(code), field=f"item-{number}" if number else "items", code=code)
    return written


def _titled(item: ItemInput, answered: Edition, requirements: Sequence[Requirement]) -> Item:
    titles: Mapping[str, str] = (
        {row.key: row.title for row in requirements}
        if item.kind is ItemKind.REQUIREMENT
        else {row.key: row.label for section in answered.form for row in section.fields}
    )
    title = titles.get(item.key, "")
    if item.kind is ItemKind.QUESTION:
        # the project is never offered for correction: of it, one may only ask an explanation
        title = f"Chiarimento: {title}" if title else "Un chiarimento"
    return Item(item.kind, item.key, title[:120], item.problem.strip(), item.ask.strip())


def _problem_text(code: str) -> str:
    return {
        remedies.NOTHING_ASKED: _("Scegli almeno un punto da chiedere."),
        remedies.TWICE: _("Questo punto è già nella richiesta."),
        remedies.NOT_FAILED: _("Questo requisito non ha esito No: non c’è nulla da integrare."),
        remedies.PROJECT: _(
            "Questa risposta fa parte del progetto, che non si può cambiare: puoi solo chiedere un chiarimento."
        ),
        remedies.UNKNOWN: _("Questa risposta non si può chiedere di nuovo."),
        remedies.NO_WORDS: _("Scrivi che cosa deve fare l’impresa."),
        remedies.TOO_LONG: _("Il testo è troppo lungo: al massimo %(n)s caratteri.")
        % {"n": remedies.LONGEST},
    }[code]


def items_text(items: Sequence[Item]) -> str:
    """The items as the message lists them."""
    lines = []
    for number, item in enumerate(items, start=1):
        lines.append(f"{number}. {item.title}")
        lines += [text for text in (item.problem, item.ask) if text]
        lines.append("")
    return "\n".join(lines).strip()
