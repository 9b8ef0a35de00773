"""The schedule of a call in force, and what is due on a day: both the page and the lists read it here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from manifattura.applications.queries.erasable import (
    content_files,
    contents_of_call,
    count_readings,
    count_threads,
    drafts_of_call,
    first_reading_on,
    readings_of_call,
    thread_files,
    threads_of_call,
)
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.ends import ended_on, last_deadline_on
from manifattura.evaluation.queries.erasable import casework_files
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME
from manifattura.kernel.parameters import Parameter, legal_parameter

from ..domain.access import AccessState
from ..domain.retention import (
    CONTENT,
    RULES,
    Category,
    Event,
    Rule,
    Then,
    draft_event,
    events_kept_until,
    is_due,
    kept_until,
    states_of,
)
from ..models import AccessRequest, CheckedApplication, RetentionRun, RetentionTerm

if TYPE_CHECKING:
    from manifattura.calls.models import Call


@dataclass(frozen=True)
class Line:
    """One line of the schedule of a call. `months` None: for ever. `own`: what the call set for itself."""

    rule: Rule
    months: int | None
    parameter: Parameter | None
    own: RetentionTerm | None
    event_on: date | None
    until: date | None
    count: int | None
    """How many there are now; None where they are not counted."""
    is_due: bool


@dataclass(frozen=True)
class DueItem:
    """One thing to discard; `facts` are the digests and numbers that stay as proof."""

    category: Category
    subject_type: str
    subject_id: int
    label: str
    facts: Mapping[str, Any]

    def document(self) -> dict[str, Any]:
        return {
            "category": self.category.value,
            "subject_type": self.subject_type,
            "subject_id": self.subject_id,
            "label": self.label,
            "facts": dict(self.facts),
        }


def list_sha256(items: list[DueItem]) -> str:
    """The digest by which a list is known."""
    return sha256_hex([item.document() for item in items])


def schedule_of(call: Call, on: date) -> list[Line]:
    """Every line, with its length of that day, its event and how many there are."""
    events, own = _events(call), _own_terms(call)
    counts = _counts(call)
    lines = []
    for rule in RULES:
        if rule.then is Then.KEEP:
            lines.append(Line(rule, None, None, None, None, None, None, is_due=False))
            continue
        parameter = legal_parameter(rule.parameter, on)
        term = own.get(rule.category)
        months = term.months if term else parameter.count
        event_on = events.get(rule.category)
        until = kept_until(event_on, months)
        lines.append(
            Line(
                rule,
                months,
                parameter,
                term,
                event_on,
                until,
                counts[rule.category],
                is_due=bool(counts[rule.category]) and is_due(until, on),
            )
        )
    return lines


def due_items(call: Call, on: date) -> list[DueItem]:
    """Everything that is due on the day, in a fixed order."""
    lines = {line.rule.category: line for line in schedule_of(call, on)}
    items: list[DueItem] = []
    for category, line in lines.items():
        if line.months is not None and (line.is_due or line.rule.event in (Event.DECISION, Event.READING)):
            items += _SOURCES[category](call, category, line.months, on)
    return items


def runs_of(call: Call) -> QuerySet[RetentionRun]:
    """The lists of a call, the latest first."""
    return RetentionRun.objects.filter(call=call).select_related("listed_by", "ordered_by").order_by("-pk")


def own_terms_of(call: Call) -> QuerySet[RetentionTerm]:
    """What the call set for itself, the latest first."""
    return RetentionTerm.objects.filter(call=call).select_related("recorded_by").order_by("-pk")


def _own_terms(call: Call) -> dict[str, RetentionTerm]:
    found: dict[str, RetentionTerm] = {}
    for term in own_terms_of(call):
        found.setdefault(term.category, term)
    return found


def _events(call: Call) -> dict[str, date | None]:
    """Category → the day of its event, the earliest where each thing has its own."""
    deadline_on, end_on = last_deadline_on(call), ended_on(call)
    events: dict[str, date | None] = {
        rule.category: end_on for rule in RULES if rule.event is Event.CONCLUSION
    }
    events[Category.DRAFTS] = draft_event(deadline_on, end_on, revoked=call.state == CallState.REVOKED)
    first = _answered(call).order_by("received_on").first()
    events[Category.ACCESS] = _answered_on(first) if first else None
    events[Category.READINGS] = first_reading_on(call.pk)
    return events


def _counts(call: Call) -> dict[str, int]:
    return {
        Category.DRAFTS: drafts_of_call(call.pk).count(),
        **{category: contents_of_call(call.pk, states_of(category)).count() for category in CONTENT},
        Category.MESSAGES: count_threads(call.pk),
        Category.SAMPLES: _written_checks(call).count(),
        Category.ACCESS: _answered(call).count(),
        Category.READINGS: count_readings(call.pk),
    }


def _answered(call: Call) -> QuerySet[AccessRequest]:
    """Requests about the call that are over and still say who asked."""
    return AccessRequest.objects.filter(
        call=call, discarded_at=None, state__in=(AccessState.DECIDED, AccessState.WITHDRAWN)
    )


def _answered_on(request: AccessRequest) -> date:
    """The day of the answer; a withdrawn request has none, and counts from its arrival."""
    return request.decided_at.astimezone(ROME).date() if request.decided_at else request.received_on


def _written_checks(call: Call) -> QuerySet[CheckedApplication]:
    return CheckedApplication.objects.filter(sample__call=call).exclude(Q(note="") & Q(doubt=""))


def _drafts(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    found = list(drafts_of_call(call.pk))
    files = content_files([one.pk for one in found])
    for one in found:
        yield DueItem(category, "application", one.pk, one.code, {"files": files.get(one.pk, [])})


def _contents(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    found = list(contents_of_call(call.pk, states_of(category)))
    ids = [one.pk for one in found]
    files, more = content_files(ids), casework_files(ids)
    for one in found:
        facts = {
            "sha256": one.submission.payload_sha256,
            "arrival": one.submission.arrival,
            "registration": one.submission.registration,
            "files": [*files.get(one.pk, []), *more.get(one.pk, [])],
        }
        yield DueItem(category, "application", one.pk, one.code, facts)


def _threads(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    found = threads_of_call(call.pk)
    files = thread_files([one.pk for one, _count in found])
    for one, count in found:
        facts = {"messages": count, "files": files.get(one.pk, [])}
        yield DueItem(category, "application", one.pk, one.code, facts)


def _checks(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    for one in _written_checks(call).select_related("application").order_by("pk"):
        yield DueItem(category, "check", one.pk, one.application.code, {"result": one.result})


def _requests(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    for one in _answered(call).prefetch_related("copies").order_by("pk"):
        if is_due(kept_until(_answered_on(one), months), on):
            files = [{"size": copy.size, "sha256": copy.sha256} for copy in one.copies.all()]
            yield DueItem(category, "access", one.pk, str(one), {"files": files})


def _readings(call: Call, category: Category, months: int, on: date) -> Iterator[DueItem]:
    until = events_kept_until(months, on)
    for pk, code, count in readings_of_call(call.pk, until):
        yield DueItem(category, "application", pk, code, {"rows": count, "until": until.isoformat()})


_SOURCES = {
    Category.DRAFTS: _drafts,
    **dict.fromkeys(CONTENT, _contents),
    Category.MESSAGES: _threads,
    Category.SAMPLES: _checks,
    Category.ACCESS: _requests,
    Category.READINGS: _readings,
}
