"""Publish the answer to a question: everybody reads both, nobody reads who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..models import Call, Clarification
from ..permissions import may_answer_clarifications
from ..queries.clarifications import public_address
from ..queries.editions import current_edition
from .tell_applicants import CLARIFICATION_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def answer_clarification(
    *, clarification: Clarification, question: str, answer: str, by: Person
) -> Clarification:
    """`question` is the published wording. `Conflict` when a colleague answered meanwhile; applicants are told."""
    words = {"question": question.strip(), "answer": answer.strip()}
    for field, missing in (
        ("question", _("Scrivi la domanda come la leggeranno tutti.")),
        ("answer", _("Scrivi la risposta.")),
    ):
        if not words[field]:
            raise Refused(missing, field=field)
    with transaction.atomic():
        call = Call.objects.select_for_update(no_key=True).get(pk=clarification.call_id)
        if not may_answer_clarifications(by, call):
            raise PermissionRefused
        locked = waiting_clarification(clarification)
        last = call.clarifications.aggregate(last=Max("number"))["last"] or 0
        locked.number, locked.question, locked.answer = last + 1, words["question"], words["answer"]
        locked.answered_by, locked.published_at = by, database_now()
        locked.save()
        audit.record(
            "clarification_answered",
            by=by,
            subject=locked,
            scope=call.audit_scope,
            after={"number": locked.number, **words},
        )
        _tell_who_asked(call, locked)
        defer(CLARIFICATION_TASK, clarification_id=locked.pk)
    return locked


def waiting_clarification(clarification: Clarification) -> Clarification:
    """The question, locked; `Conflict` when it has its answer, or was declined."""
    locked: Clarification = Clarification.objects.select_for_update().get(pk=clarification.pk)
    if not locked.is_waiting:
        raise Conflict(
            _("Un collega ha già risposto a questa domanda."),
            theirs={"question": locked.question, "answer": locked.answer or locked.decline_reason},
        )
    return locked


def _tell_who_asked(call: Call, answered: Clarification) -> None:
    with in_language_of(answered.asked_by):
        notify_person(
            person=answered.asked_by,
            kind="clarification_answered",
            subject=_("Risposta alla tua domanda sul bando «%(title)s»")
            % {"title": current_edition(call).texts.title},
            body=f"{answered.question}\n\n{answered.answer}",
            url=public_address(call),
            scope=call.audit_scope,
        )
