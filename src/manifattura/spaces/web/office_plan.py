"""The office's queue of observations on the city plan: taken in charge, forwarded, answered."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.audit_words import act, differences
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from manifattura.ui.forms import show_refusal

from ..actions.file_plan_observation import file_plan_observation
from ..actions.settle_plan_observation import (
    answer_plan_observation,
    dismiss_plan_observation,
    forward_plan_observation,
    take_plan_observation,
)
from ..domain.plan_observations import ObservationState, may_become
from ..models import PlanObservation
from ..queries.plan_observations import OBSERVERS, STATES, all_observations
from .cards import keepers_only
from .plan import where
from .plan_forms import AnswerForm, DismissForm, ForwardForm, ObserveForm, TakeForm

S = ObservationState
STEPS: dict[str, tuple[ObservationState, type[forms.Form]]] = {
    "prendi": (S.TAKEN, TakeForm),
    "inoltra": (S.FORWARDED, ForwardForm),
    "rispondi": (S.ACCEPTED, AnswerForm),
    "chiudi": (S.DISMISSED, DismissForm),
}
"""Step → a state it leads to, and its form."""


@audience("office")
def observations(request: HttpRequest) -> HttpResponse:
    keepers_only(request)
    state = request.GET.get("stato", "")
    state = state if state in set(S) else ""
    page = Paginator(all_observations(state=state), 50).get_page(request.GET.get("page"))
    tabs: dict[str, Any] = {"": _("Tutte"), **{one: STATES[one] for one in S}}
    context = {
        "page": page,
        "rows": [{"one": one, "where": where(one), "observer": OBSERVERS[one.observer]} for one in page],
        "state": state,
        "tabs": [
            {"label": word, "href": f"?stato={key}" if key else "?", "current": key == state}
            for key, word in tabs.items()
        ],
    }
    return render(request, "spaces/office_observations.html", context)


@audience("office")
def new(request: HttpRequest) -> HttpResponse:
    """An office asks for itself."""
    keepers_only(request)
    form = ObserveForm(request.POST if request.method == "POST" else None, by_office=True)
    if request.method == "POST" and form.is_valid():
        try:
            found = file_plan_observation(**form.values(), by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Osservazione registrata: ora prendila in carico."))
            return redirect("spaces:office_observation", found.code)
    return render(
        request, "spaces/office_observation_new.html", {"form": form}, status=422 if form.errors else 200
    )


@audience("office")
def observation(request: HttpRequest, code: str) -> HttpResponse:
    keepers_only(request)
    found = get_object_or_404(all_observations(), code=code)
    step = request.POST.get("passo", "")
    shown = _forms(request, found, step)
    form = shown.get(step)
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            _settle(request, found, step, form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
            found = get_object_or_404(all_observations(), code=code)
        else:
            messages.success(request, _("Fatto: chi ha lasciato un’e-mail riceve un messaggio."))
            return redirect("spaces:office_observation", code)
    elif request.method == "POST" and form is None:
        # a colleague was faster: the page says where it stands
        messages.error(request, _("Nel frattempo un collega ha cambiato lo stato: guarda com’è adesso."))
        return redirect("spaces:office_observation", code)
    context = {
        "one": found,
        "where": where(found),
        "observer": OBSERVERS[found.observer],
        "forms": shown,
        "refused": form if request.method == "POST" else None,
        "history": _history(found),
    }
    return render(
        request, "spaces/office_observation.html", context, status=422 if request.method == "POST" else 200
    )


def _forms(request: HttpRequest, found: PlanObservation, step: str) -> dict[str, forms.Form]:
    """The acts that its state allows, each with its form."""
    first: dict[str, dict[str, Any]] = {
        "prendi": {"summary": found.text, "article": found.article},
        "inoltra": {"on": today()},
        "rispondi": {"on": today()},
    }
    return {
        name: kind(request.POST if name == step else None, prefix=name, initial=first.get(name, {}))
        for name, (target, kind) in STEPS.items()
        if may_become(found.state, target)
    }


def _settle(request: HttpRequest, found: PlanObservation, step: str, values: dict[str, Any]) -> None:
    # the page said in which state it was read: an act on another one is a conflict
    found.state = request.POST.get("visto", found.state)
    match step:
        case "prendi":
            take_plan_observation(observation=found, **values, by=request.person)
        case "inoltra":
            forward_plan_observation(observation=found, **values, by=request.person)
        case "rispondi":
            outcome = ObservationState(values.pop("outcome"))
            answer_plan_observation(observation=found, outcome=outcome, **values, by=request.person)
        case _:
            dismiss_plan_observation(observation=found, **values, by=request.person)


def _history(found: PlanObservation) -> list[dict[str, Any]]:
    rows = AuditEntry.objects.filter(subject_type="plan_observation", subject_id=str(found.pk)).order_by(
        "-pk"
    )
    return [{"entry": one, "act": act(one), "changes": differences(one)} for one in rows[:50]]
