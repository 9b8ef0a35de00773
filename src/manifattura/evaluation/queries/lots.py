"""The lots of a call as they would be assigned now: from the technical result, the choices sent and the opened offers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_checks import total_points
from manifattura.calls.domain.lot_questions import chosen_lots, lots_together, offer_key
from manifattura.calls.domain.lot_sections import has_lot_criteria
from manifattura.calls.queries.editions import edition as edition_by_id

from ..domain.allocation.document import result_document
from ..domain.corrections import Correction, corrected_payload
from ..domain.lot_candidates import IN, by_application, is_by_bid
from ..domain.lots_input import Bidder, Right, allocation_document
from ..domain.lots_outcome import Broken, Equals, drawn_groups, equal_offers, lot_entries, lots_summary
from ..domain.ranking.model import Status
from ..domain.ranking_input import neutral_flags
from ..domain.states import LEFT_ROWS, DepartureKind

if TYPE_CHECKING:
    from manifattura.applications.models import Application

    from ..models import Departure, Ranking


@dataclass(frozen=True)
class Asking:
    """An application with what bears on its lots: place in order of arrival, departure, corrections, opened answers."""

    application: Application
    arrival: int
    departure: Departure | None
    corrections: Sequence[Correction]
    opened: Mapping[str, Any]
    admitted: bool = True
    """By the formal review."""
    link: str = ""
    """The same word for all that are linked, where the call limits them together."""
    improved: Mapping[str, Decimal] = field(default_factory=dict)
    """Lot → the better offer of the sitting of equal ones."""

    @property
    def status(self) -> str:
        """What it is where no points decide: in, or how it left."""
        if self.departure is not None:
            return self.departure.kind
        return Status.FUNDED.value if self.application.is_live else DepartureKind.WITHDRAWN.value


@dataclass(frozen=True)
class Allotted:
    """Both documents, and what they make of the technical entries. `wished`: code → lots asked for, in order."""

    document: dict[str, Any]
    result: dict[str, Any]
    technical: Sequence[Mapping[str, Any]]
    wished: Mapping[str, Sequence[str]]
    edition: Edition
    others: Mapping[str, str]
    """Code → status of those that ask for a lot where points do not count; empty where nothing is scored lot by lot."""
    broken: Broken
    """Code → lot → those it was wanted with, and where the application could not be compared."""

    @property
    def entries(self) -> list[dict[str, Any]]:
        return lot_entries(self.technical, self.document, self.result, self.wished, self.broken)

    @property
    def summary(self) -> dict[str, Any]:
        return lots_summary(self.entries, self.document, self.result)

    @property
    def drawn(self) -> tuple[tuple[str, ...], ...]:
        """Groups that only the draw tells apart."""
        return drawn_groups(self.result)

    @property
    def equals(self) -> tuple[Equals, ...]:
        """Those whose offers are the same where the call lets them improve."""
        return equal_offers(self.document, self.result)

    def says_the_same_as(self, ranking: Ranking) -> bool:
        before = ranking.lots_result or {}
        return all(self.result[part] == before.get(part) for part in ("lots", "applicants"))

    def entries_of(self, ranking: Ranking) -> list[dict[str, Any]]:
        """The rows of a published version of the same call."""
        assert ranking.lots_input is not None
        assert ranking.lots_result is not None
        technical = technical_entries(self.edition, ranking.result_document["entries"], self.others)
        return lot_entries(technical, ranking.lots_input, ranking.lots_result, self.wished, self.broken)


def allotted(
    edition: Edition,
    result: Mapping[str, Any],
    asking: Sequence[Asking],
    draw_seed: str,
    opening: Mapping[str, Any] | None,
    rights: Mapping[str, Right] | None = None,
) -> Allotted | None:
    """None for a call without lots. `result`: the technical one; who is out of it bids for nothing."""
    allocation = edition.allocation
    if allocation is None:
        return None
    wished = {one.application.code: wished_lots(one, edition) for one in asking}
    others = _others(edition, asking, wished) if has_lot_criteria(edition) else {}
    entries = technical_entries(edition, result["entries"], others)
    technical = {entry["id"]: entry for entry in entries}
    bidders = [
        bidder
        for one in asking
        if (bidder := _bidder(one, technical[one.application.code], wished[one.application.code], edition))
    ]
    document = allocation_document(
        allocation,
        call_id=edition.call[:64].rstrip("-"),
        technical_max=total_points(edition.grid),
        bidders=bidders,
        draw_seed=draw_seed,
        left=_left(asking, technical),
        flags=neutral_flags(edition),
        rights=rights,
    )
    broken = {one.code: one.broken(allocation) for one in bidders if one.together}
    if opening is not None:
        document["meta"] = {"opening": dict(opening)}
    return Allotted(document, result_document(document), entries, wished, edition, others, broken)


def technical_entries(
    edition: Edition, entries: Sequence[Mapping[str, Any]], others: Mapping[str, str]
) -> Sequence[Mapping[str, Any]]:
    """The technical result application by application, also where each bid was compared by itself."""
    if not (others or is_by_bid(entries)):
        return entries
    each = {
        key
        for item in edition.grid.criteria
        if item.per_lot
        for key in (item.key, *(part.key for part in item.parts))
    }
    return by_application(entries, others, each)


def _others(
    edition: Edition, asking: Sequence[Asking], wished: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    assert edition.allocation is not None
    plain = {lot.key for lot in edition.allocation.lots if not lot.wants_points}
    return {
        one.application.code: one.status
        for one in asking
        if one.admitted and plain.intersection(wished[one.application.code])
    }


def _bidder(one: Asking, entry: Mapping[str, Any], choices: Sequence[str], edition: Edition) -> Bidder | None:
    """None for who is out of the comparison."""
    allocation = edition.allocation
    assert allocation is not None
    if entry["status"] not in IN:
        return None
    by_lot = entry.get("by_lot")
    if by_lot is None:
        if entry["total"] is None:
            return None
        points = {lot: Decimal(entry["total"]) for lot in choices}
    else:
        points = {
            lot: Decimal(own["total"])
            for lot, own in by_lot.items()
            if own["status"] in IN and own["total"] is not None
        }
    neutral = neutral_flags(edition)
    compared = [lot for lot in choices if lot in points or not allocation.lot(lot).wants_points]
    offers = {lot: _amount(one.opened.get(offer_key(lot))) for lot in compared}
    return Bidder(
        one.application.code,
        one.arrival,
        points,
        compared,
        {lot: amount for lot, amount in offers.items() if amount is not None},
        [neutral[flag] for flag in _payload(one)["flags"] if flag in neutral] if allocation.reserved else (),
        one.link,
        [line for line in lots_together(_answers(one), allocation) if len(line) > 1],
        one.improved,
    )


def wished_lots(one: Asking, edition: Edition) -> tuple[str, ...]:
    """The lots an application asks for, most wanted first."""
    return chosen_lots(_answers(one), edition.allocation) if edition.allocation else ()


def _answers(one: Asking) -> Mapping[str, Any]:
    answers: Mapping[str, Any] = _payload(one)["answers"]
    return answers


def _payload(one: Asking) -> Mapping[str, Any]:
    return corrected_payload(
        json.loads(one.application.submission.payload),
        edition_by_id(one.application.edition_id),
        one.corrections,
    )


def _left(asking: Sequence[Asking], technical: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Who left, in the order in which it was recorded; those withdrawn before any record come first, by arrival."""
    gone = [one for one in asking if technical[one.application.code]["status"] in LEFT_ROWS]
    recorded = sorted(
        (one for one in gone if one.departure is not None),
        key=lambda one: (one.departure.left_at, one.departure.pk) if one.departure else (),
    )
    first = [one for one in gone if one.departure is None]
    return [one.application.code for one in (*first, *recorded)]


def _amount(value: Any) -> Decimal | None:
    """An offer as it was sealed; None where there is none or it is no amount."""
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount >= 0 else None
