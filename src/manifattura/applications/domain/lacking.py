"""An application on paper or by certified mail is registered as it came: what it lacks is written in it, and found again.

The office protocols what arrives and then asks for the remedy, or does not admit (L. 241/1990 art. 6 c. 1 lett. b).
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from manifattura.calls.domain.edition import Declarant, Edition
from manifattura.calls.domain.messages import Message

from .completeness import TOO_MANY_FILES, Given, Problem, all_problems
from .form import Visible, visible_of
from .questionnaire import Questionnaire
from .stamp_duty import USED

Payload = Mapping[str, Any]


def name_of(problem: Problem) -> str:
    """How a page tells one problem from another: the step and the field."""
    return f"{problem.section}/{problem.field}"


def still_to_type(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """What no document can lack: steps to read again after an amendment, and files that the officer put in excess."""
    return tuple(one for one in problems if not one.field or one.message.text == TOO_MANY_FILES)


def lacking_rows(problems: Iterable[Problem], answers: Mapping[str, Any]) -> tuple[dict[str, str], ...]:
    """What the document lacks, as the frozen application tells it; `number`: of a stamp that another application used."""
    return tuple(_row(one, answers) for one in problems)


def _row(problem: Problem, answers: Mapping[str, Any]) -> dict[str, str]:
    row = {
        "section": problem.section,
        "field": problem.field,
        "label": problem.label,
        "problem": str(problem.message),
    }
    if problem.message.text == USED:
        row["number"] = answers[problem.field.partition(".")[0]]["number"]
    return row


def came_incomplete(payload: Payload) -> bool:
    """Whether it was registered although something was missing or wrong."""
    return bool(payload.get("entered", {}).get("lacking"))


def lacking(edition: Edition, payload: Payload) -> tuple[Problem, ...]:
    """What is missing or wrong in this content, in the order of the form. `edition`: the one answered.

    A stamp that another application had used, known at registration, stays wrong until another number is given.
    """
    visible = visible_of(edition, payload["answers"], payload["applicant"])
    given = Given(
        files=Counter(row["field"] for row in payload["files"]),
        declared=declared_in(edition, payload, visible),
    )
    used = tuple(
        Problem(row["section"], row["field"], row["label"], Message(USED))
        for row in payload.get("entered", {}).get("lacking", ())
        if row.get("number") and row["number"] == _number(visible.answers.get(row["field"].partition(".")[0]))
    )
    return (*all_problems(edition, visible, given), *used)


def _number(stamp: Any) -> Any:
    return stamp.get("number") if isinstance(stamp, Mapping) else None


def declared_in(edition: Questionnaire, payload: Payload, visible: Visible) -> Collection[str]:
    """Declarations that apply and that were made by whoever had to: the applicant, or every firm of the grouping."""
    firms = len(payload["applicant"].get("members") or [1])
    made: dict[str, set[str]] = {}
    for row in payload["declarations"]:
        made.setdefault(row["key"], set()).add(row["organisation"])
    return frozenset(
        one.key
        for one in edition.declarations
        if one.key in visible.declarations
        and len(made.get(one.key, ())) >= (firms if one.declarant is Declarant.EACH_MEMBER else 1)
    )
