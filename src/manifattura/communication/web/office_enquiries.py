"""The office's side of what visitors write: the queue, its export, one enquiry and what is done with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.ui.forms import show_refusal

from ..actions.answer_enquiry import answer_enquiry, close_enquiry
from ..actions.take_enquiry import pass_enquiry, take_enquiry
from ..domain.enquiries import EnquiryState, Purpose
from ..models import Enquiry
from ..permissions import may_handle_enquiry
from ..queries.enquiries import OTHER, enquiries_for, enquiry_by_code, service_titles
from ..queries.pages import active_language
from .enquiry_forms import TOPICS, AnswerForm, CloseForm, PassForm

PER_PAGE = 50
HEADS = (
    "codice", "tipo", "arrivata", "argomento", "pagina", "ufficio", "stato", "presa_in_carico_il", "conclusa_il",
)  # fmt: skip
KINDS = {"": "", "assistenza": Purpose.ASSISTANCE, "disservizi": Purpose.PROBLEM}
STATES = {
    "": "",
    "da-rispondere": EnquiryState.TO_ANSWER,
    "in-carico": EnquiryState.IN_CHARGE,
    "con-risposta": EnquiryState.ANSWERED,
    "chiuse": EnquiryState.CLOSED,
}


def state_words() -> dict[str, str]:
    return {
        EnquiryState.TO_ANSWER: _("da rispondere"),
        EnquiryState.IN_CHARGE: _("in carico"),
        EnquiryState.ANSWERED: _("con risposta"),
        EnquiryState.CLOSED: _("chiusa"),
    }


def _asked(request: HttpRequest) -> tuple[QuerySet[Enquiry], dict[str, str]]:
    """The rows that were asked for, and what was asked."""
    asked = {key: request.GET.get(key, "") for key in ("tipo", "stato", "q", "mie")}
    rows = enquiries_for(
        request.person,
        purpose=KINDS.get(asked["tipo"], ""),
        state=STATES.get(asked["stato"], ""),
        text=asked["q"],
        mine=bool(asked["mie"]),
    )
    return rows, asked


@require_safe
@audience("office")
def enquiry_list(request: HttpRequest) -> HttpResponse:
    rows, asked = _asked(request)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "is_narrowed": any(asked.values()),
        "subjects": subjects_of(list(page.object_list)),
        "kinds": [("", _("Tutte")), ("assistenza", _("Richieste di assistenza")), ("disservizi", _("Segnalazioni"))],
        "states": [
            ("", _("Tutti")),
            ("da-rispondere", _("Da rispondere")),
            ("in-carico", _("In carico")),
            ("con-risposta", _("Con risposta")),
            ("chiuse", _("Chiuse")),
        ],
        "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "communication/office/enquiry_list.html", context)


def subjects_of(rows: list[Enquiry]) -> dict[int, str]:
    """What each is about, in words."""
    titles = service_titles(active_language(), {row.service for row in rows})
    topics = {str(code): str(word) for code, word in TOPICS}
    return {row.pk: _subject(row, titles, topics) for row in rows}


def _subject(row: Enquiry, titles: dict[str, str], topics: dict[str, str]) -> str:
    if not row.is_assistance:
        return topics.get(row.topic, "")
    if row.service == OTHER:
        return _("Altro")
    return titles.get(row.service, _("Un servizio che non c’è più"))


@require_safe
@audience("office")
def enquiry_csv(request: HttpRequest) -> StreamingHttpResponse:
    rows, _asked_for = _asked(request)
    return kept_by_nobody(csv_answer("richieste-e-segnalazioni.csv", HEADS, _rows(rows)))


def _rows(rows: QuerySet[Enquiry]) -> Iterator[list[str]]:
    """Without names and addresses: those are in the page of each, until they are forgotten."""
    titles = service_titles(active_language(), set(rows.order_by().values_list("service", flat=True)))
    topics = {str(code): str(word) for code, word in TOPICS}
    words = state_words()
    for row in rows.iterator(chunk_size=500):
        yield [
            row.code,
            _("assistenza") if row.is_assistance else _("disservizio"),
            row.created_at.isoformat(timespec="seconds"),
            _subject(row, titles, topics),
            row.page,
            row.office.name if row.office else "",
            words.get(row.state, ""),
            row.taken_at.isoformat(timespec="seconds") if row.taken_at else "",
            row.settled_at.isoformat(timespec="seconds") if row.settled_at else "",
        ]


@audience("office")
def enquiry_detail(request: HttpRequest, code: str) -> HttpResponse:
    enquiry = enquiry_by_code(code)
    if enquiry is None:
        raise Http404
    if not may_handle_enquiry(request.person, enquiry):
        raise PermissionDenied
    step = request.POST.get("passo", "") if request.method == "POST" else ""
    offices = [(one.pk, one.name) for one in all_offices() if one.pk != enquiry.office_id]
    forms_of: dict[str, forms.Form] = {
        "rispondi": AnswerForm(request.POST if step == "rispondi" else None),
        "chiudi": CloseForm(request.POST if step == "chiudi" else None),
        "passa": PassForm(request.POST if step == "passa" else None, offices=offices),
    }
    refused = ""
    if step == "prendi" or (step in forms_of and forms_of[step].is_valid()):
        refused = _do(request, enquiry, step, forms_of.get(step))
        if not refused and not (step in forms_of and forms_of[step].errors):
            return _after(request, enquiry, step)
        enquiry = enquiry_by_code(code) or enquiry  # as a colleague left it meanwhile
    context = {
        "enquiry": enquiry,
        "subject": subjects_of([enquiry])[enquiry.pk],
        "answer_form": forms_of["rispondi"],
        "close_form": forms_of["chiudi"],
        "pass_form": forms_of["passa"] if offices else None,
        "open_step": step,
        "refused": refused,
    }
    status = 422 if refused or any(one.errors for one in forms_of.values()) else 200
    return render(request, "communication/office/enquiry_detail.html", context, status=status)


def _do(request: HttpRequest, enquiry: Enquiry, step: str, form: forms.Form | None) -> str:
    """Why it was not done; "" when it was, or when the reason stands in the form."""
    by, data = request.person, form.cleaned_data if form else {}
    seen = request.POST.get("seguita", "")
    steps: dict[str, Callable[[], Any]] = {
        "prendi": lambda: take_enquiry(
            enquiry=enquiry, seen_with=int(seen) if seen.isdecimal() else None, by=by
        ),
        "rispondi": lambda: answer_enquiry(enquiry=enquiry, answer=data["answer"], by=by),
        "chiudi": lambda: close_enquiry(enquiry=enquiry, because=data["because"], by=by),
        "passa": lambda: pass_enquiry(enquiry=enquiry, office_id=data["office"], by=by),
    }
    try:
        steps[step]()
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if form is None or refusal.field is None:
            return refusal.message
        show_refusal(form, refusal)
    return ""


def _after(request: HttpRequest, enquiry: Enquiry, step: str) -> HttpResponse:
    said = {
        "prendi": _("La segui tu."),
        "rispondi": _("Risposta inviata."),
        "chiudi": _("Chiusa: chi ha scritto legge il motivo."),
        "passa": _("Passata all’altro ufficio, che è stato avvisato."),
    }
    messages.success(request, said[step])
    if step == "passa" and not may_handle_enquiry(request.person, Enquiry.objects.get(pk=enquiry.pk)):
        return redirect("communication:enquiries")
    return redirect("communication:enquiry", enquiry.code)
