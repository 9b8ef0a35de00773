"""The office's pages: organisations on record, requests to act that wait for an answer, mandates that prove wrong."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer

from ..actions.answer_mandate import answer_mandate
from ..actions.check_seat import check_seat
from ..actions.revoke_mandate import revoke_mandate
from ..domain.kinds import MandateState, ParticipantKind
from ..models import Mandate, Organisation, OrganisationAteco, Seat
from ..queries.mandates import claims_for_office, find_organisations
from ..queries.organisations import others_with_vat
from ..queries.words import KINDS
from .access import done, officials_only, tried
from .facts import summary_of
from .forms import ReasonForm


@audience("office")
def organisations(request: HttpRequest) -> HttpResponseBase:
    """All organisations by name, searched by name or number; `?formato=csv` gives all that were found."""
    officials_only(request)
    main = Prefetch("ateco_codes", OrganisationAteco.objects.filter(is_main=True), to_attr="main_codes")
    found = find_organisations(request.GET.get("q", "")).prefetch_related(main)
    kind = request.GET.get("tipo", "")
    if kind in set(ParticipantKind):
        found = found.filter(kind=kind)
    if request.GET.get("formato") == "csv":
        heads = [
            _("Nome"),
            _("Tipo"),
            _("Codice fiscale"),
            _("Partita IVA"),
            _("Attività principale"),
            _("PEC"),
        ]
        rows = (
            [
                one.name,
                str(KINDS[ParticipantKind(one.kind)]),
                one.fiscal_code,
                one.vat_number,
                ", ".join(row.code for row in one.main_codes),
                one.pec,
            ]
            for one in found.iterator(chunk_size=500)
        )
        return csv_answer("imprese.csv", heads, rows)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"firm": one, "kind": KINDS[ParticipantKind(one.kind)]} for one in page],
        "kind": kind,
        "kinds": [(key.value, word) for key, word in KINDS.items()],
        "waiting": claims_for_office().count(),
    }
    return render(request, "organisations/office_list.html", context)


@audience("office")
def claims(request: HttpRequest) -> HttpResponse:
    """Requests waiting for an answer: first those that nobody but the office can answer."""
    officials_only(request)
    page = Paginator(claims_for_office(), 50).get_page(request.GET.get("page"))
    return render(request, "organisations/office_claims.html", {"page": page})


@audience("office")
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    officials_only(request)
    mandate = get_object_or_404(claims_for_office(), pk=pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept = request.POST.get("passo") == "approva"
        reason = form.cleaned_data["reason"]
        if tried(
            form,
            lambda: answer_mandate(mandate=mandate, accept=accept, reason=reason, by=request.person),
        ):
            messages.success(request, _("Richiesta approvata.") if accept else _("Richiesta rifiutata."))
            return redirect("organisations:office_claims")
    return render(request, "organisations/office_claim.html", {"form": form, "mandate": mandate})


@audience("office")
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """One organisation as the office sees it."""
    officials_only(request)
    found = get_object_or_404(Organisation, pk=pk)
    return render(
        request,
        "organisations/office_detail.html",
        {"organisation": found, "same_vat": others_with_vat(found), **summary_of(found)},
    )


@audience("office")
@require_POST
def check(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    """Mark a declared seat as checked."""
    officials_only(request)
    found = get_object_or_404(Seat, pk=seat, organisation_id=pk)
    seen = request.POST.get("seen", "")
    done(request, lambda: check_seat(seat=found, seen=seen, by=request.person), _("Sede verificata."))
    return redirect("organisations:office_detail", pk=pk)


@audience("office")
def end_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """End a mandate that proves wrong, with its reason."""
    officials_only(request)
    found = get_object_or_404(
        Mandate.objects.select_related("organisation", "person"), pk=pk, state=MandateState.ACTIVE
    )
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if tried(form, lambda: revoke_mandate(mandate=found, reason=reason, by=request.person)):
            messages.success(request, _("Incarico terminato."))
            return redirect("organisations:office_detail", pk=found.organisation_id)
    return render(request, "organisations/office_end_mandate.html", {"form": form, "mandate": found})
