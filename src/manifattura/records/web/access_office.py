"""The office's register of requests for documents: record, hear, prepare copies, decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.permissions import office_ids_of
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.actions.store_upload import uploads_from
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.told_words import firms_told
from manifattura.calls.domain.clocks import TermState
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.forms import show_refusal

from ..actions.ask_access import record_access
from ..actions.decide_access import decide_access
from ..actions.hear_concerned import tell_concerned
from ..actions.make_copy import make_copy, upload_copy
from ..domain.access import AccessKind, AccessOutcome, AccessState
from ..models import AccessRequest
from ..permissions import may_answer_access
from ..queries.access import CONCERNED, SUBJECT, access_requests, access_terms
from ..queries.copies import answers_of
from ..queries.samples import applications_by_code
from .access_forms import CodeForm, ConcernedForm, DecisionForm, RecordForm, UploadForm
from .access_words import (
    channel_words,
    delivery_words,
    kind_words,
    outcome_words,
    short_kind_words,
    state_words,
    term_row,
)

if TYPE_CHECKING:
    from manifattura.calls.models import Term

PER_PAGE = 50


@audience("office")
@require_safe
def access_office(request: HttpRequest) -> HttpResponse:
    """The register of the person's offices, what waits first by its filter."""
    state, text = request.GET.get("stato", "open"), request.GET.get("q", "").strip()
    state = state if state in ("open", "decided", "withdrawn", "") else "open"
    found = access_requests(office_ids_of(request.person), state=state, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    words, terms = state_words(), access_terms(list(page))
    context = {
        "page": page,
        "rows": [
            (one, words[one.state], short_kind_words()[one.kind], term_row(one, terms.get(one.pk)))
            for one in page
        ],
        "filters": _filters(state, text),
        "state": state,
        "text": text,
    }
    return render(request, "records/access_office.html", context)


def _filters(state: str, text: str) -> list[dict[str, Any]]:
    query = f"&q={text}" if text else ""
    entries = (
        ("open", _("Da rispondere")),
        ("decided", _("Risposte")),
        ("withdrawn", _("Ritirate")),
        ("", _("Tutte")),
    )
    return [
        {"label": label, "href": f"?stato={key}{query}", "current": state == key} for key, label in entries
    ]


@audience("office")
@require_safe
def access_office_csv(request: HttpRequest) -> HttpResponseBase:
    kinds, outcomes, states = short_kind_words(), outcome_words(), state_words()
    found = list(access_requests(office_ids_of(request.person)))
    terms = access_terms(found)
    rows = (
        [
            str(one),
            kinds[one.kind],
            one.requester_name,
            one.subject,
            one.received_on.isoformat(),
            _due_text(terms.get(one.pk)),
            states[one.state][1],
            outcomes.get(one.outcome, ""),
            one.decided_at.date().isoformat() if one.decided_at else "",
        ]
        for one in found
    )
    head = [
        _("Numero"), _("Tipo"), _("Chi chiede"), _("Oggetto"), _("Arrivata"), _("Rispondere entro"), _("Stato"),
        _("Esito"), _("Risposta"),
    ]  # fmt: skip
    return csv_answer("accessi.csv", head, rows)


def _due_text(term: Term | None) -> str:
    return term.due_on.isoformat() if term and term.due_on else ""


@audience("office")
def access_record(request: HttpRequest) -> HttpResponse:
    """A request that came on paper or by certified mail."""
    form = RecordForm(
        request.POST or None, person=request.person, initial={"kind": AccessKind.DOCUMENTS.value}
    )
    if not form.offices:
        raise PermissionDenied
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        made = _try(
            form,
            lambda: record_access(
                kind=AccessKind(facts["kind"]),
                subject=facts["subject"],
                reason=facts["reason"],
                requester_name=facts["requester_name"],
                requester_contact=facts["requester_contact"],
                received_on=facts["received_on"],
                channel=facts["channel"],
                by=request.person,
                **form.chosen(),
            ),
        )
        if made is not None:
            messages.success(request, _("Richiesta registrata: il termine corre dal giorno di arrivo."))
            return redirect("records:access_office_detail", made.pk)
    return render(
        request, "records/access_record.html", {"form": form}, status=422 if request.method == "POST" else 200
    )


@audience("office")
def access_office_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One request with everything to do about it; each form of the page has its own button."""
    found = _request(request, pk)
    forms_of = {"concerned": ConcernedForm, "upload": UploadForm, "code": CodeForm, "decide": DecisionForm}
    sent = request.POST.get("do", "")
    page_forms: dict[str, Any] = {
        name: kind(*((request.POST, request.FILES) if name == sent else (None,)))
        for name, kind in forms_of.items()
    }
    if sent in page_forms and page_forms[sent].is_valid():
        form = page_forms[sent]
        if sent == "code":
            code = form.cleaned_data["code"].strip().upper()
            return redirect(f"{request.path}copia/?codice={code}")
        if _try(form, lambda: _act(request, found, sent, form)) is not None:
            messages.success(request, _done(sent, found))
            return redirect("records:access_office_detail", found.pk)
    context = {
        "found": found,
        "kind": kind_words()[found.kind],
        "state": state_words()[found.state],
        "outcome": outcome_words().get(found.outcome, ""),
        "channel": channel_words()[found.channel],
        "term": term_row(found, terms_of(SUBJECT, found.pk).last()),
        "deliver": "" if found.requester_id else delivery_words(found),
        "concerned": _concerned(found),
        "copies": list(found.copies.select_related("made_by")),
        "may_act": found.state in (AccessState.OPEN, AccessState.HEARING),
        "may_hear": found.state == AccessState.OPEN and found.call_id is not None,
        "forms": page_forms,
        "version": found.version,
    }
    return render(
        request, "records/access_office_detail.html", context, status=422 if request.method == "POST" else 200
    )


def _done(what: str, found: AccessRequest) -> str:
    if what == "concerned":
        return firms_told(_("Avviso scritto ai controinteressati."))
    if what == "upload":
        return _("Copia aggiunta.")
    if found.requester_id:
        return _("Risposta data: chi ha chiesto è avvisato.")
    return _("Risposta registrata. %(deliver)s") % {"deliver": delivery_words(found)}


def _act(request: HttpRequest, found: AccessRequest, what: str, form: forms.Form) -> Any:
    facts = form.cleaned_data
    written = request.POST.get("version", "")
    version = int(written) if written.isdigit() and len(written) < 10 else -1
    if what == "concerned":
        return tell_concerned(
            request=found, codes=facts["codes"].split(), base_version=version, by=request.person
        )
    if what == "upload":
        return upload_copy(request=found, upload=uploads_from([facts["file"]])[0], by=request.person)
    return decide_access(
        request=found,
        outcome=AccessOutcome(facts["outcome"]),
        decision=facts["decision"],
        public_subject=facts["public_subject"],
        base_version=version,
        by=request.person,
    )


@audience("office")
def access_make_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose, answer by answer, what the copy leaves out."""
    found = _request(request, pk)
    code = request.GET.get("codice", "").strip().upper()
    application = applications_by_code(found.call_id, [code]).get(code) if found.call_id else None
    if application is None:
        messages.error(request, _("Questo codice non è di una domanda del bando."))
        return redirect("records:access_office_detail", found.pk)
    if request.method == "POST":
        try:
            make_copy(request=found, code=code, left_out=request.POST.getlist("ometti"), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("Copia pronta: aprila e controlla che manchi ciò che deve mancare."))
        return redirect("records:access_office_detail", found.pk)
    record_reading(application_id=application.pk, kind=ReadingKind.COPY, by=request.person)
    context = {"found": found, "application": application, "sections": answers_of(application)}
    return render(request, "records/access_copy.html", context)


@audience("office")
@require_safe
def access_office_copy(request: HttpRequest, pk: int, copy: int) -> HttpResponseBase:
    kept = _request(request, pk).copies.filter(pk=copy).first()
    if kept is None:
        raise Http404
    if kept.application_id is not None:
        record_reading(application_id=kept.application_id, kind=ReadingKind.COPY, by=request.person)
    return file_response(
        kept.storage_key, name=kept.name, content_type="application/octet-stream", size=kept.size
    )


def _try(form: forms.Form, act: Callable[[], Any]) -> Any:
    try:
        return act()
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return None


def _concerned(found: AccessRequest) -> list[Any]:
    """Those who were told, each with `term`, until when they may object, or whether the notice is still to be delivered."""
    rows: list[Any] = list(found.concerned.select_related("application__lead"))
    for one in rows:
        one.term = terms_of(CONCERNED, one.pk).last()
        state = one.term.state if one.term else None
        one.may_object_until = one.term.due_on if one.term and state is TermState.RUNNING else None
        one.waits_for_delivery = state is TermState.WAITING
    return rows


def _request(request: HttpRequest, pk: int) -> AccessRequest:
    found = (
        AccessRequest.objects.select_related("office", "call", "requester", "recorded_by", "decided_by")
        .filter(pk=pk)
        .first()
    )
    if found is None or not may_answer_access(request.person, found.office_id):
        raise Http404
    return found
