"""The application as the office reads it after remedies: the frozen one, with the corrected answers over the old ones.

Nothing that was sent is edited. A reply is a document of its own (`manifattura-form/1`); whoever judges the facts of an
application (automatic checks, review page, ranking) reads them through `corrected_payload`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from manifattura.applications.domain.costs import project_costs
from manifattura.applications.domain.form import bonuses_claimed, flags_of, visible_of
from manifattura.calls.domain.edition import Edition
from manifattura.kernel.money import money_text

from .remedies import ItemKind


@dataclass(frozen=True)
class Correction:
    """One answered item of a remedy request. `files`: facts of the files given (`name`, `size`, `sha256`)."""

    kind: ItemKind
    key: str
    value: Any = None
    files: Sequence[Mapping[str, Any]] = field(default_factory=tuple)


def corrected_payload(
    payload: Mapping[str, Any], edition: Edition, corrections: Sequence[Correction]
) -> dict[str, Any]:
    """A document of the same shape as `payload`; the same when nothing was corrected. `edition`: the one answered.

    Later corrections win. What follows from the answers (costs, flags) is computed again; the bonuses claimed are
    not: a bonus that was not asked for in time is not gained by a correction.
    """
    changing = [one for one in corrections if one.kind in (ItemKind.FIELD, ItemKind.FILE)]
    if not changing:
        return dict(payload)
    answers, files = dict(payload["answers"]), list(payload["files"])
    for one in changing:
        if one.kind is ItemKind.FIELD:
            answers[one.key] = one.value
        else:
            files = [row for row in files if row["field"] != one.key]
            files += [{"field": one.key, **row} for row in one.files]
    visible = visible_of(edition, answers, payload["applicant"])
    costs = project_costs(edition, visible.answers)
    still = set(bonuses_claimed(edition, visible.context))
    return {
        **payload,
        "answers": visible.answers,
        "project_cost": money_text(costs.cost) if costs.cost is not None else None,
        "requested": money_text(costs.requested) if costs.requested is not None else None,
        "files": sorted(
            (row for row in files if row["field"] in visible.fields),
            key=lambda row: (row["field"], row["name"], row["sha256"]),
        ),
        "flags": list(flags_of(edition, visible.context)),
        "bonuses_claimed": [key for key in payload["bonuses_claimed"] if key in still],
    }
