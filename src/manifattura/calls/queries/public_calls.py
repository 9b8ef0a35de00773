"""The list of public calls: on which shelf each stands at a moment, filtered, searched and ordered by the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, DateTimeField, F, Min, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from ..domain.edition import Edition
from ..domain.states import PUBLIC_STATES, CallState, PublicState, public_state
from ..models import Call
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

    @property
    def takes_applications(self) -> bool:
        return self.state in (PublicState.OPEN, PublicState.CLOSING_SOON)

    @property
    def is_announced(self) -> bool:
        return self.state is PublicState.ANNOUNCED

    @property
    def is_ranked(self) -> bool:
        return self.state in (PublicState.PROVISIONAL_RANKING, PublicState.FINAL_RANKING)


def calls_on_shelves(moment: datetime, *, text: str = "") -> QuerySet[Any]:
    """Public calls that hold `text` in title or summary, annotated with their `shelf` at `moment`.

    Open ones first (nearest deadline first), then those to come, under evaluation, ranked (latest first).
    """
    second = moment.replace(microsecond=0)
    over = Q(public_deadline_at__lt=second) | Q(public_deadline_at=second, inclusive="false")
    calls = (
        Call.objects.filter(state__in=PUBLIC_STATES, current_edition__isnull=False)
        .annotate(
            public_opens_at=_instant("opens_at"),
            public_deadline_at=_instant("deadline_at"),
            inclusive=Coalesce(
                _text("timetable", "deadline_inclusive"), Value("false"), output_field=TextField()
            ),
        )
        .annotate(
            shelf=Case(
                When(state__in=RANKED, then=Value(Shelf.RANKED.value)),
                When(~Q(state=CallState.PUBLISHED), then=Value(Shelf.CLOSED.value)),
                When(public_opens_at__gt=moment, then=Value(Shelf.COMING.value)),
                When(over, then=Value(Shelf.CLOSED.value)),
                default=Value(Shelf.OPEN.value),
            )
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


def shelf_counts(calls: QuerySet[Any]) -> dict[Shelf, int]:
    """How many calls stand on each shelf."""
    counted = calls.order_by().values_list("shelf").annotate(Count("pk"))
    found = dict(counted)
    return {shelf: found.get(shelf.value, 0) for shelf in Shelf}


def listed(calls: Iterable[Call], moment: datetime) -> list[ListedCall]:
    """The calls of one page with their editions, read in one statement at most."""
    rows = list(calls)
    known = editions(call.current_edition_id for call in rows if call.current_edition_id is not None)
    return [
        ListedCall(
            call.slug, known[call.current_edition_id], state_of(call, known[call.current_edition_id], moment)
        )
        for call in rows
        if call.current_edition_id in known
    ]


def state_of(call: Call, edition: Edition, moment: datetime) -> PublicState:
    times = edition.timetable
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


def _text(part: str, name: str) -> KeyTextTransform:
    return KeyTextTransform(name, KeyTransform(part, DOCUMENT))


def _instant(name: str) -> Cast:
    return Cast(_text("timetable", name), DateTimeField())


def _mentions(word: str) -> Q:
    names: tuple[str, ...] = ("title", "summary", "title_en", "summary_en")
    found = Q()
    for name in names:
        lookup: dict[str, Any] = {f"{DOCUMENT}__texts__{name}__icontains": word}
        found |= Q(**lookup)
    return found
