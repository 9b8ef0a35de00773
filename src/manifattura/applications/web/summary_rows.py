"""What the summary before sending says, for applications and for forms: answers, declarations, what is missing, who may send."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Declarant
from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.form import LEFT_OVER, step_of, steps_of
from ..domain.lacking import name_of
from ..domain.questionnaire import declaration_of
from ..models import Application
from ..models.sheet import Tick
from ..permissions import may_send_application
from ..queries.drafts import Draft
from ..queries.reading import read_sections
from ..queries.stamps import stamp_problems
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
    awaited = _awaited(read)
    order = [item.key for item in read.questions.declarations]
    made = [
        tick
        for tick in read.ticks
        if tick.declaration_key in wanted
        and tick.declaration_key not in awaited.get(tick.organisation_id, wanted)
    ]
    made.sort(key=lambda tick: order.index(tick.declaration_key))
    return {
        "done": len(read.declared),
        "total": len(wanted),
        "ticks": [(_tick_title(read, tick), tick) for tick in made],
        "url": place(read.sheet, "form", places[0] if places else LEFT_OVER) if wanted else "",
    }


def _awaited(read: Draft) -> dict[int, frozenset[str]]:
    """Organisation → the declarations that it has still to make."""
    return {one.pk: read.awaited_from({one.pk}) for one in read.declarants}


def _tick_title(read: Draft, tick: Tick) -> str:
    """What was declared; in a grouping for which of its firms."""
    declaration = declaration_of(read.questions, tick.declaration_key)
    each = len(read.declarants) > 1 and declaration.declarant is Declarant.EACH_MEMBER
    return f"{declaration.title}: {tick.organisation.name}" if each else declaration.title


def problem_rows(read: Draft) -> list[dict[str, str]]:
    """What is missing, with a link to the very field; of a grouping's declarations, whose is missing."""
    whose = _whose(read)
    titles = {section.key: section.title for section in steps_of(read.questions)}
    rows = []
    for problem in (*read.problems, *stamp_problems(read)):
        address = place(read.sheet, "form", problem.section)
        key, _separator, rest = problem.field.partition(".")
        shown = where_shown(step_of(read.questions, problem.section), problem.field)
        anchor = f"#id_{key if rest[:1].isdigit() else control_name(shown)}" if problem.field else ""
        rows.append(
            {
                "name": name_of(problem),
                "url": f"{address}?controlla=1{anchor}",
                "step": titles[problem.section],
                "label": problem.label,
                "text": whose.get(problem.field) or translated(problem.message),
            }
        )
    return rows


def _whose(read: Draft) -> dict[str, str]:
    """Field of a declaration → the sentence that names the firms of the grouping that have still to make it."""
    if len(read.declarants) == 1:
        return {}
    awaited = _awaited(read)
    names = {one.pk: one.name for one in read.declarants}
    return {
        item.key: _("Manca la conferma di: %(firms)s.") % {"firms": ", ".join(firms)}
        for section in steps_of(read.questions)
        for item in section.fields
        if item.declaration and (firms := [names[pk] for pk in names if item.declaration in awaited[pk]])
    }


def senders_of(application: Application) -> list[str]:
    """Who may send for the applicant."""
    return [
        person.full_name
        for person in people_acting_for(application.lead)
        if may_send_application(person, application)
    ]
