"""The reason for each lot won or not, in version 2."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from manifattura.evaluation.domain.allocation.model import Fact, Reason
from manifattura.evaluation.domain.allocation.version2.after import After
from manifattura.evaluation.domain.allocation.version2.model import (
    PREEMPTION,
    Applicant,
    Assignment,
    Group,
    Holders,
    Incomplete,
    Limit,
    LotOrder,
    NotAsked,
    Offers,
    OutcomeKind,
    Placed,
    Rule,
    Wish,
)
from manifattura.evaluation.domain.allocation.version2.order import separator
from manifattura.evaluation.domain.allocation.version2.places import may_take, position
from manifattura.kernel.scaled import hundredths_text as shown


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that is known at the end: `awarded` before any withdrawal, `settled` when wishes were last weighed."""

    orders: Mapping[str, LotOrder]
    assignment: Assignment
    awarded: Holders
    settled: Holders
    after: After
    groups: Mapping[str, Group]
    wishes: Mapping[tuple[str, str], Wish]

    def outcome(self, applicant: Applicant, wish: Wish, lot: str) -> tuple[OutcomeKind, Reason]:
        """What became of one bid, and why."""
        fault = self.orders[lot].inadmissible.get(applicant.id)
        if fault is not None:
            return OutcomeKind.INADMISSIBLE, Reason(fault.code, {**fault.facts, "lot": lot})
        if (applicant.id, lot) in self.after.gone:
            had = applicant.id in self.awarded[lot]
            return OutcomeKind.WITHDRAWN, Reason("WITHDRAWN", {"lot": lot, "had_won": had})
        if applicant.id in self.assignment.holders[lot]:
            return OutcomeKind.WON, self._won(applicant, lot)
        incomplete = self.assignment.incomplete.get(wish)
        if incomplete is not None:
            return OutcomeKind.INCOMPLETE, self._incomplete(wish, lot, incomplete)
        not_asked = self.assignment.not_asked.get(wish)
        if not_asked is None:
            return OutcomeKind.LOST, self._lost(
                self.orders[lot].of[applicant.id], lot, self.assignment.holders[lot]
            )
        if not_asked.limit is Limit.GROUP:
            return OutcomeKind.GROUP_FULL, self._group_holds(applicant, lot)
        return OutcomeKind.NOT_NEEDED, self._not_needed(applicant, lot, not_asked)

    def is_lost(self, applicant: str, lot: str) -> bool:
        """Whether an admissible bid was put forward and refused."""
        wish = self.wishes[applicant, lot]
        return (
            applicant not in self.assignment.holders[lot]
            and (applicant, lot) not in self.after.gone
            and wish not in self.assignment.incomplete
            and wish not in self.assignment.not_asked
        )

    def _won(self, applicant: Applicant, lot: str) -> Reason:
        facts: dict[str, Fact] = {
            "lot": lot,
            "position": self.orders[lot].of[applicant.id].position,
            "place": self.assignment.holders[lot][applicant.id],
        }
        left_by = self.after.taken.get((applicant.id, lot))
        return (
            Reason("WON", facts) if left_by is None else Reason("FROM_RESERVE", {**facts, "after": left_by})
        )

    # ------------------------------------------------------------------ not asked for

    def _held(self, members: Sequence[Applicant]) -> tuple[list[str], list[str]]:
        """The lots they hold, and those they had won and gave back: each member's in its order of preference."""
        held, given_back = [], []
        for member in members:
            for lot in [lot for wish in member.wishes for lot in wish.lots]:
                if (member.id, lot) in self.after.gone:
                    given_back += [lot] * (member.id in self.awarded[lot])
                else:
                    held += [lot] * (member.id in self.settled[lot])
        return held, given_back

    def _not_needed(self, applicant: Applicant, lot: str, why: NotAsked) -> Reason:
        held, given_back = self._held([applicant])
        if why.limit is Limit.BUNDLE:
            facts: dict[str, Fact] = {"lot": lot, "bundle": list(why.bundle), "held": held}
            return Reason("BUNDLE_DOES_NOT_FIT", facts)
        if given_back:
            return Reason("GAVE_BACK", {"lot": lot, "held": held, "given_back": given_back})
        return Reason("HOLDS_PREFERRED", {"lot": lot, "held": held})

    def _group_holds(self, applicant: Applicant, lot: str) -> Reason:
        group = self.groups[applicant.id]
        held, given_back = self._held(group.members)
        return Reason("GROUP_HOLDS", {"lot": lot, "group": group.id, "held": held, "given_back": given_back})

    def _incomplete(self, wish: Wish, lot: str, why: Incomplete) -> Reason:
        if not why.missing:
            return Reason(
                "BUNDLE_BREAKS", {"lot": lot, "bundle": list(wish.lots), "breaks": list(why.breaks)}
            )
        texts = [self._missing(wish.applicant, one) for one in why.missing]
        facts: dict[str, Fact] = {"lot": lot, "bundle": list(wish.lots), "missing": list(why.missing)}
        return Reason("BUNDLE_INCOMPLETE", {**facts, "texts": texts})

    def _missing(self, applicant: str, lot: str) -> str:
        if applicant in self.orders[lot].inadmissible:
            return f"{lot} is not to be had: {self.orders[lot].inadmissible[applicant].code}"
        # Against those who held the lot when wishes were last weighed: a place that is handed down later goes to single wishes.
        reason = self._lost(self.orders[lot].of[applicant], lot, self.settled[lot])
        return str(reason.facts["text"])

    # ------------------------------------------------------------------ lost

    def _lost(self, row: Placed, lot: str, holders: Mapping[str, str]) -> Reason:
        if (row.applicant, lot) in self.after.passed:
            return Reason("PASSED_OVER", {"lot": lot, "text": f"lost {lot}: no room when a place came free"})
        order = self.orders[lot]
        rivals = [
            other
            for other in sorted([order.of[one] for one in holders], key=position)
            if may_take(holders[other.applicant], row, order.lot, nobody_has_the_flag=False)
        ]
        ahead = [other for other in rivals if other.position < row.position]
        by_right = [other for other in rivals if holders[other.applicant] == PREEMPTION]
        if by_right and by_right[0] not in ahead and (not ahead or self._is_next(row, order)):
            return _preempted(by_right[0], row, lot)
        if ahead:
            return _behind(ahead[-1], row, order)
        flags = [one.flag for one in order.lot.reserves]
        text = f"lost {lot}: places left reserved to {', '.join(flags)}"
        return Reason("PLACES_RESERVED", {"lot": lot, "flags": flags, "text": text})

    def _is_next(self, row: Placed, order: LotOrder) -> bool:
        """Whether nobody else before it in the order was refused."""
        return not any(
            self.is_lost(other.applicant, order.lot.id) for other in order.placed[: row.position - 1]
        )


