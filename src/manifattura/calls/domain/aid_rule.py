"""The aid as a call says it: rate, cap, limits of cost, rates by bracket, better terms for some."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class AidBracket:
    """The rate for costs from `low` to `high` (EUR; None: without end)."""

    rate: Decimal
    low: Decimal | None = None
    low_in: bool = False
    high: Decimal | None = None
    high_in: bool = True


@dataclass(frozen=True)
class AidPremium:
    """Better terms for who has the flag; None leaves what the others have."""

    flag: str
    title: str
    rate: Decimal | None = None
    cap: Decimal | None = None


@dataclass(frozen=True)
class Aid:
    """Grant = min(cap, rate × admitted cost); the project's cost must lie within the limits (EUR, net of VAT)."""

    rate: Decimal
    cap: Decimal
    cost_min: Decimal | None = None
    cost_max: Decimal | None = None
    regime: str = ""
    brackets: tuple[AidBracket, ...] = ()
    """Rates by cost; then `rate` counts only where no bracket holds."""
    progressive: bool = False
    """Each bracket's rate on the part of the cost that falls into it; else the rate of the whole cost."""
    premiums: tuple[AidPremium, ...] = ()
    rate_question: str = ""
    """The number question (per cent) in which the applicant asks for a lower rate than the rule gives; empty: nobody asks."""

    @property
    def is_plain(self) -> bool:
        """One rate for every cost and everybody: what a page can compute by itself."""
        return not (self.brackets or self.premiums or self.rate_question)
