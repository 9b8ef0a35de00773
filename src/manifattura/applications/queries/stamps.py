"""Stamps already used elsewhere, said while the form is written: sending checks again, for good (`take_stamps`)."""

from __future__ import annotations

from django.db.models import Q

from manifattura.calls.domain.messages import Message

from ..domain.completeness import Problem
from ..domain.stamp_duty import USED, stamps_used
from ..domain.states import ApplicationState
from ..models import UsedStamp
from .drafts import Draft


def used_stamps(read: Draft) -> dict[str, Message]:
    """`<field>.number` → the sentence, for stamps that another application used; no statement where none is paid."""
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
    return {f"{stamps[number]}.number": Message(USED) for number in taken}


def stamp_problems(read: Draft) -> tuple[Problem, ...]:
    """The same, as problems of the steps."""
    found = used_stamps(read)
    return tuple(
        Problem(section.key, f"{item.key}.number", item.label, found[f"{item.key}.number"])
        for section in read.questions.form
        for item in section.fields
        if f"{item.key}.number" in found
    )
