"""Who won which lot of a call by the final ranking: what the app of the spaces makes agreements of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.allocation import SpaceLot
from manifattura.calls.queries.editions import current_edition

from ..domain.lots_outcome import lot_tables
from ..domain.states import LEFT_ROWS, RankingStage
from ..models import Ranking, RankingEntry

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call


@dataclass(frozen=True)
class LotAward:
    """One lot won. `offer`: EUR a year, None where the lot's rule asks none."""

    call: Call
    lot: SpaceLot
    application: Application
    offer: Decimal | None
    act_number: str
    version: int


def lot_awards(office_ids: Collection[int] | None = None) -> list[LotAward]:
    """By the current version of each call with lots, final ones alone; those who left have none. None: every office."""
    found = Ranking.objects.filter(lots_result__isnull=False).select_related("call")
    if office_ids is not None:
        found = found.filter(call__office_id__in=office_ids)
    newest: dict[int, Ranking] = {}
    for ranking in found.order_by("version").defer("input_document", "result_document", "changes"):
        newest[ranking.round_id] = ranking
    awards: list[LotAward] = []
    for ranking in newest.values():
        if ranking.stage == RankingStage.FINAL and ranking.published_at:
            awards += _of(ranking)
    return awards


def _of(ranking: Ranking) -> list[LotAward]:
    edition = current_edition(ranking.call)
    if edition.allocation is None or ranking.lots_input is None or ranking.lots_result is None:
        return []
    lots = {lot.key: lot for lot in edition.allocation.lots}
    rows = (
        RankingEntry.objects.filter(ranking=ranking)
        .exclude(status__in=LEFT_ROWS)
        .filter(bid__application__departure=None)
        .select_related("bid__application__lead")
    )
    applications = {row.pseudonym: row.bid.application for row in rows}
    return [
        LotAward(
            call=ranking.call,
            lot=lots[table.id],
            application=applications[won["applicant"]],
            offer=None if won["price"] is None else Decimal(won["price"]),
            act_number=ranking.act_number,
            version=ranking.version,
        )
        for table in lot_tables(ranking.lots_input, ranking.lots_result)
        if table.id in lots
        for won in table.winners
        if won["applicant"] in applications
    ]


def lots_decided(*, sample: bool) -> tuple[int, int]:
    """(lots, those without a winner) over the current version of each call with lots: real calls, or those of the sample."""
    newest: dict[int, dict[str, Any]] = {}
    rows = Ranking.objects.filter(
        lots_result__isnull=False, published_at__isnull=False, call__is_sample=sample
    ).order_by("version")
    for round_id, result in rows.values_list("round_id", "lots_result"):
        newest[round_id] = result or {}
    lots = [lot for result in newest.values() for lot in result.get("lots", [])]
    return len(lots), sum(bool(lot["void_reason"]) for lot in lots)
