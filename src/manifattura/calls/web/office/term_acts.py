"""What the office does with a term: the proof of delivery, a stop, a resumption."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ...actions.order_resumption import order_resumption
from ...actions.order_suspension import order_suspension
from ...actions.prove_delivery import OFFICE_PROOFS, prove_delivery
from ...domain.clocks import ProofKind
from ...permissions import may_prove_delivery, may_suspend_term
from ...queries.term_words import PROOFS
from .access import tell
from .terms import detail_context, office_term


class DeliveryForm(forms.Form):
    proof = forms.ChoiceField(
        label=gettext_lazy("Come è stata consegnata"),
        choices=[(kind.value, PROOFS[kind]) for kind in OFFICE_PROOFS],
        widget=forms.RadioSelect,
    )
    delivered_on = DateField(
        label=gettext_lazy("Giorno della consegna"),
        help_text=gettext_lazy("Quello scritto sulla ricevuta, non quello della spedizione."),
    )
    reference = forms.CharField(
        label=gettext_lazy("Riferimento della ricevuta"),
        help_text=gettext_lazy(
            "Numero della raccomandata, identificativo della PEC, protocollo del verbale."
        ),
        max_length=200,
    )


class SuspensionForm(forms.Form):
    since = DateField(
        label=gettext_lazy("Sospeso dal"),
        help_text=gettext_lazy("Questo giorno conta ancora: i giorni non si contano da quello dopo."),
    )
    until = DateField(
        label=gettext_lazy("Fino al"),
        help_text=gettext_lazy("Se lo lasci vuoto resta sospeso finché non lo fai ripartire."),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Motivo"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )


@audience("office")
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how the notice arrived: the term runs from that day."""
    found = office_term(request, pk)
    if not may_prove_delivery(request.person, found.office_id):
        raise PermissionDenied
    form = DeliveryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            prove_delivery(
                term=found,
                delivered_on=values["delivered_on"],
                proof=ProofKind(values["proof"]),
                reference=values["reference"],
                by=request.person,
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Consegna registrata: il termine è partito."))
            return redirect("calls:office_term", found.pk)
    return _page(request, found, form, _("Registra la consegna"), "delivery")


@audience("office")
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the term, with the reason."""
    found = office_term(request, pk)
    if not may_suspend_term(request.person, found.office_id):
        raise PermissionDenied
    form = SuspensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            order_suspension(term=found, by=request.person, **form.cleaned_data)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Termine sospeso."))
            return redirect("calls:office_term", found.pk)
    return _page(request, found, form, _("Sospendi il termine"), "suspend")


@audience("office")
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the term go on from tomorrow."""
    found = office_term(request, pk)
    try:
        order_resumption(term=found, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
    else:
        messages.success(request, _("Da domani i giorni si contano di nuovo."))
    return redirect("calls:office_term", found.pk)


def _page(request: HttpRequest, found: Any, form: forms.Form, title: str, act: str) -> HttpResponse:
    context = {**detail_context(request, found), "form": form, "title": title, "act": act}
    return render(request, "calls/office/term_act.html", context, status=422 if form.errors else 200)