def _preempted(winner: Placed, row: Placed, lot: str) -> Reason:
    theirs, own = shown(winner.total), shown(row.total)
    text = f"lost {lot} to {winner.applicant}: pre-emption ({theirs}, own {own})"
    facts: dict[str, Fact] = {"lot": lot, "to": winner.applicant, "winner_total": theirs, "total": own}
    return Reason("PREEMPTED", {**facts, "text": text})


def _behind(winner: Placed, row: Placed, order: LotOrder) -> Reason:
    tie_break = separator(winner.key, row.key, order.lot.tie_breakers)
    theirs, own = shown(winner.total), shown(row.total)
    falls = order.lot.award.rule is Rule.BEST_OFFER and order.lot.award.offers is Offers.DISCOUNT
    sign = "=" if tie_break is not None else "<" if falls else ">"
    because = "" if tie_break is None else f" ({tie_break})"
    lot = order.lot.id
    return Reason(
        "LOST",
        {
            "lot": lot,
            "to": winner.applicant,
            "winner_total": theirs,
            "total": own,
            "tie_break": tie_break,
            "text": f"lost {lot} to {winner.applicant}: {theirs} {sign} {own}{because}",
        },
    )


def why_void(order: LotOrder, reasons: Sequence[Reason]) -> str:
    """Why nobody has a place; `reasons` are those of its admissible bids."""
    if not order.placed:
        return "NO_ADMISSIBLE_BIDS" if order.inadmissible else "NO_BIDS"
    codes = {reason.code for reason in reasons}
    for void, causes in (
        ("PLACES_RESERVED", {"PLACES_RESERVED"}),
        ("BIDDERS_HOLD_PREFERRED", {"HOLDS_PREFERRED", "GROUP_HOLDS", "PASSED_OVER", "BUNDLE_DOES_NOT_FIT"}),
        ("BUNDLES_INCOMPLETE", {"BUNDLE_INCOMPLETE", "BUNDLE_BREAKS"}),
    ):
        if codes & causes:
            return void
    return "BIDDERS_WITHDREW"
