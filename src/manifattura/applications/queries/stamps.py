"""Stamps already used elsewhere, said while the form is written: sending checks again, for good (`take_stamps`)."""

from __future__ import annotations

from django.db.models import Q

from manifattura.calls.domain.messages import Message
from manifattura.kernel.clock import today

from ..domain.completeness import Problem
from ..domain.stamp_duty import NOT_SOLD, USED, stamps_used
from ..domain.states import ApplicationState
from ..models import UsedStamp
from .drafts import Draft


def used_stamps(read: Draft) -> dict[str, Message]:
    """`<field>.number` → the sentence, for stamps that another application used, and `<field>.date` for those not sold yet.

    No statement where none is paid.
    """
    stamps = stamps_used(read.questions, read.visible.answers)
    if not stamps:
        return {}
    application = read.application
    taken = (
        UsedStamp.objects.filter(number__in=stamps)
        .exclude(application_id=application.pk)
        .exclude(
            # it comes back by withdrawing: has come back, or does when this one takes the other's place
            Q(application__state=ApplicationState.WITHDRAWN) | Q(application__is_live=True),
            application__call_id=application.call_id,
            application__lead_id=application.lead_id,
        )
        .values_list("number", flat=True)
    )
    return unsold_stamps(read) | {f"{stamps[number]}.number": Message(USED) for number in taken}


def unsold_stamps(read: Draft) -> dict[str, Message]:
    """`<field>.date` → the sentence, for stamps with a day that has not come; no statement."""
    day = today().isoformat()
    return {
        f"{key}.date": Message(NOT_SOLD)
        for key in stamps_used(read.questions, read.visible.answers).values()
        if (read.visible.answers[key].get("date") or "") > day
    }


def stamp_problems(read: Draft) -> tuple[Problem, ...]:
    """The same, as problems of the steps."""
    found = used_stamps(read)
    return tuple(
        Problem(section.key, where, item.label, found[where])
        for section in read.questions.form
        for item in section.fields
        for where in (f"{item.key}.number", f"{item.key}.date")
        if where in found
    )
