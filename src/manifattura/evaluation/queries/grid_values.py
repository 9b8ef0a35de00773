"""What automatic points are computed from: the frozen answers, what the office found, cost and links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.applications.domain.values import is_sealed
from manifattura.applications.queries.opened import with_opened
from manifattura.calls.domain.grid_facts import GridFact, grid_facts

from ..domain.automatic_points import AutomaticPoints, automatic_points
from ..domain.links import says_a_group
from ..domain.ranking_input import Candidate, needs_version_2
from ..models import ReviewValue
from .corrections import content_in_force

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Edition

    from ..models import Review

POINTS = "points:"

Values = Mapping[str, Any]


def values_of_round(round_id: int) -> dict[int, dict[str, Any]]:
    """Application id → key → what the office found, of one session in one statement."""
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for application_id, key, value in ReviewValue.objects.filter(
        review__phase__round_id=round_id
    ).values_list("review__application_id", "key", "value"):
        found[application_id][key] = value
    return found


def values_of(review: Review) -> dict[str, Any]:
    return dict(review.values.values_list("key", "value"))


def with_grid_values(
    candidate: Candidate,
    application: Application,
    payload: Mapping[str, Any],
    values: Values,
    edition: Edition,
) -> Candidate:
    """The candidate with everything that a version 2 grid may look at; as it is when the grid needs nothing of it."""
    if not needs_version_2(edition):
        return candidate
    return replace(
        candidate,
        answers={
            # what is still in its envelope is no answer yet
            **{key: value for key, value in payload["answers"].items() if not is_sealed(value)},
            "applicant": payload["applicant"],
        },
        checked={key: value for key, value in values.items() if not key.startswith(POINTS)},
        checked_points={
            key.removeprefix(POINTS): Decimal(value)
            for key, value in values.items()
            if key.startswith(POINTS)
        },
        cost=Decimal(payload["project_cost"]) if payload.get("project_cost") else None,
        link=_link(application, payload["answers"], edition.grid.link_field),
    )


def points_of(application: Application, edition: Edition, values: Values) -> AutomaticPoints:
    """The automatic points of one application as they are now."""
    return automatic_points(edition, candidate_alone(application, edition, values))


def declared_points(application: Application, edition: Edition, values: Values) -> Mapping[str, Decimal]:
    """Criterion → the points as the applicant declared its facts; what the office alone says is as it says."""
    own = {fact.key for fact in grid_facts(edition) if fact.by_office}
    return points_of(application, edition, {key: one for key, one in values.items() if key in own}).criteria


def candidate_alone(application: Application, edition: Edition, values: Values) -> Candidate:
    candidate = Candidate(application.code, 1, Decimal(1), admitted=True)
    payload = content_in_force(application)
    if edition.sealing is not None:
        payload = {**payload, "answers": with_opened(application, payload["answers"])}
    return with_grid_values(candidate, application, payload, values, edition)


def missing_office_values(review: Review, edition: Edition) -> list[GridFact]:
    """What only the office can say of this application and nobody has said yet."""
    known = values_of(review)
    return [fact for fact in grid_facts(edition) if fact.by_office and fact.key not in known]


def _link(application: Application, answers: Mapping[str, Any], field: str) -> str:
    """What linked applicants have in common: their answer to the call's question, else the applicant itself."""
    written = " ".join(str(answers.get(field) or "").split()).casefold() if field else ""
    return f"answer:{written}" if says_a_group(written) else f"lead:{application.lead_id}"
