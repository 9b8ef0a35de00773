"""The lots of a call as they would be assigned now: from the technical result, the choices sent and the opened offers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_checks import total_points
from manifattura.calls.domain.lot_questions import chosen_lots, offer_key
from manifattura.calls.queries.editions import edition as edition_by_id

from ..domain.allocation.document import result_document
from ..domain.corrections import Correction, corrected_payload
from ..domain.lots_input import Bidder, allocation_document
from ..domain.lots_outcome import RANKED, drawn_groups, lot_entries, lots_summary
from ..domain.states import LEFT_ROWS

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


@dataclass(frozen=True)
class Allotted:
    """Both documents, and what they make of the technical entries. `wished`: code → lots asked for, in order."""

    document: dict[str, Any]
    result: dict[str, Any]
    technical: Sequence[Mapping[str, Any]]
    wished: Mapping[str, Sequence[str]]

    @property
    def entries(self) -> list[dict[str, Any]]:
        return lot_entries(self.technical, self.document, self.result, self.wished)

    @property
    def summary(self) -> dict[str, Any]:
        return lots_summary(self.entries, self.document, self.result)

    @property
    def drawn(self) -> tuple[tuple[str, ...], ...]:
        """Groups that only the draw tells apart."""
        return drawn_groups(self.result)

    def says_the_same_as(self, ranking: Ranking) -> bool:
        before = ranking.lots_result or {}
        return all(self.result[part] == before.get(part) for part in ("lots", "applicants"))

    def entries_of(self, ranking: Ranking) -> list[dict[str, Any]]:
        """The rows of a published version of the same call."""
        assert ranking.lots_input is not None
        assert ranking.lots_result is not None
        return lot_entries(
            ranking.result_document["entries"], ranking.lots_input, ranking.lots_result, self.wished
        )


def allotted(
    edition: Edition,
    result: Mapping[str, Any],
    asking: Sequence[Asking],
    draw_seed: str,
    opening: Mapping[str, Any] | None,
) -> Allotted | None:
    """None for a call without lots. `result`: the technical one; who is out of it bids for nothing."""
    allocation = edition.allocation
    if allocation is None:
        return None
    technical = {entry["id"]: entry for entry in result["entries"]}
    wished: dict[str, tuple[str, ...]] = {}
    bidders: list[Bidder] = []
    for one in asking:
        code, entry = one.application.code, technical[one.application.code]
        choices = chosen_lots(_answers(one), allocation)
        wished[code] = choices
        if entry["status"] in {*RANKED, *LEFT_ROWS} and entry["total"] is not None:
            offers = {lot: _amount(one.opened.get(offer_key(lot))) for lot in choices}
            bidders.append(
                Bidder(
                    code,
                    one.arrival,
                    Decimal(entry["total"]),
                    choices,
                    {lot: amount for lot, amount in offers.items() if amount is not None},
                )
            )
    document = allocation_document(
        allocation,
        call_id=edition.call[:64].rstrip("-"),
        technical_max=total_points(edition.grid),
        bidders=bidders,
        draw_seed=draw_seed,
        left=_left(asking, technical),
    )
    if opening is not None:
        document["meta"] = {"opening": dict(opening)}
    return Allotted(document, result_document(document), result["entries"], wished)


def _answers(one: Asking) -> Mapping[str, Any]:
    payload = corrected_payload(
        json.loads(one.application.submission.payload),
        edition_by_id(one.application.edition_id),
        one.corrections,
    )
    answers: Mapping[str, Any] = payload["answers"]
    return answers


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
