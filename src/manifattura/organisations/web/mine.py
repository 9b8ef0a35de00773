"""The organisations of a person, and registering one more."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused

from ..actions.claim_organisation import ALREADY_REGISTERED, claim_organisation
from ..actions.form_grouping import form_grouping
from ..actions.invite_colleague import answer_invitation
from ..actions.request_mandate import request_mandate
from ..domain.kinds import MandateKind, MandateState, ParticipantKind
from ..models import Mandate, Organisation
from ..permissions import may_edit_for
from ..queries import words
from ..queries.mandates import (
    invitations_for,
    live_mandates_of,
    memberships_to_answer,
    requests_for,
)
from ..queries.organisations import organisation_with_code, organisations_of, others_with_vat, represented_by
from .access import done, next_url, remember_as_new, remember_way_back, tried
from .forms import AskForm, ClaimForm, GroupingForm

SLUGS = {
    "impresa": ParticipantKind.FIRM,
    "lavoro-autonomo": ParticipantKind.SELF_EMPLOYED,
    "senza-scopo-di-lucro": ParticipantKind.NON_PROFIT,
    "da-costituire": ParticipantKind.FIRM_TO_BE,
    "raggruppamento": ParticipantKind.GROUPING,
}


@audience("person")
def mine(request: HttpRequest) -> HttpResponse:
    """Organisations I act for, with what the others wait for from me."""
    person = request.person
    mandates = live_mandates_of(person)
    groupings = organisations_of(person).filter(kind=ParticipantKind.GROUPING)
    context = {
        "mandates": [one for one in mandates if one.state == MandateState.ACTIVE],
        "asked": [one for one in mandates if one.state == MandateState.PENDING],
        "groupings": groupings,
        "invitations": invitations_for(person),
        "requests": requests_for(person),
        "memberships": memberships_to_answer(person),
    }
    return render(request, "organisations/mine.html", context)


@audience("person")
def create(request: HttpRequest) -> HttpResponse:
    """Which kind of participant to register."""
    kinds = [
        {"slug": slug, "word": words.KINDS[kind], "help": words.KIND_HELP[kind]}
        for slug, kind in SLUGS.items()
    ]
    return render(request, "organisations/create.html", {"kinds": kinds, "next": next_url(request)})


@audience("person")
def create_kind(request: HttpRequest, slug: str) -> HttpResponse:
    kind = SLUGS.get(slug)
    if kind is None:
        raise Http404
    return _create_grouping(request) if kind == ParticipantKind.GROUPING else _claim(request, kind)


def _claim(request: HttpRequest, kind: ParticipantKind) -> HttpResponse:
    form = ClaimForm(request.POST or None, kind=kind)
    context: dict[str, Any] = {
        "form": form,
        "kind_word": words.KINDS[kind],
        "kind_help": words.KIND_HELP[kind],
        # one language within the text that is declared
        "declaration": words.claim_text(kind, "questa impresa", "quello scritto sopra"),
        "next": next_url(request),
    }
    if request.method == "POST" and form.is_valid():
        try:
            organisation = claim_organisation(kind=kind, by=request.person, **form.cleaned_data)
        except Refused as refusal:
            message = refusal.message
            if refusal.code == ALREADY_REGISTERED:
                existing = organisation_with_code(form.data.get("fiscal_code", ""))
                context["existing"] = existing
                if existing is not None and may_edit_for(request.person, existing.pk):
                    context["own"] = True
                    message = _("Questo codice fiscale è già registrato: agisci già per questa impresa.")
            form.add_error(refusal.field if refusal.field in form.fields else None, message)
        else:
            messages.success(request, _("Impresa registrata. Completa ora sedi, attività e dimensione."))
            if others_with_vat(organisation):
                messages.warning(
                    request,
                    _(
                        "La partita IVA che hai scritto risulta anche di un’altra impresa registrata. "
                        "Controllala; se è giusta, per esempio in un gruppo IVA, non devi fare altro."
                    ),
                )
            remember_way_back(request, organisation.pk)
            remember_as_new(request, organisation.pk)
            return redirect(organisation_url(organisation))
    return render(request, "organisations/claim.html", context)


def _create_grouping(request: HttpRequest) -> HttpResponse:
    firms = represented_by(request.person)
    form = GroupingForm(request.POST or None, firms=firms)
    if request.method == "POST" and form.is_valid():
        lead = next(firm for firm in firms if firm.pk == form.cleaned_data["lead"])
        made: list[Organisation] = []
        name = form.cleaned_data["name"]
        if tried(form, lambda: made.append(form_grouping(name=name, lead=lead, by=request.person))):
            messages.success(request, _("Raggruppamento creato. Invita ora le altre imprese."))
            remember_way_back(request, made[0].pk)
            remember_as_new(request, made[0].pk)
            return redirect("organisations:members", pk=made[0].pk)
    context = {"form": form, "firms": firms, "next": next_url(request)}
    return render(request, "organisations/create_grouping.html", context)


@audience("person")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to act for an organisation that is registered already."""
    organisation = get_object_or_404(Organisation.objects.exclude(kind=ParticipantKind.GROUPING), pk=pk)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kind = MandateKind(form.cleaned_data["kind"])
        declared = form.cleaned_data["declared"]
        if tried(
            form,
            lambda: request_mandate(
                organisation=organisation, kind=kind, declared=declared, by=request.person
            ),
        ):
            messages.success(request, _("Richiesta mandata: ti avvisiamo quando arriva la risposta."))
            return redirect("organisations:list")
    text = words.claim_text(
        ParticipantKind(organisation.kind), organisation.name, organisation.fiscal_code or ""
    )
    context = {"form": form, "organisation": organisation, "declaration": text}
    return render(request, "organisations/ask.html", context)


@audience("person")
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline a colleague's invitation."""
    mandate = get_object_or_404(Mandate, pk=pk, state=MandateState.PENDING, person=None)
    accept = request.POST.get("risposta") == "accetto"
    message = _("Ora agisci per questa impresa.") if accept else _("Invito rifiutato.")
    done(request, lambda: answer_invitation(mandate=mandate, accept=accept, by=request.person), message)
    return redirect("organisations:list")


def organisation_url(organisation: Organisation) -> str:
    return reverse("organisations:detail", args=[organisation.pk])
