"""What an application registered as it came lacks, line by line: whether it came since, and what the office can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

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
    """`ASK`: an item of a remedy request; `DECLARE`: a declaration to send signed; `NEVER`: of the project, that no remedy completes."""

    ASK = "ask"
    DECLARE = "declare"
    NEVER = "never"


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
    may = {item.key for item in correctable_fields(answered, visible)}
    found: dict[str, Gap] = {}
    for problem in lacking(answered, content):
        key = problem.field.partition(".")[0]
        found.setdefault(key, Gap(key, problem.label, str(problem.message), _way(answered, key, may)))
    return tuple(found.values())


def _way(answered: Edition, key: str, may: set[str]) -> Way:
    declarations = {
        item.key
        for section in steps_of(answered)
        for item in section.fields
        if item.type is FieldType.DECLARATION
    }
    if key in declarations:
        return Way.DECLARE
    return Way.ASK if key in may else Way.NEVER
