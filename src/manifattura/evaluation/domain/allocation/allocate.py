"""From the checked input to the result: orders, assignment, and the reason for each lot won or lost."""

from collections.abc import Mapping

from manifattura.evaluation.domain.allocation.assign import Wish, assign
from manifattura.evaluation.domain.allocation.model import (
    AllocationInput,
    AllocationResult,
    Applicant,
    ApplicantResult,
    Bid,
    LotOrder,
    LotResult,
    Outcome,
    OutcomeKind,
    Placed,
    Reason,
    VoidReason,
)
from manifattura.evaluation.domain.allocation.order import order_of, separator
from manifattura.kernel.scaled import hundredths_text as shown

Places = Mapping[str, Mapping[str, Placed]]
"""Lot → applicant → its place in the lot's order."""


def allocate(given: AllocationInput) -> AllocationResult:
    """Every lot to at most one applicant, every applicant at most `max_lots` lots (docs/formats.md, Assignment)."""
    orders = _orders(given)
    places = {lot: {row.applicant: row for row in order.placed} for lot, order in orders.items()}
    winners = assign([_wish(one, places) for one in given.applicants])
    applicants = tuple(_applicant(one, orders, places, winners) for one in given.applicants)
    lost = {
        (outcome.lot, one.id)
        for one in applicants
        for outcome in one.outcomes
        if outcome.kind is OutcomeKind.LOST
    }
    return AllocationResult(
        call=given.call,
        lots=tuple(
            LotResult(
                order=order,
                winner=winners.get(lot),
                reserve=tuple(row.applicant for row in order.placed if (lot, row.applicant) in lost),
                void_reason=None if lot in winners else _void_reason(order),
            )
            for lot, order in orders.items()
        ),
        applicants=applicants,
    )


def _orders(given: AllocationInput) -> dict[str, LotOrder]:
    bids: dict[str, list[tuple[Applicant, Bid]]] = {lot.id: [] for lot in given.lots}
    for applicant in given.applicants:
        for bid in applicant.bids:
            bids[bid.lot].append((applicant, bid))
    return {lot.id: order_of(lot, bids[lot.id]) for lot in given.lots}


def _wish(applicant: Applicant, places: Places) -> Wish:
    rows = [(bid.lot, places[bid.lot].get(applicant.id)) for bid in applicant.bids]
    choices = [(lot, row.position) for lot, row in rows if row is not None]
    return Wish(applicant.id, applicant.max_lots, choices)


def _applicant(
    applicant: Applicant, orders: Mapping[str, LotOrder], places: Places, winners: Mapping[str, str]
) -> ApplicantResult:
    won: list[str] = []
    outcomes = []
    for preference, bid in enumerate(applicant.bids, start=1):
        place = places[bid.lot].get(applicant.id)
        if place is None:
            fault = orders[bid.lot].inadmissible[applicant.id]
            kind = OutcomeKind.INADMISSIBLE
            reason = Reason(fault.code, {**fault.facts, "lot": bid.lot})
        elif winners.get(bid.lot) == applicant.id:
            won.append(bid.lot)
            kind = OutcomeKind.WON
            reason = Reason("WON", {"lot": bid.lot, "position": place.position})
        elif len(won) == applicant.max_lots:
            # The bids are in the order of preference: all it has won so far is preferred to this lot.
            kind = OutcomeKind.NOT_NEEDED
            reason = Reason("HOLDS_PREFERRED", {"lot": bid.lot, "held": list(won)})
        else:
            # It asked for the lot and was refused, so somebody better placed holds it.
            winner = places[bid.lot][winners[bid.lot]]
            kind, reason = OutcomeKind.LOST, _lost(orders[bid.lot], winner, place)
        outcomes.append(Outcome(bid.lot, preference, kind, reason))
    return ApplicantResult(applicant.id, tuple(won), tuple(outcomes))


def _lost(order: LotOrder, winner: Placed, place: Placed) -> Reason:
    tie_break = separator(winner.key, place.key, order.lot.tie_breakers)
    theirs, own = shown(winner.total), shown(place.total)
    comparison = f"{theirs} > {own}" if tie_break is None else f"{theirs} = {own} ({tie_break})"
    return Reason(
        "LOST",
        {
            "lot": order.lot.id,
            "to": winner.applicant,
            "winner_total": theirs,
            "total": own,
            "tie_break": tie_break,
            "text": f"lost {order.lot.id} to {winner.applicant}: {comparison}",
        },
    )


def _void_reason(order: LotOrder) -> VoidReason:
    if order.placed:
        return VoidReason.BIDDERS_HOLD_PREFERRED
    return VoidReason.NO_ADMISSIBLE_BIDS if order.inadmissible else VoidReason.NO_BIDS
