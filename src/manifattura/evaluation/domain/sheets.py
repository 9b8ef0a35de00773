"""A member's sheet: coefficients 0–1 with their reasons, and the points they give."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction

from manifattura.calls.domain.edition import Criterion, Grid
from manifattura.calls.domain.formulas import rounded
from manifattura.calls.domain.scoring import Method

_COEFFICIENT = re.compile(r"0([.,][0-9]{1,6})?|1([.,]0{1,6})?")


class SheetState(StrEnum):
    """Words of `ui.statuses.SHEET`."""

    TO_DO = "to_do"
    DRAFT = "draft"
    CLOSED = "closed"
    RECUSED = "recused"


@dataclass(frozen=True)
class Given:
    """What a member wrote for one criterion."""

    coefficient: Decimal | None = None
    reason: str = ""


def parse_coefficient(text: str) -> Decimal | None:
    """`0,8` or `0.8` as a Decimal; None when it is not a number from 0 to 1 with at most six decimals."""
    bare = text.strip()
    return Decimal(bare.replace(",", ".")) if _COEFFICIENT.fullmatch(bare) else None


def coefficient_text(coefficient: Decimal) -> str:
    """As documents have it: `0.8`, `1`, without useless zeros."""
    text = format(coefficient, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_allowed(criterion: Criterion, coefficient: Decimal | None) -> bool:
    """Whether the call lets the committee give this mark: any from 0 to 1, or only its levels."""
    levels = criterion.method.levels if criterion.method else ()
    return coefficient is None or not levels or coefficient in {level.coefficient for level in levels}


def levels_text(criterion: Criterion) -> str:
    """`alta 1, media 0,75`: the marks that the call allows; empty when it allows any."""
    levels = criterion.method.levels if criterion.method else ()
    return ", ".join(
        f"{level.label} {coefficient_text(level.coefficient).replace('.', ',')}" for level in levels
    )


def level_choices(criterion: Criterion, point: str = ",") -> list[tuple[str, str]]:
    """(`0.75`, "media (0,75)") of each mark that the call names, as it lists them; empty when it allows any.

    `point`: what stands before the decimals in the language of the page.
    """
    levels = criterion.method.levels if criterion.method else ()
    return [
        (
            coefficient_text(level.coefficient),
            f"{level.label} ({coefficient_text(level.coefficient).replace('.', point)})",
        )
        for level in levels
    ]


def points(coefficient: Decimal, maximum: Decimal, decimals: int = 2) -> Decimal:
    """One member's points, half-up to the decimals of the call (only shown: the ranking takes the exact mean)."""
    return (coefficient * maximum).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def counted(coefficients: Iterable[Decimal], method: Method | None) -> list[Decimal]:
    """Those that the mean is of, in order: all, or without the extremes that the criterion leaves out (docs/formats.md §3)."""
    found, trim = sorted(coefficients), method.trim if method else 0
    return found[trim:-trim] if len(found) > 2 * trim > 0 else found


def mean_points(coefficients: Iterable[Decimal], criterion: Criterion, grid: Grid) -> Decimal | None:
    """The committee's points, as the ranking gives them: the mean of what counts times the maximum; None without marks."""
    found = counted(coefficients, criterion.method)
    if not found:
        return None
    exact = Fraction(sum(found, Decimal(0)) * criterion.max) / len(found)
    return rounded(exact, grid.decimals, truncate=grid.rounding == "down")


def incomplete(criteria: Iterable[Criterion], given: Mapping[str, Given]) -> dict[str, str]:
    """Criterion → what is missing (`coefficient` or `reason`); empty when the sheet is complete."""
    missing: dict[str, str] = {}
    for criterion in criteria:
        mark = given.get(criterion.key, Given())
        if mark.coefficient is None:
            missing[criterion.key] = "coefficient"
        elif not mark.reason.strip():
            missing[criterion.key] = "reason"
    return missing
