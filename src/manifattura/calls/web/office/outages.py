"""When the system stood still: measured and recorded outages, and the extensions they propose."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.accounts.permissions import may_sign_for_office, office_ids_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import DateTimeField, show_refusal

from ...actions.dismiss_proposal import dismiss_proposal
from ...actions.record_outage import record_outage
from ...models import ExtensionProposal
from ...permissions import may_extend, may_record_outages
from ...queries.outages import outages

PER_PAGE = 25


class OutageForm(forms.Form):
    started_at = DateTimeField(label=gettext_lazy("Da"), help_text=gettext_lazy("Giorno e ora di Roma."))
    ended_at = DateTimeField(label=gettext_lazy("A"))
    note = forms.CharField(
        label=gettext_lazy("Che cosa è successo"),
        help_text=gettext_lazy("Chi lo ha visto, che cosa non funzionava."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SetAsideForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Perché non serve una proroga"),
        help_text=gettext_lazy("Resta nel registro delle azioni."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


@audience("office")
def office_outages(request: HttpRequest) -> HttpResponse:
    """The list, and the form for what the heartbeat could not see."""
    form = OutageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_outage(by=request.person, **form.cleaned_data)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Interruzione registrata."))
            return redirect("calls:office_outages")
    page = Paginator(outages(office_ids_of(request.person)), PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "form": form,
        "page": page,
        "rows": [{"outage": one, "proposals": _proposals(request, one.proposals.all())} for one in page],
        "may_record": may_record_outages(request.person),
        "minutes": legal_parameter("outage.minutes", today()).count,
        "hours": legal_parameter("outage.hours_before_deadline", today()).count,
    }
    return render(
        request, "calls/office/outages.html", context, status=422 if request.method == "POST" else 200
    )


def decided_already() -> str:
    return _("Su questa proposta è già stato deciso.")


def _proposals(request: HttpRequest, found: Any) -> list[dict[str, Any]]:
    return [
        {
            "proposal": one,
            # a later deadline gives back more than it asks for
            "is_overtaken": one.deadline_at <= one.round.deadline_at,
            "may_decide": one.decided_at is None and may_extend(request.person, one.round.call),
        }
        for one in found
    ]


@audience("office")
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = ExtensionProposal.objects.select_related("round__call", "outage").filter(pk=pk).first()
    if proposal is None:
        raise Http404
    call = proposal.round.call
    decided = proposal.decided_at is not None and request.method != "POST"
    if decided and may_sign_for_office(request.person, call.office_id):
        messages.info(request, decided_already())
        return redirect("calls:office_outages")
    if not may_extend(request.person, call):
        raise PermissionDenied
    form = SetAsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            dismiss_proposal(proposal=proposal, reason=form.cleaned_data["reason"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Proposta messa da parte: la scadenza non cambia."))
            return redirect("calls:office_outages")
    context = {
        "call": call,
        "form": form,
        "title": _("Metti da parte la proposta di proroga"),
        "button": _("Metti da parte"),
        "effects": [_("La scadenza non cambia."), _("Il motivo resta nel registro delle azioni.")],
        "danger": False,
    }
    return render(
        request, "calls/office/stopping.html", context, status=422 if request.method == "POST" else 200
    )
