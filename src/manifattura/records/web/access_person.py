"""Requests for documents: the public page, a person's own requests, an objection."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.public_cache import kept_by_all, known_by_digest
from manifattura.organisations.queries.organisations import organisations_of
from manifattura.ui.forms import show_refusal

from ..actions.ask_access import ask_access
from ..actions.decide_access import withdraw_access
from ..actions.hear_concerned import object_to_access
from ..domain.access import AccessKind, AccessState
from ..models import AccessRequest
from ..queries.access import CONCERNED, MAY_OBJECT, SUBJECT, concerned_of, own_requests, public_register
from .access_forms import AskForm, ObjectionForm
from .access_words import outcome_words, short_kind_words, state_words, term_row

PER_PAGE = 50


@require_safe
@audience("public")
def access_public(request: HttpRequest) -> HttpResponseBase:
    """How to ask, and the register of what was answered."""
    page = Paginator(public_register(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_public_row(one) for one in page]}
    return known_by_digest(request, render(request, "records/access_public.html", context))


@require_safe
@audience("public")
def access_csv(request: HttpRequest) -> HttpResponseBase:
    kinds, outcomes = short_kind_words(), outcome_words()
    rows = (
        [
            str(one),
            kinds[one.kind],
            one.public_subject,
            one.received_on.isoformat(),
            one.decided_at.date().isoformat() if one.decided_at else "",
            outcomes[one.outcome],
        ]
        for one in public_register().iterator()
    )
    head = [_("Numero"), _("Tipo"), _("Oggetto"), _("Arrivata"), _("Risposta"), _("Esito")]
    return kept_by_all(csv_answer("registro-accessi.csv", head, rows))


def _public_row(one: AccessRequest) -> dict[str, Any]:
    return {"request": one, "kind": short_kind_words()[one.kind], "outcome": outcome_words()[one.outcome]}


@audience("person")
@require_safe
def access_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(own_requests(request.person), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(one, state_words()[one.state], short_kind_words()[one.kind]) for one in page]
    return render(request, "records/access_list.html", {"page": page, "rows": rows})


@audience("person")
def access_ask(request: HttpRequest) -> HttpResponse:
    form = AskForm(
        request.POST or None,
        initial={"kind": AccessKind.DOCUMENTS.value, "call": request.GET.get("bando", "")},
    )
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            made = ask_access(
                kind=AccessKind(facts["kind"]),
                subject=facts["subject"],
                reason=facts["reason"],
                by=request.person,
                **form.chosen(),
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Richiesta inviata: il termine per rispondere corre da oggi."))
            return redirect("records:access_detail", made.pk)
    return render(
        request, "records/access_ask.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@audience("person")
@require_safe
def access_detail(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    context = {
        "found": found,
        "kind": short_kind_words()[found.kind],
        "state": state_words()[found.state],
        "outcome": outcome_words().get(found.outcome, ""),
        "term": term_row(found, terms_of(SUBJECT, found.pk).last()),
        "copies": list(found.copies.all()) if found.state == AccessState.DECIDED else [],
        "may_withdraw": found.state in (AccessState.OPEN, AccessState.HEARING),
    }
    return render(request, "records/access_detail.html", context)


@audience("person")
@require_POST
def access_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    try:
        withdraw_access(request=found, base_version=found.version, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Richiesta ritirata."))
    return redirect("records:access_detail", found.pk)


@audience("person")
@require_safe
def access_copy(request: HttpRequest, pk: int, copy: int) -> HttpResponseBase:
    """A copy, once the office has decided."""
    found = _own(request, pk)
    kept = found.copies.filter(pk=copy).first() if found.state == AccessState.DECIDED else None
    if kept is None:
        raise Http404
    return file_response(
        kept.storage_key, name=kept.name, content_type="application/octet-stream", size=kept.size
    )


@audience("person")
def access_object(request: HttpRequest, pk: int) -> HttpResponse:
    """Those who are concerned object, without reading who asks."""
    leads = list(organisations_of(request.person).values_list("pk", flat=True))
    found = concerned_of(leads, pk)
    if found is None:
        raise Http404
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            object_to_access(concerned=found, text=form.cleaned_data["text"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Opposizione inviata: l’ufficio ne tiene conto quando decide."))
            return redirect("records:access_object", pk)
    term = terms_of(CONCERNED, found.pk).last()
    closed = term is None or term.state not in MAY_OBJECT or found.request.state != AccessState.HEARING
    context = {"found": found, "form": form, "term": term, "closed": closed}
    return render(
        request, "records/access_object.html", context, status=422 if request.method == "POST" else 200
    )


def _own(request: HttpRequest, pk: int) -> AccessRequest:
    found = own_requests(request.person).filter(pk=pk).select_related("office", "call").first()
    if found is None:
        raise Http404
    return found
