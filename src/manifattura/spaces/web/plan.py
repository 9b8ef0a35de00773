"""Observations on the city plan, for everybody: the list of requests, each with its outcome; and writing one."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.forms import show_refusal

from ..actions.file_plan_observation import file_plan_observation
from ..domain.plan_observations import PUBLIC
from ..models import PlanObservation
from ..queries.plan_observations import (
    OBSERVERS,
    STATES,
    all_observations,
    nils_observed,
    public_observations,
)
from .plan_forms import ObserveForm

IN_A_PAGE = 20
PER_HOUR = 10


@require_safe
@audience("public")
def observations(request: HttpRequest) -> HttpResponseBase:
    """Those in charge of an office; `?formato=csv` gives all that were found."""
    text, state, nil = (request.GET.get(name, "").strip()[:100] for name in ("q", "stato", "nil"))
    state = state if state in PUBLIC else ""
    nil = nil if nil.isdecimal() and len(nil) < 4 else ""
    found = public_observations(text=text, state=state, nil=int(nil) if nil else None)
    if request.GET.get("formato") == "csv":
        rows = found.iterator(chunk_size=500)
        return kept_by_all(csv_answer("osservazioni-piano.csv", _heads(), _lines(rows)))
    page = Paginator(found, IN_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"one": one, "where": where(one)} for one in page],
        "text": text,
        "state": state,
        "nil": nil,
        "states": [(one.value, STATES[one]) for one in PUBLIC],
        "nils": nils_observed(),
        "filtered": bool(text or state or nil),
    }
    return kept_by_all(render(request, "spaces/plan_list.html", context))


def where(one: PlanObservation) -> str:
    """The space or the quarter; empty for the whole city."""
    parts = [
        (one.space.name or one.space.code) if one.space else "",
        one.nil.name if one.nil else "",
    ]
    return ", ".join(filter(None, parts))


def _heads() -> list[str]:
    return [
        _("Codice"), _("Arrivata il"), _("Chi la scrive"), _("Titolo"), _("Che cosa si chiede"), _("Norma e articolo"), _("Dove"),
        _("Stato"), _("Inoltrata a"), _("Motivo"), _("Decisa il"),
    ]  # fmt: skip


def _lines(rows: Iterator[PlanObservation]) -> Iterator[list[str]]:
    for one in rows:
        yield [
            one.code, f"{one.created_at:%Y-%m-%d}", str(OBSERVERS[one.observer]), one.title, one.summary, one.article,
            where(one), str(STATES[one.state]), one.forwarded_to, one.reason, f"{one.decided_on:%Y-%m-%d}" if one.decided_on else "",
        ]  # fmt: skip


@require_safe
@audience("public")
def observation(request: HttpRequest, code: str) -> HttpResponse:
    """What it asks and what became of it; before an office took it, only that it arrived."""
    found = get_object_or_404(all_observations(), code=code)
    context = {"one": found, "where": where(found), "observer": OBSERVERS[found.observer]}
    answer = render(request, "spaces/plan_observation.html", context)
    return kept_by_all(answer) if found.is_public else kept_by_nobody(answer)


@csrf_exempt  # the page is cached for everybody, so it carries no token: the origin is checked instead
@audience("public")
def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        form = ObserveForm(initial={"place": request.GET.get("spazio", "")[:60]})
        return kept_by_all(render(request, "spaces/plan_write.html", {"form": form}))
    form = ObserveForm(request.POST)
    if form.is_valid():
        if refused := refusal_of(request, "spaces.plan", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                found = file_plan_observation(**form.values())
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect("spaces:plan_observation", found.code))
    return kept_by_nobody(render(request, "spaces/plan_write.html", {"form": form}, status=422))
