"""Ask the office about a call, until the term that the call gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.accounts.queries.people import staff_of_office
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused

from ..domain.clarifications import may_ask_at
from ..domain.problems import compared
from ..models import Call, Clarification
from ..queries.clarifications import office_address
from ..queries.editions import current_edition

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

LONGEST = 2000
MOST_WAITING = 5


def ask_clarification(*, call: Call, text: str, by: Person) -> Clarification:
    """The office is told; who asked stays between the person and the office.

    `Refused` outside the term (by the database's clock), for an empty or too long text, or while five questions of the
    same person wait.
    """
    bare = text.strip()
    if not bare:
        raise Refused(_("Scrivi la domanda."), field="text")
    if len(bare) > LONGEST:
        raise Refused(
            _("La domanda è troppo lunga: al massimo %(n)s caratteri.") % {"n": LONGEST}, field="text"
        )
    with transaction.atomic():
        locked = Call.objects.select_for_update(no_key=True).get(pk=call.pk)
        edition = current_edition(locked)
        if not may_ask_at(locked.state, edition.timetable, database_now()):
            raise Refused(_("Il termine per chiedere chiarimenti è passato."), code="late")
        asked_before = locked.clarifications.filter(asked_by=by, declined_at=None)
        if compared(bare) in map(compared, asked_before.values_list("asked_text", flat=True)):
            raise Refused(
                _("Hai già fatto questa domanda: la trovi qui sotto con la sua risposta, quando c’è."),
                field="text",
            )
        if why := waits_for_answers(locked, by):
            raise Refused(why, code="waiting")
        asked = Clarification.objects.create(call=locked, asked_text=bare, asked_by=by)
        audit.record(
            "clarification_asked", by=by, subject=asked, scope=locked.audit_scope, after={"text": bare}
        )
        notify_people(
            people=staff_of_office(locked.office_id),
            kind="clarification_asked",
            subject=_("Una domanda sul bando «%(title)s»") % {"title": edition.texts.title},
            body=bare,
            url=office_address(locked),
            scope=locked.audit_scope,
        )
    return asked


def waits_for_answers(call: Call, person: Person) -> str:
    """Why this person cannot ask another question now; empty when they can."""
    waiting = call.clarifications.filter(asked_by=person, published_at=None, declined_at=None)
    if waiting.count() < MOST_WAITING:
        return ""
    return _("Hai già %(n)s domande in attesa: aspetta una risposta.") % {"n": MOST_WAITING}
