"""How the draft will look: the public page and the form, rendered by the same code as the real ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.territory.queries.areas import municipio_choices

from ...domain.edition import Edition
from ...domain.sessions import sessions_of
from ...domain.states import CallState, PublicState
from ...domain.unfinished import NOT_YET
from ...queries.conditions import condition_text
from ...queries.formulas import formula_text
from ...queries.prefills import prefill_words
from ..field_words import type_words
from ..public.links import Links
from ..public.page import edition_context, index_entries
from ..public.registers import is_register
from .access import office_call
from .builder import desk_of, tabs


@audience("office")
def office_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Both previews begin here."""
    call = office_call(request, pk)
    desk = desk_of(request, call)
    context = {"call": call, "tabs": tabs(desk, None, preview=True), "form": _form_rows(desk.edition)}
    return render(request, "calls/office/preview.html", context)


@audience("office")
def preview_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The public page as it would be today; dates that are missing are said to be missing."""
    call = office_call(request, pk)
    draft = desk_of(request, call).edition
    edition = with_some_dates(draft)
    shown = edition_context(edition, CallState.PUBLISHED, now(), Links())
    missing = any(NOT_YET in (one.opens_at, one.deadline_at) for one in sessions_of(draft))
    context = {
        **shown,
        **(_without_dates(shown) if missing else {}),
        "call": call,
        "is_preview": True,
        "dates_missing": missing,
        "index": index_entries(
            described=bool(edition.texts.purpose),
            conditions=bool(edition.texts.conditions or edition.aid.regime or edition.texts.privacy),
            amended=False,
            register=is_register(edition),
            lots=edition.allocation is not None,
        ),
    }
    return render(request, "calls/office/preview_page.html", context)


def _without_dates(shown: dict[str, Any]) -> dict[str, Any]:
    """No phase is over, and no day is told, of a call whose dates are still to be written."""
    dated = not shown["is_register"]
    return {
        "state": PublicState.ANNOUNCED.value,
        "sessions": [
            {**one, "undated": True, "state": PublicState.ANNOUNCED.value} for one in shown["sessions"]
        ],
        "box": {"heading": _("Date da scrivere"), "text": _("Apertura e scadenza si leggeranno qui.")},
        "timeline": [
            # in a register only the opening is a day: the rest is counted from each application
            {**step, "state": "next", **({"title": _("Data da scrivere")} if dated or not place else {})}
            for place, step in enumerate(shown["timeline"])
        ],
    }


def with_some_dates(edition: Edition) -> Edition:
    """Missing dates read as now, so that the page can be made; where they would show it says that they are missing."""
    times, moment = edition.timetable, now().replace(microsecond=0)
    opens = moment if times.opens_at == NOT_YET else times.opens_at
    deadline = opens if times.deadline_at == NOT_YET else times.deadline_at
    rounds = tuple(
        replace(
            one,
            opens_at=moment if one.opens_at == NOT_YET else one.opens_at,
            deadline_at=moment if one.deadline_at == NOT_YET else one.deadline_at,
        )
        for one in edition.rounds
    )
    return replace(edition, rounds=rounds, timetable=replace(times, opens_at=opens, deadline_at=deadline))


def _form_rows(edition: Edition) -> list[dict[str, Any]]:
    """Every section with its questions, in words."""
    words, municipi, sources = type_words(), municipio_choices(), prefill_words()
    return [
        {
            "title": section.title,
            "help": section.help,
            "questions": [
                {
                    "label": item.label,
                    "help": item.help,
                    "kind": words[item.type][0],
                    "optional": not item.required,
                    "options": [option.label for option in item.options],
                    "condition": condition_text(item.shown_if, edition, municipi),
                    "text": _declared(edition, item.declaration),
                    "inner": [(inner.label, words[inner.type][0]) for inner in item.fields],
                    "formula": formula_text(item.formula, edition, municipi),
                    "prefill": sources.get(item.prefill, ""),
                    "limit": _("fino a %(n)s caratteri") % {"n": item.max_length} if item.max_length else "",
                }
                for item in section.fields
            ],
        }
        for section in edition.form
    ]


def _declared(edition: Edition, key: str | None) -> str:
    return next((one.text for one in edition.declarations if one.key == key), "") if key else ""
