"""What the summary before sending says, for applications and for forms: answers, declarations, what is missing, who may send."""

from __future__ import annotations

from typing import Any

from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.completeness import Problem
from ..domain.form import LEFT_OVER, step_of, steps_of
from ..domain.questionnaire import declaration_of
from ..models import Application
from ..permissions import may_send_application
from ..queries.drafts import Draft
from ..queries.reading import read_sections
from ..queries.stamps import used_stamps
from ..queries.texts import translated
from .places import place
from .section_form import control_name, where_shown


def section_rows(read: Draft) -> list[dict[str, Any]]:
    """Each section with its answers in words and where to change them."""
    return [
        {
            "title": section.title,
            "url": place(read.sheet, "form", section.key),
            "answers": section.answers,
        }
        for section in read_sections(read.questions, read.visible, read.files)
        if section.answers
    ]


def declaration_rows(read: Draft) -> dict[str, Any]:
    """How many are made, and the step where they are."""
    wanted = read.visible.declarations
    places = [
        section.key
        for section in steps_of(read.questions)
        for item in section.fields
        if item.declaration in wanted
    ]
    made = [tick for tick in read.ticks if tick.declaration_key in read.declared]
    return {
        "done": len(read.declared),
        "total": len(wanted),
        "ticks": [(declaration_of(read.questions, tick.declaration_key).title, tick) for tick in made],
        "url": place(read.sheet, "form", places[0] if places else LEFT_OVER) if wanted else "",
    }


def problem_rows(read: Draft) -> list[dict[str, str]]:
    """What is missing, with a link to the very field."""
    titles = {section.key: section.title for section in steps_of(read.questions)}
    rows = []
    for problem in (*read.problems, *_stamp_problems(read)):
        address = place(read.sheet, "form", problem.section)
        key, _dot, rest = problem.field.partition(".")
        shown = where_shown(step_of(read.questions, problem.section), problem.field)
        anchor = f"#id_{key if rest[:1].isdigit() else control_name(shown)}" if problem.field else ""
        rows.append(
            {
                "url": f"{address}?controlla=1{anchor}",
                "step": titles[problem.section],
                "label": problem.label,
                "text": translated(problem.message),
            }
        )
    return rows


def _stamp_problems(read: Draft) -> list[Problem]:
    found = used_stamps(read)
    return [
        Problem(section.key, f"{item.key}.number", item.label, found[f"{item.key}.number"])
        for section in read.questions.form
        for item in section.fields
        if f"{item.key}.number" in found
    ]


def senders_of(application: Application) -> list[str]:
    """Who may send for the applicant."""
    return [
        person.full_name
        for person in people_acting_for(application.lead)
        if may_send_application(person, application)
    ]
