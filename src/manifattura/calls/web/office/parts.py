"""The builder's pages: one per part of the call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.organisations.queries.ateco import search_ateco
from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.forms import show_refusal

from ...actions.add_ready_question import add_ready_question, ready_questions
from ...actions.save_part import PART_FIELDS, save_part
from ...actions.write_draft import area_columns
from ...domain.form_checks import lacking
from ...domain.grid_checks import group_points, total_points
from ...domain.money_checks import rate_questions
from ...domain.problems import Part
from ...domain.unfinished import ZERO
from ...models import Call
from ...queries.draft_form import read_form
from ...queries.target_areas import named_areas
from ..field_words import type_words
from .access import fresh_revision, office_call, revision_of, tell
from .builder import Desk, builder_context, desk_of
from .grid_forms import GridLimitsForm
from .lists import lists_of
from .money_form import MoneyForm
from .part_forms import PART_FORMS, ProcedureForm
from .sealed import sealed_context


def read_part(value: str) -> Part:
    try:
        return Part(value)
    except ValueError as error:
        raise Http404 from error


@audience("office")
def builder(request: HttpRequest, pk: int) -> HttpResponse:
    """The builder begins with the texts."""
    return redirect("calls:builder_part", office_call(request, pk).pk, Part.TEXTS.value)


@audience("office")
def builder_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Show a part of the draft; save it when it has values of its own."""
    call, page = office_call(request, pk), read_part(part)
    form_class = PART_FORMS.get(page)
    if form_class is None:
        return _page(request, call, page, {})
    stored = {name: getattr(call, name) for name in PART_FIELDS[page]}
    if request.method != "POST":
        return _page(request, call, page, {"form": _with_choices(form_class(initial=stored), call)})
    form, extra = _with_choices(form_class(request.POST, initial=stored), call), {}
    if form.is_valid():
        try:
            values = _stored_types(form.cleaned_data, stored)
            save_part(
                call=call, part=page, values=values, revision=revision_of(request, call), by=request.person
            )
        except Refused as refusal:
            show_refusal(form, refusal)
            extra = _conflict(form, refusal, stored, call)
        else:
            messages.success(request, _("Salvato."))
            return redirect("calls:builder_part", call.pk, page.value)
    return _page(request, call, page, {"form": form, **extra}, status=422)


def _with_choices(form: Form, call: Call) -> Form:
    """Choices that come from the draft itself; a call that gives places is asked nothing of money."""
    if isinstance(form, GridLimitsForm):
        form.offer_links(read_form(call))
        if not call.gives_money:
            form.ask_no_money()
    if isinstance(form, MoneyForm) and call.gives_money:
        form.offer_rates({key: field.label for key, field in rate_questions(read_form(call)).items()})
    if isinstance(form, ProcedureForm) and not call.gives_money:
        form.count_places()
    return form


def _stored_types(values: dict[str, Any], stored: dict[str, Any]) -> dict[str, Any]:
    """As the columns keep them: texts with plain line ends, an instant whose minute is the stored one unchanged."""
    return {name: _stored_type(value, stored[name]) for name, value in values.items()}


def _stored_type(value: Any, stored: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, datetime) and stored and stored.replace(second=0, microsecond=0) == value:
        return stored
    return value


def _conflict(form: Any, refusal: Refused, stored: dict[str, Any], call: Call) -> dict[str, Any]:
    """Both values of what differs: the person's stays in the field, the other's is shown above."""
    if not isinstance(refusal, Conflict):
        return {}
    call.refresh_from_db()
    theirs = [
        (form.fields[name].label, _shown(getattr(call, name)))
        for name in stored
        if name in form.cleaned_data and getattr(call, name) != form.cleaned_data[name]
    ]
    return {"theirs": theirs, "revision": fresh_revision(refusal, call)}


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    return "" if value is None else str(value)


def _page(
    request: HttpRequest, call: Call, part: Part, extra: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    desk = desk_of(request, call)
    context = {
        "revision": call.revision,
        **builder_context(desk, part),
        **_more(request, desk, part),
        **extra,
    }
    return render(request, f"calls/office/part_{part.name.lower()}.html", context, status=status)


def _more(request: HttpRequest, desk: Desk, part: Part) -> dict[str, Any]:
    """What only one page needs."""
    more: dict[str, Any] = {"lists": lists_of(desk, part)}
    if part is Part.PROCEDURE:
        more["sessions_total"] = sum((one.budget for one in desk.edition.rounds), ZERO)
        more["sessions_places"] = sum(one.places or 0 for one in desk.edition.rounds)
    if part is Part.FORM:
        words = ready_questions()
        more["ready"] = [(key, words[key]["label"]) for key in lacking(desk.edition)]
        more["types"] = [(kind.value, *words) for kind, words in type_words().items()]
    if part is Part.GRID:
        grid = desk.edition.grid
        more["total"] = total_points(grid)
        more["group_totals"] = [(group, group_points(grid, group.key)) for group in grid.groups]
    if part is Part.SEALED:
        more |= sealed_context(request, desk)
    if part is Part.WHO:
        text = request.GET.get("q", "").strip()
        more |= {
            "areas": named_areas(),
            "ateco_text": text,
            "ateco_found": search_ateco(text, desk.call.ateco_edition) if text else [],
            "municipi": municipio_choices(),
        }
    return more


@audience("office")
@require_POST
def add_prefix(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a code found by searching to the admitted ones."""
    call = office_call(request, pk)
    code = request.POST.get("code", "")
    if code and code not in call.ateco_prefixes and len(code) <= 8:
        _save(request, call, {"ateco_prefixes": [*call.ateco_prefixes, code]}, _("Codice aggiunto."))
    return redirect("calls:builder_part", call.pk, Part.WHO.value)


@audience("office")
@require_POST
def use_area(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one of the areas that the city has named."""
    call = office_call(request, pk)
    chosen = next((one for one in named_areas() if one.key == request.POST.get("area")), None)
    values = area_columns(chosen.area if chosen else None)
    _save(request, call, values, _("Area scelta."))
    return redirect("calls:builder_part", call.pk, Part.WHO.value)


def _save(request: HttpRequest, call: Call, values: dict[str, Any], done: str) -> None:
    try:
        save_part(
            call=call, part=Part.WHO, values=values, revision=revision_of(request, call), by=request.person
        )
    except PermissionRefused:
        raise
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, done)


@audience("office")
@require_POST
def add_ready(request: HttpRequest, pk: int) -> HttpResponse:
    """Add to the form a question that the call needs, as it is ready-made."""
    call = office_call(request, pk)
    try:
        add_ready_question(call=call, key=request.POST.get("question", ""), by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Domanda aggiunta."))
    return redirect("calls:builder_part", call.pk, Part.FORM.value)
