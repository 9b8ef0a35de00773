"""The points that a grid gives without a committee, for one application alone: what officers and members read beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Criterion, Edition, Grid
from manifattura.calls.domain.grid_facts import leaves
from manifattura.calls.domain.scoring import MethodKind
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate
from manifattura.evaluation.domain.wide_input.document import wide_document

LATER = (MethodKind.COMMITTEE, MethodKind.NORMALISED)
"""Methods whose points are not known from one application alone."""


@dataclass(frozen=True)
class AutomaticPoints:
    """`criteria` and `parts`: key → points; `missing`: leaves that had nothing to look at; `notes`: what checks changed."""

    criteria: Mapping[str, Decimal]
    parts: Mapping[str, Decimal]
    missing: tuple[str, ...]
    notes: tuple[Mapping[str, Any], ...]

    def of(self, leaf: str) -> Decimal | None:
        return self.parts.get(leaf, self.criteria.get(leaf))


def automatic_points(edition: Edition, candidate: Candidate) -> AutomaticPoints:
    """By the same rule that ranks: a document of this application only, with the criteria that depend on it alone."""
    criteria = tuple(one for one in map(_alone, edition.grid.criteria) if one is not None)
    if not criteria:
        return AutomaticPoints({}, {}, (), ())
    grid = Grid(criteria, decimals=edition.grid.decimals, rounding=edition.grid.rounding)
    alone = replace(edition, grid=grid, aid=replace(edition.aid, brackets=(), premiums=()))
    document = wide_document(
        alone,
        call_id="one",
        assessors=(),
        candidates=[replace(candidate, admitted=True, marks={}, bonuses=(), recused=(), left=None)],
        draw_seed="",
        flags={},
    )
    result: Any = result_document(document)
    entry = result["entries"][0]
    notes = tuple(reason for reason in entry["reasons"] if "declared" in reason)
    missing = next((reason["criteria"] for reason in entry["reasons"] if reason["code"] == "NO_VALUE"), ())
    return AutomaticPoints(_points(entry["scores"]), _points(entry["parts"]), tuple(missing), notes)


def has_automatic(edition: Edition) -> bool:
    """Whether anything of the grid gives points without the committee."""
    return any(not leaf.by_committee for leaf in leaves(edition.grid))


def _alone(criterion: Criterion) -> Criterion | None:
    """The criterion without what it cannot have here; None when nothing of it depends on the application alone."""
    plain = replace(criterion, min=None, group=None, above_zero=False, second_phase=False)
    if not criterion.parts:
        known = criterion.method is not None and criterion.method.kind not in LATER
        return plain if known else None
    parts = tuple(
        part for part in criterion.parts if part.method is not None and part.method.kind not in LATER
    )
    return replace(plain, parts=parts) if parts else None


def _points(texts: Mapping[str, str]) -> dict[str, Decimal]:
    return {key: Decimal(text) for key, text in texts.items()}
