"""What every page of the builder shows: its tabs with what is missing, the problems of the page, what may be changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.clock import database_now

from ...domain.amendments import amendable_parts, amendment_problems, changed_rules
from ...domain.edition import Edition
from ...domain.problems import Part, Problem
from ...domain.procedures.names import CallKind
from ...domain.publication_checks import publication_problems
from ...models import Call
from ...permissions import may_edit
from ...queries.draft import build_edition, next_version
from ...queries.editions import current_edition
from ...queries.key_holders import holders_of, missing_holders
from ...queries.more_time import more_time
from ...queries.texts import translated
from .words import part_leads, part_words

NOT_IN_A_REGISTER = frozenset({Part.MONEY, Part.LOTS, Part.GRID, Part.COMMITTEE, Part.SEALED})
HIDDEN_PARTS: dict[str, frozenset[Part]] = {
    CallKind.RANKING: frozenset({Part.REGISTER}),
    CallKind.ROLLING: frozenset({Part.REGISTER, Part.SEALED, Part.LOTS}),
    CallKind.REGISTER: NOT_IN_A_REGISTER,
}
"""Pages that say nothing about a call of this kind: a register has neither money nor points nor a committee."""


def shown_parts(call: Call) -> frozenset[Part]:
    """The pages that the builder has for this call: lots are for calls that give no money."""
    hidden = HIDDEN_PARTS.get(CallKind(call.kind), frozenset())
    return frozenset(Part) - hidden - ({Part.LOTS} if call.gives_money else frozenset())


@dataclass(frozen=True)
class Desk:
    """A call on the builder's desk: its draft as an edition, and everything that is wrong with it."""

    call: Call
    edition: Edition
    problems: tuple[Problem, ...]
    open_parts: frozenset[Part]

    def may_change(self, part: Part) -> bool:
        return part in self.open_parts

    @property
    def blocking(self) -> tuple[Problem, ...]:
        return tuple(found for found in self.problems if found.blocks)


def desk_of(request: HttpRequest, call: Call) -> Desk:
    """Read the draft and judge it: as a call to be published, or as an amendment of the edition in force."""
    edition = build_edition(call, version=next_version(call), amendment_note=call.amendment_note)
    moment = database_now()
    mine = may_edit(request.person, call)
    if call.current_edition_id is None:
        problems = (
            *publication_problems(edition, moment),
            *missing_holders(edition, holders_of(call.pk) if edition.sealing else []),
        )
        return Desk(call, edition, problems, frozenset(Part) if mine else frozenset())
    if call.amendment_by_id is None:
        return Desk(call, edition, (), frozenset())
    current = current_edition(call)
    problems = amendment_problems(current, edition, moment, more_time())
    if moment < current.timetable.opens_at or changed_rules(current, edition):
        problems += publication_problems(edition, moment)
    return Desk(call, edition, problems, amendable_parts(current, moment) if mine else frozenset())


def builder_context(desk: Desk, part: Part) -> dict[str, Any]:
    """The common context of a page of the builder."""
    words = part_words()
    here = [found for found in desk.problems if found.part is part]
    return {
        "call": desk.call,
        "edition": desk.edition,
        "part": part,
        "part_title": words[part],
        "part_lead": part_leads()[part],
        "may_change": desk.may_change(part),
        "tabs": tabs(desk, part),
        "problems": [translated(found.message) for found in here if found.blocks],
        "advices": [translated(found.message) for found in here if not found.blocks],
    }


def tabs(desk: Desk, current: Part | None, *, preview: bool = False) -> list[dict[str, Any]]:
    """The builder's pages; the number says how many things are missing there."""
    entries: list[dict[str, Any]] = [
        {
            "label": _("Riepilogo"),
            "href": reverse("calls:office_detail", args=[desk.call.pk]),
            "current": False,
        }
    ]
    for part, word in part_words().items():
        if part not in shown_parts(desk.call):
            continue
        missing = sum(1 for found in desk.blocking if found.part is part)
        entries.append(
            {
                "label": word,
                "href": part_url(desk.call, part),
                "current": part is current,
                "count": missing or None,
            }
        )
    entries.append(
        {
            "label": _("Anteprima"),
            "href": reverse("calls:office_preview", args=[desk.call.pk]),
            "current": preview,
        }
    )
    return entries


def part_url(call: Call, part: Part) -> str:
    return reverse("calls:builder_part", args=[call.pk, part.value])
