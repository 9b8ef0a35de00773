"""Publish an amendment: the next edition, with its act and the reason; every earlier edition stays readable."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.amendments import amendment_problems, changed_rules
from ..domain.edition import Edition
from ..domain.publication_checks import blocking, publication_problems
from ..domain.sessions import sessions_of
from ..models import Call, CallEdition, CallRound
from ..permissions import may_publish_amendment
from ..queries.draft import build_edition, next_version
from ..queries.editions import current_edition
from ..queries.more_time import more_time
from ..queries.texts import translated
from ..signals import call_amended
from .publish_call import following_act, freeze_edition
from .refuse_overtaken import refuse_amendment_gone
from .sync_call_terms import sync_call_terms
from .tell_applicants import AMENDMENT_TASK, TELL_TASK

if TYPE_CHECKING:
    from datetime import datetime

    from manifattura.accounts.models import Person


def publish_amendment(*, call: Call, act_number: str, act_on: date, by: Person) -> CallEdition:
    """Edition v+1 in force at once; `Refused` when the amendment touches what no longer changes."""
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        refuse_amendment_gone(locked, by)
        if not may_publish_amendment(by, locked):
            raise PermissionRefused
        act = following_act(locked, act_number, act_on)
        edition = build_edition(
            locked, version=next_version(locked), act=act, amendment_note=locked.amendment_note
        )
        _refuse_problems(current_edition(locked), edition, database_now())
        row = freeze_edition(locked, edition, by=by)
        _follow(locked, edition)
        locked.amendment_by, locked.amendment_note = None, ""
        locked.save(update_fields=["current_edition", "amendment_by", "amendment_note"])
        audit.record(
            "call_amended",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={
                "version": edition.version,
                "act_number": act.number,
                "act_on": act.adopted_on.isoformat(),
                "sha256": row.sha256,
                "note": edition.amendment_note,
            },
        )
        sync_call_terms(call=locked, by=by)
        defer(AMENDMENT_TASK, call_id=locked.pk)
        defer(TELL_TASK, what="amended", call_id=locked.pk, edition_id=row.pk)
        transaction.on_commit(lambda: call_amended.send(Call, call_id=locked.pk, version=edition.version))
    call.refresh_from_db()
    return row


def _refuse_problems(current: Edition, amended: Edition, moment: datetime) -> None:
    problems = amendment_problems(current, amended, moment, more_time())
    if moment < current.timetable.opens_at or changed_rules(current, amended):
        problems += publication_problems(amended, moment)
    stops = blocking(problems)
    if stops:
        raise Refused(" ".join(translated(found.message) for found in stops), code="problems")


def _follow(call: Call, edition: Edition) -> None:
    """The sessions take the new instants: they are what receiving is judged by."""
    sessions = sessions_of(edition)
    for session in sessions:
        CallRound.objects.update_or_create(
            call=call,
            number=session.number,
            defaults={
                "opens_at": session.opens_at,
                "deadline_at": session.deadline_at,
                "deadline_inclusive": session.inclusive,
                "budget": session.budget,
            },
        )
    # only before the opening: no application hangs on them yet
    CallRound.objects.filter(call=call, number__gt=len(sessions)).delete()
    call.lots.update(title=edition.texts.title, budget=edition.budget)
