"""The office registers an acceptance or an observation that arrived on paper or by certified mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.applications.actions.check_arrival import proof_of
from manifattura.applications.queries.applications import application_in_call
from manifattura.applications.queries.arrival_twins import same_protocol
from manifattura.applications.queries.told_words import firm_told
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.arrivals import LaterArrivalForm
from manifattura.ui.forms import show_refusal

from ..actions.accept_award import settled_words
from ..actions.enter_acceptance import enter_acceptance
from ..actions.enter_observation import enter_observation
from ..actions.send_observation import LONGEST
from ..queries.acceptances import request_of
from ..queries.observations import observations_end
from ..queries.rankings import session_versions
from .acceptances_office import acceptance_in
from .access import call_for
from .after import after_context
from .sessions import session_for, session_query

if TYPE_CHECKING:
    from collections.abc import Callable

    from manifattura.applications.models import LaterArrival


class AcceptanceForm(LaterArrivalForm):
    field_order = ["partial_confirmed", *LaterArrivalForm.field_order]
    partial_confirmed = forms.BooleanField(
        label=gettext_lazy("Il documento dice che l’impresa accetta l’importo ridotto"), required=False
    )


class ObservationForm(LaterArrivalForm):
    field_order = ["number", "text", *LaterArrivalForm.field_order]
    number = forms.CharField(
        label=gettext_lazy("Domanda"),
        max_length=40,
        help_text=gettext_lazy("Il suo numero, per esempio 0000012/2026, o il codice di sei segni."),
    )
    text = forms.CharField(
        label=gettext_lazy("Che cosa osserva"),
        help_text=gettext_lazy("Ricopia quello che scrive l’impresa."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def acceptance(request: HttpRequest, pk: int, acceptance_pk: int) -> HttpResponse:
    call = call_for(request, pk)
    found = acceptance_in(call, acceptance_pk)
    back = reverse("evaluation:acceptance_office", args=[pk, acceptance_pk])
    if found.outcome:
        messages.info(request, settled_words(found))
        return redirect(back)
    form = AcceptanceForm(*_posted(request))
    if not found.is_partial:
        del form.fields["partial_confirmed"]

    def register(facts: dict[str, Any]) -> LaterArrival:
        return enter_acceptance(
            acceptance=found,
            proof=proof_of(facts),
            partial_confirmed=facts.get("partial_confirmed", False),
            keep_late=facts["keep_late"],
            by=request.person,
        )

    if _registered(request, form, register, _("Accettazione registrata.")):
        return redirect(back)
    context = after_context(request, call, found.ranking.round, "acceptances")
    context |= {
        "title": _("Registra un’accettazione arrivata su carta o per PEC"),
        "about": found.application.lead.name,
        "due_on": request_of(found).due_on,
        "form": form,
        "what": [form[name] for name in ("partial_confirmed",) if name in form.fields],
        "back_url": back,
    }
    return _page(request, context)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def observation(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    form = ObservationForm(*_posted(request))

    def register(facts: dict[str, Any]) -> LaterArrival:
        application = application_in_call(call.pk, facts["number"])
        if application is None:
            raise Refused(_("In questo bando non c’è una domanda con questo numero."), field="number")
        return enter_observation(
            application=application,
            text=facts["text"],
            proof=proof_of(facts),
            keep_late=facts["keep_late"],
            by=request.person,
        )

    back = reverse("evaluation:observations_office", args=[pk]) + session_query(call, session)
    if _registered(request, form, register, _("Osservazione registrata.")):
        return redirect(back)
    versions = session_versions(session)
    context = after_context(request, call, session, "observations")
    context |= {
        "title": _("Registra un’osservazione arrivata su carta o per PEC"),
        "about": call.title,
        "due_on": observations_end(versions[0]) if versions else None,
        "form": form,
        "what": [form["number"], form["text"]],
        "back_url": back,
    }
    return _page(request, context)


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _registered(
    request: HttpRequest,
    form: LaterArrivalForm,
    register: Callable[[dict[str, Any]], LaterArrival],
    words: str,
) -> bool:
    """Whether it was done; what was refused stands beside its field."""
    if not form.is_valid():
        return False
    try:
        row = register(form.cleaned_data)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if refusal.code == "late":
            form.offer_late()
        show_refusal(form, refusal)
        return False
    late = _("Tenuta agli atti come arrivata tardi.")
    messages.success(request, firm_told(row.application, late if row.is_late else words))
    twice = same_protocol(row)
    if twice:
        messages.warning(request, twice)
    return True


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "evaluation/arrival_enter.html", context, status=status)
