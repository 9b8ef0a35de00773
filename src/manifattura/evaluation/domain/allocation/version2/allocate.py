"""From a checked version 2 input to its result."""

from collections.abc import Mapping

from manifattura.evaluation.domain.allocation.version2.after import (
    After,
    hand_down,
    with_smaller_limits,
    withdrawn_bids,
)
from manifattura.evaluation.domain.allocation.version2.assign import assign
from manifattura.evaluation.domain.allocation.version2.model import (
    PREEMPTION,
    AfterWithdrawal,
    AllocationInput,
    AllocationResult,
    Applicant,
    ApplicantResult,
    Assignment,
    Bid,
    LotOrder,
    LotResult,
    Outcome,
    OutcomeKind,
    Placed,
    Winner,
)
from manifattura.evaluation.domain.allocation.version2.order import best_of, order_of
from manifattura.evaluation.domain.allocation.version2.reasons import Case, why_void

Prices = dict[tuple[str, str], int | None]
"""(applicant, lot) → what it pays or asks where it came first by a right."""


def allocate(given: AllocationInput) -> AllocationResult:
    """Everybody's outcome, after the withdrawals if there are any (docs/formats.md §8, version 2)."""
    orders = _orders(given)
    award = _case(given, orders, assign(given.groups, orders, set()))
    prices = _prices(award)
    case = award
    if given.withdrawals:
        case = _after(given, award)
        # What was asked of somebody at the award does not change because others leave.
        prices = _prices(case) | prices
    applicants = tuple(_applicant(one, case) for one in given.applicants)
    outcomes = {(one.id, outcome.lot): outcome for one in applicants for outcome in one.outcomes}
    return AllocationResult(
        given.call, tuple(_lot(order, case, outcomes, prices) for order in orders.values()), applicants
    )


def _orders(given: AllocationInput) -> dict[str, LotOrder]:
    bids: dict[str, list[tuple[Applicant, Bid]]] = {lot.id: [] for lot in given.lots}
    for applicant in given.applicants:
        for bid in applicant.bids.values():
            bids[bid.lot].append((applicant, bid))
    return {lot.id: order_of(lot, bids[lot.id]) for lot in given.lots}


def _case(given: AllocationInput, orders: Mapping[str, LotOrder], award: Assignment) -> Case:
    return Case(
        orders=orders,
        assignment=award,
        awarded=award.holders,
        settled=award.holders,
        after=After(),
        groups={member.id: group for group in given.groups for member in group.members},
        wishes={(one.id, lot): wish for one in given.applicants for wish in one.wishes for lot in wish.lots},
    )


def _after(given: AllocationInput, award: Case) -> Case:
    """The case once the withdrawals are done."""
    if given.after_withdrawal is AfterWithdrawal.RESERVE:
        assignment = Assignment(
            {lot: dict(places) for lot, places in award.awarded.items()},
            award.assignment.incomplete,
            award.assignment.not_asked,
        )
        after, settled = hand_down(given, award.orders, assignment.holders), award.awarded
    else:
        after = After(withdrawn_bids(given, given.withdrawals))
        groups = with_smaller_limits(given.groups, award.awarded, after.gone)
        assignment = assign(groups, award.orders, after.gone)
        settled = assignment.holders
    return Case(award.orders, assignment, award.awarded, settled, after, award.groups, award.wishes)


def _prices(case: Case) -> Prices:
    """Who comes first by a right pays what the best of those it displaces had offered."""
    prices: Prices = {}
    for lot, holders in case.assignment.holders.items():
        for applicant in [name for name, place in holders.items() if place == PREEMPTION]:
            row, order = case.orders[lot].of[applicant], case.orders[lot]
            before = [one for one in order.placed if one.position < row.position]
            displaced = [one for one in before if case.is_lost(one.applicant, lot)][:1]
            offers = [_offered(one) for one in (row, *displaced)]
            prices[applicant, lot] = best_of(order.lot, [offer for offer in offers if offer is not None])
    return prices


def _applicant(applicant: Applicant, case: Case) -> ApplicantResult:
    outcomes = tuple(
        Outcome(lot, wish.preference, *case.outcome(applicant, wish, lot))
        for wish in applicant.wishes
        for lot in wish.lots
    )
    won = tuple(outcome.lot for outcome in outcomes if outcome.kind is OutcomeKind.WON)
    return ApplicantResult(applicant.id, won, outcomes)


def _lot(
    order: LotOrder, case: Case, outcomes: Mapping[tuple[str, str], Outcome], prices: Prices
) -> LotResult:
    lot = order.lot.id
    holders = case.assignment.holders[lot]
    own = [outcomes[row.applicant, lot] for row in order.placed]
    winners = tuple(
        Winner(row, holders[row.applicant], prices.get((row.applicant, lot), _offered(row)))
        for row in order.placed
        if row.applicant in holders
    )
    return LotResult(
        order,
        winners,
        tuple(row.applicant for row in order.placed if outcomes[row.applicant, lot].kind is OutcomeKind.LOST),
        None if winners else why_void(order, [one.reason for one in own]),
    )


def _offered(row: Placed) -> int | None:
    return row.bid.offer if row.bid.improved is None else row.bid.improved
