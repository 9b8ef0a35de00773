"""The review queue: what a person may work on, filtered, counted, sorted; and one review with what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.terms import open_end

from ..domain.checks import COMPLETE
from ..domain.states import ReviewState
from ..models import Review, ReviewCheck
from ..permissions import casework_office_ids

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

MINE, UNASSIGNED, ALL = "mine", "unassigned", "all"
OPEN = "open"
"""As a filter: whatever is still to decide."""
OPEN_STATES = (ReviewState.TO_DO, ReviewState.IN_PROGRESS)
SORTS = {
    "arrival": "application__submission__received_at",
    "firm": "application__lead__name",
    "amount": "application__requested_amount",
    "officer": "officer__full_name",
    "due": "due_on",
    "state": "state",
}


@dataclass(frozen=True)
class Filters:
    """What the officer looks for; empty values do not filter. `whose`: mine, unassigned or all."""

    whose: str = ALL
    call_id: int | None = None
    session: int | None = None
    """Number of a session of that call."""
    state: str = ""
    """A `ReviewState`, or `OPEN`."""
    officer_id: int | None = None
    text: str = ""
    sort: str = ""
    """A key of `SORTS`, `-` before it to turn it round; empty: what is still to decide first."""


_OWN_END = open_end(TermKind.PROCEDURE, "application", "application_id")
_DUE = Case(When(application__call__kind=CallKind.REGISTER, then=_OWN_END), default=F("phase__due_on"))
"""A register decides each application in its own term; elsewhere the review of all ends on one day."""


def reviews_for(person: Person) -> QuerySet[Review]:
    """Reviews of the calls of the person's offices."""
    offices = casework_office_ids(person)
    reviews = Review.objects.all()
    return reviews if offices is None else reviews.filter(application__call__office_id__in=offices)


def review_queue(person: Person, filters: Filters) -> QuerySet[Review]:
    """The filtered queue, each row with `checked` (outcomes given), `more` (checks beyond the call's) and `due_on`, ready to be listed in one statement."""
    reviews = _narrowed(reviews_for(person), person, filters)
    checked = (
        ReviewCheck.objects.filter(review=OuterRef("pk"))
        .exclude(outcome="")
        .order_by()
        .values("review")
        .annotate(n=Count("*"))
        .values("n")
    )
    return (
        reviews.select_related(
            "application__lead", "application__call", "application__submission", "officer", "phase"
        )
        .defer("application__submission__payload")
        .annotate(
            checked=Coalesce(Subquery(checked), 0),
            # a list cannot open every frozen content: whether completeness is on the checklist is known by its check
            more=Exists(ReviewCheck.objects.filter(review=OuterRef("pk"), requirement_key=COMPLETE)),
            due_on=_DUE,
        )
        .order_by(
            _order(filters.sort),
            "application__submission__received_at",
            "application__submission__arrival",
            "pk",
        )
    )


def _order(sort: str) -> Any:
    field = SORTS.get(sort.removeprefix("-"))
    if field is None:
        return Case(When(state__in=OPEN_STATES, then=0), default=1)
    return f"-{field}" if sort.startswith("-") else field


@dataclass(frozen=True)
class QueueFigures:
    """Counts by tab and state under the current call and text, how many rows the filters leave, and the calls."""

    counts: dict[str, int]
    found: int
    calls: tuple[tuple[int, str], ...]


def queue_figures(person: Person, filters: Filters) -> QueueFigures:
    """Everything around the list, in one statement: counted call by call, added up here."""
    text = _search(filters.text)
    text &= Q(phase__round__number=filters.session) if filters.session else Q()
    mine, loose = Q(officer_id=person.pk), Q(officer=None)
    whose = {MINE: mine, UNASSIGNED: loose}.get(filters.whose, Q())
    left = whose & _of_state(filters.state)
    left &= Q(officer_id=filters.officer_id) if filters.officer_id else Q()
    grouped: Any = (
        reviews_for(person)
        .order_by()
        .values("application__call_id", "application__call__title")
        .annotate(
            all=Count("pk", filter=text),
            mine=Count("pk", filter=text & mine),
            unassigned=Count("pk", filter=text & loose),
            **{
                f"in_{state.value}": Count("pk", filter=text & whose & Q(state=state))
                for state in ReviewState
            },
            any_state=Count("pk", filter=text & whose),
            open=Count("pk", filter=text & whose & _of_state(OPEN)),
            found=Count("pk", filter=text & left),
        )
    )
    rows: list[dict[str, Any]] = list(grouped)
    calls = sorted(
        ((row["application__call_id"], row["application__call__title"]) for row in rows),
        key=lambda call: call[1].casefold(),
    )
    counted = [row for row in rows if filters.call_id in (None, row["application__call_id"])]
    names = (
        "all",
        "mine",
        "unassigned",
        "any_state",
        "open",
        *(f"in_{state.value}" for state in ReviewState),
    )
    counts = {name.removeprefix("in_"): sum(row[name] for row in counted) for name in names}
    return QueueFigures(counts, sum(row["found"] for row in counted), tuple(calls))


def queue_counts(person: Person, filters: Filters) -> dict[str, int]:
    """The counts alone."""
    return queue_figures(person, filters).counts


def _narrowed(reviews: QuerySet[Review], person: Person, filters: Filters) -> QuerySet[Review]:
    if filters.whose == MINE:
        reviews = reviews.filter(officer_id=person.pk)
    elif filters.whose == UNASSIGNED:
        reviews = reviews.filter(officer=None)
    if filters.call_id:
        reviews = reviews.filter(application__call_id=filters.call_id)
    if filters.session:
        reviews = reviews.filter(phase__round__number=filters.session)
    if filters.state:
        reviews = reviews.filter(_of_state(filters.state))
    if filters.officer_id:
        reviews = reviews.filter(officer_id=filters.officer_id)
    return reviews.filter(_search(filters.text))


def _of_state(state: str) -> Q:
    if state == OPEN:
        return Q(state__in=OPEN_STATES)
    return Q(state=state) if state else Q()


def _search(written: str) -> Q:
    """Firm, title, code, fiscal code, registration number with or without its year."""
    text = written.strip()
    if not text:
        return Q()
    found = Q(application__lead__name__icontains=text) | Q(application__code__iexact=text)
    found |= Q(application__project_title__icontains=text) | Q(application__lead__fiscal_code__iexact=text)
    number, _, year = text.partition("/")
    if number.isascii() and number.isdigit() and len(number) <= 9:
        registered = Q(application__submission__registration_number=int(number))
        if year.isascii() and year.isdigit() and len(year) == 4:
            registered &= Q(application__submission__registration_year=int(year))
        found |= registered
    return found


def review_by_code(code: str) -> Review | None:
    """The review of the application with this code, with what its page shows."""
    return (
        Review.objects.select_related(
            "application__lead",
            "application__call__office",
            "application__submission__submitted_by",
            "application__edition",
            "officer",
            "decided_by",
            "phase",
        )
        .filter(application__code=code.upper())
        .first()
    )


def lock_review(review_id: int) -> Review:
    """The review, read again and locked until the end of the transaction."""
    return (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("application__call", "application__lead", "phase", "officer")
        .get(pk=review_id)
    )
