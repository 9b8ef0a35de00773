"""What an application registered as it came lacks, line by line: whether it came since, and what the office can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from manifattura.applications.domain.costs import is_cost
from manifattura.applications.domain.form import steps_of, visible_of
from manifattura.applications.domain.lacking import came_incomplete, lacking
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.queries.editions import edition

from ..domain.remedies import correctable_fields

if TYPE_CHECKING:
    from collections.abc import Mapping

    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Edition


class Way(StrEnum):
    """`ASK`: an item of a remedy request; `DECLARE`: a declaration to send signed; `FOLLOW`: computed from other answers.

    No remedy completes the project (`NEVER`); where that leaves unknown how much is asked (`AMOUNT`), nobody can admit it.
    """

    ASK = "ask"
    DECLARE = "declare"
    FOLLOW = "follow"
    NEVER = "never"
    AMOUNT = "amount"


@dataclass(frozen=True)
class Gap:
    """`key`: the question; `text`: what is wrong, in the words of the form."""

    key: str
    label: str
    text: str
    way: Way


def gaps_of(application: Application, content: Mapping[str, Any]) -> tuple[Gap, ...]:
    """One per question, in the order of the form; none where it came complete. `content`: the one in force."""
    if not came_incomplete(content):
        return ()
    answered = edition(application.edition_id)
    visible = visible_of(answered, content["answers"], content["applicant"]).fields
    ways = {
        **_ways(answered, no_amount=answered.gives_money and not content["requested"]),
        **{item.key: Way.ASK for item in correctable_fields(answered, visible)},
    }
    labels = {item.key: item.label for section in steps_of(answered) for item in section.fields}
    found: dict[str, Gap] = {}
    for problem in lacking(answered, content):
        key = problem.field.partition(".")[0]
        found.setdefault(
            key, Gap(key, labels.get(key, problem.label), str(problem.message), ways.get(key, Way.NEVER))
        )
    return tuple(found.values())


def _ways(answered: Edition, *, no_amount: bool) -> dict[str, Way]:
    """Of every question, what can be done where it may not be asked again."""
    found: dict[str, Way] = {}
    for item in (item for section in steps_of(answered) for item in section.fields):
        if item.type is FieldType.DECLARATION:
            found[item.key] = Way.DECLARE
        elif item.type is FieldType.COMPUTED:
            found[item.key] = Way.FOLLOW
        else:
            found[item.key] = Way.AMOUNT if no_amount and is_cost(item) else Way.NEVER
    return found
