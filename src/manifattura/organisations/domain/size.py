"""Size of an undertaking (Rec. 2003/361/EC, annex art. 2; DM 18 April 2005)."""

from dataclasses import dataclass
from decimal import Decimal

from .kinds import SizeClass


@dataclass(frozen=True)
class Threshold:
    """One class: fewer people than `people`, and turnover or balance total within its amount."""

    size: SizeClass
    people: int
    turnover: Decimal
    balance: Decimal


def size_class(
    *,
    people: int | None,
    turnover: Decimal | None,
    balance_total: Decimal | None,
    thresholds: tuple[Threshold, ...],
) -> SizeClass | None:
    """The smallest class that fits, `LARGE` when none does; None when the figures do not say.

    People and amounts are cumulative conditions; of turnover and balance total one is enough. The figures are those of
    the undertaking with its linked and partner ones: adding them up is the declarant's task.
    """
    if people is None or (turnover is None and balance_total is None):
        return None
    for threshold in sorted(thresholds, key=lambda one: one.people):
        within = (turnover is not None and turnover <= threshold.turnover) or (
            balance_total is not None and balance_total <= threshold.balance
        )
        if people < threshold.people and within:
            return threshold.size
    return SizeClass.LARGE
