"""The list of public calls: on which shelf each stands at a moment, filtered, searched and ordered by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from ..domain.edition import Edition
from ..domain.sessions import timetable_at
from ..domain.states import PUBLIC_STATES, CallState, PublicState, public_state
from ..models import Call, CallRound
from .editions import editions

DOCUMENT = "current_edition__document"
RANKED = (CallState.PROVISIONAL_RANKING, CallState.FINAL_RANKING)


class Shelf(StrEnum):
    """The filters of the list, in the order of the page."""

    OPEN = "aperti"
    COMING = "in-arrivo"
    CLOSED = "in-valutazione"
    RANKED = "con-graduatoria"


@dataclass(frozen=True)
class ListedCall:
    """A public call with its edition in force and the word for its state at the moment asked for."""

    slug: str
    edition: Edition
    state: PublicState
    moment: datetime
    has_ranking: bool = False
    """A published ranking: the call's, or that of one of its sessions while others receive."""

    @property
    def takes_applications(self) -> bool:
        return self.state in (PublicState.OPEN, PublicState.CLOSING_SOON, PublicState.ALWAYS_OPEN)

    @property
    def is_announced(self) -> bool:
        return self.state is PublicState.ANNOUNCED

    @property
    def is_ranked(self) -> bool:
        return self.state in (PublicState.PROVISIONAL_RANKING, PublicState.FINAL_RANKING)


def calls_on_shelves(moment: datetime, *, text: str = "") -> QuerySet[Any]:
    """Public calls that hold `text` in title or summary, annotated with `shelf` at `moment` and `has_ranking`.

    Open ones first (nearest deadline first), then those to come, under evaluation, ranked (latest first).
    """
    second = moment.replace(microsecond=0)
    rounds = CallRound.objects.filter(call=OuterRef("pk"))
    waiting = rounds.exclude(Q(deadline_at__lt=second) | Q(deadline_at=second, deadline_inclusive=False))
    over = Q(public_deadline_at__lt=second) | Q(public_deadline_at=second, inclusive=False)
    calls = (
        Call.objects.filter(state__in=PUBLIC_STATES, current_edition__isnull=False)
        .annotate(
            # the session in view: the first that is not over, else the last
            seen=Coalesce(
                Subquery(waiting.order_by("number").values("pk")[:1]),
                Subquery(rounds.order_by("-number").values("pk")[:1]),
            ),
            between=KeyTextTransform("between_sessions", DOCUMENT),
        )
        .annotate(
            public_deadline_at=_of_round("seen", "deadline_at"),
            inclusive=_of_round("seen", "deadline_inclusive"),
            public_opens_at=Case(
                When(between="true", then=Subquery(rounds.order_by("number").values("opens_at")[:1])),
                default=_of_round("seen", "opens_at"),
            ),
        )
        .annotate(
            shelf=Case(
                When(state__in=RANKED, then=Value(Shelf.RANKED.value)),
                When(~Q(state=CallState.PUBLISHED), then=Value(Shelf.CLOSED.value)),
                When(public_opens_at__gt=moment, then=Value(Shelf.COMING.value)),
                When(over, then=Value(Shelf.CLOSED.value)),
                default=Value(Shelf.OPEN.value),
            ),
            has_ranking=Exists(rounds.filter(state__in=RANKED)),
        )
        .order_by(
            Case(*(When(shelf=shelf.value, then=Value(place)) for place, shelf in enumerate(Shelf))),
            Case(
                When(shelf=Shelf.OPEN.value, then=F("public_deadline_at")),
                When(shelf=Shelf.COMING.value, then=F("public_opens_at")),
            ),
            F("public_deadline_at").desc(),
            "slug",
        )
        .only("slug", "state", "current_edition_id")
    )
    for word in text.split():
        calls = calls.filter(_mentions(word))
    return calls


def on_shelf(shelf: Shelf) -> Q:
    """The condition of a filter. A call with a ranked session shows under `RANKED` too, wherever it stands."""
    return Q(shelf=shelf.value) | Q(has_ranking=True) if shelf is Shelf.RANKED else Q(shelf=shelf.value)


def shelf_counts(calls: QuerySet[Any]) -> dict[Shelf | None, int]:
    """How many calls each filter leaves, and how many there are in all (None); one statement."""
    figures = {shelf.name: Count("pk", filter=on_shelf(shelf)) for shelf in Shelf}
    found = calls.order_by().aggregate(ALL=Count("pk"), **figures)
    return {None: found["ALL"], **{shelf: found[shelf.name] for shelf in Shelf}}


def listed(calls: Iterable[Call], moment: datetime) -> list[ListedCall]:
    """The calls of one page with their editions, read in one statement at most."""
    rows = list(calls)
    known = editions(call.current_edition_id for call in rows if call.current_edition_id is not None)
    return [
        ListedCall(
            call.slug,
            known[call.current_edition_id],
            state_of(call, known[call.current_edition_id], moment),
            moment,
            has_ranking=getattr(call, "has_ranking", False),
        )
        for call in rows
        if call.current_edition_id in known
    ]


def state_of(call: Call, edition: Edition, moment: datetime) -> PublicState:
    times = timetable_at(edition, moment)
    return public_state(
        CallState(call.state), times.opens_at, times.deadline_at, moment, inclusive=times.deadline_inclusive
    )


def next_instants(moment: datetime) -> list[datetime]:
    """The next opening and the next deadline of any public call: the list changes by itself then."""
    calls = calls_on_shelves(moment).order_by()
    found = calls.aggregate(
        opening=Min("public_opens_at", filter=Q(public_opens_at__gt=moment)),
        deadline=Min("public_deadline_at", filter=Q(public_deadline_at__gt=moment)),
    )
    return [instant for instant in found.values() if instant is not None]


def _of_round(name: str, column: str) -> Subquery:
    """A column of the session whose id was annotated under `name`."""
    return Subquery(CallRound.objects.filter(pk=OuterRef(name)).values(column)[:1])


def _mentions(word: str) -> Q:
    names: tuple[str, ...] = ("title", "summary", "title_en", "summary_en")
    found = Q()
    for name in names:
        lookup: dict[str, Any] = {f"{DOCUMENT}__texts__{name}__icontains": word}
        found |= Q(**lookup)
    return found
