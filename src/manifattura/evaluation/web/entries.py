"""The office's page of register entries: what needs a decision, what expires soon; one entry and what may be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.applications.queries.told_words import firm_told
from manifattura.calls.domain.states import CallKind
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Conflict, Refused
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.forms import DateField, show_refusal
from manifattura.ui.statuses import find_status
from manifattura.ui.templatetags.ui_lists import query_with

from ..actions.change_entry import REMOVAL, keep_entry, reinstate_entry, remove_entry, suspend_entry
from ..actions.note_event import rule_of
from ..actions.register_entry import register_entry
from ..actions.tell_ends import NOTICE_DAYS
from ..domain.register import IN_REGISTER, EntryState, is_expiring, may_move
from ..models import RegisterEntry
from ..permissions import casework_office_ids, may_direct, may_review
from ..queries.registers import TO_DECIDE, entries_for_office, renewal_by, with_last_day
from .access import caseworkers_only, review_for
from .casework import version_for_page, version_of
from .entry_words import declared_missing, event_word, renewed_by
from .rejection_notices import status_of

PER_PAGE = 50


class EntryForm(forms.Form):
    """The act that enters the applicant."""

    act_number = forms.CharField(label=gettext_lazy("Numero della determina"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data della determina"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Motivo, nelle parole che l’impresa legge"),
        error_messages={"required": gettext_lazy("Scrivi il motivo.")},
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )


class RemovalForm(ReasonForm):
    act_number = forms.CharField(label=gettext_lazy("Numero della determina"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data della determina"))
    on_request = forms.BooleanField(label=gettext_lazy("Lo ha chiesto l’impresa"), required=False)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def entry_new(request: HttpRequest, code: str) -> HttpResponse:
    """Enter the applicant of a register call."""
    review = review_for(request, code)
    call = review.application.call
    if call.kind != CallKind.REGISTER:
        raise Http404
    if not may_direct(request.person, call):
        raise PermissionDenied
    problem: Refused | None = None
    form, status = EntryForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                entry = register_entry(
                    review=review,
                    act_number=form.cleaned_data["act_number"],
                    act_on=form.cleaned_data["act_on"],
                    base_version=version_of(request),
                    by=request.person,
                )
            except Refused as refusal:
                problem = refusal
                show_refusal(form, refusal)
                status = status_of(refusal)
            else:
                messages.success(
                    request, _("Iscritto nell’elenco con il numero %(n)s.") % {"n": entry.full_number}
                )
                return redirect("evaluation:entry", pk=entry.pk)
    context = {
        "form": form,
        "review": review,
        "application": review.application,
        "rule": rule_of(call),
        "renewal": renewal_by(review.application, rule_of(call)),
        "version": version_for_page(request, review, problem),
    }
    return render(request, "evaluation/entry_new.html", context, status=status)


@audience("office")
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    caseworkers_only(request)
    state, text = request.GET.get("state", ""), request.GET.get("q", "")[:100]
    offices = casework_office_ids(request.person)
    found = entries_for_office(offices, state=state, text=text)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [{"entry": row, "soon": _soon(row)} for row in page.object_list],
        "filters": _filters(request, offices, state),
        "state": state,
        "text": text,
        "query": request.GET.urlencode(),
    }
    return render(request, "evaluation/entries.html", context)


def _soon(entry: RegisterEntry) -> bool:
    return entry.state in IN_REGISTER and is_expiring(
        entry.expires_on, today(), legal_parameter(NOTICE_DAYS, today()).count
    )


def _filters(request: HttpRequest, offices: Any, current: str) -> list[dict[str, Any]]:
    every = entries_for_office(offices)
    rows: list[dict[str, Any]] = [
        {
            "label": _("Tutte"),
            "href": query_with(request, state=None, page=None),
            "current": not current,
            "count": every.count(),
        },
        {
            "label": _("Da decidere"),
            "href": query_with(request, state=TO_DECIDE, page=None),
            "current": current == TO_DECIDE,
            "count": entries_for_office(offices, state=TO_DECIDE).count(),
        },
    ]
    rows += [
        {
            "label": find_status("entry", state).word,
            "href": query_with(request, state=state.value, page=None),
            "current": current == state,
            "count": every.filter(state=state).count(),
        }
        for state in EntryState
    ]
    return rows


@audience("office")
@require_safe
def entries_csv(request: HttpRequest) -> HttpResponseBase:
    caseworkers_only(request)
    heads = [
        _("Numero"), _("Elenco"), _("Laboratorio"), _("Gestore"), _("Domanda"), _("Stato"), _("Iscritto dal"), _("Fino al"),
        _("Conferma entro"), _("Da decidere"),
    ]  # fmt: skip
    found = entries_for_office(
        casework_office_ids(request.person),
        state=request.GET.get("state", ""),
        text=request.GET.get("q", "")[:100],
    )
    return csv_answer("iscrizioni.csv", heads, _lines(found.select_related("application__lead")))


def _lines(found: Any) -> Iterator[list[Any]]:
    for entry in found.iterator(chunk_size=500):
        yield [
            entry.full_number,
            entry.call.title,
            entry.name,
            entry.application.lead.name,
            entry.application.code,
            find_status("entry", entry.state).word,
            entry.entered_on,
            entry.last_day,
            entry.confirm_by if entry.state in IN_REGISTER else None,
            proposal_word(entry.proposal),
        ]


def proposal_word(proposal: str) -> str:
    """What the office should consider, in words."""
    if not proposal:
        return ""
    return _("Cancellazione") if proposal == REMOVAL else _("Sospensione")


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """One entry, its history, and the acts of the head of procedure (POST `do`)."""
    found = with_last_day(
        RegisterEntry.objects.select_related(
            "call__office", "application__lead", "application__call", "term", "confirmation"
        ).filter(pk=pk)
    ).first()
    if found is None or not may_review(request.person, found.call):
        raise Http404
    do = request.POST.get("do", "")
    acts: dict[str, tuple[type[forms.Form], Any, str]] = {
        "keep": (ReasonForm, _keep, _("Iscrizione lasciata valida.")),
        "suspend": (ReasonForm, _suspend, _("Iscrizione sospesa: l’impresa ha tempo per rimediare.")),
        "reinstate": (ReasonForm, _reinstate, _("Iscrizione di nuovo valida.")),
        "remove": (RemovalForm, _remove, _("Iscrizione cancellata.")),
    }
    forms_by_name = {
        name: kind(request.POST if name == do else None, prefix=name, auto_id=f"{name}-%s")
        for name, (kind, _act, _done) in acts.items()
    }
    status, theirs = 200, None
    if do in acts:
        form, status = forms_by_name[do], 422
        if form.is_valid():
            try:
                acts[do][1](found, form.cleaned_data, version_of(request), request.person)
            except Refused as refusal:
                field = refusal.field if refusal.field in form.fields else None
                form.add_error(field, refusal.message)
                status = status_of(refusal)
                found.refresh_from_db()
                if isinstance(refusal, Conflict):
                    theirs = _theirs(refusal, found, do, form.data.get(f"{do}-reason", ""))
            else:
                done = acts[do][2]
                messages.success(request, done if do == "keep" else firm_told(found.application, done))
                return redirect("evaluation:entry", pk=pk)
    events = list(found.events.select_related("by", "form").order_by("-pk"))
    context = {
        "entry": found,
        "application": found.application,
        "rule": rule_of(found.call),
        "events": [{"event": event, "word": event_word(event.kind)} for event in events],
        "missing": declared_missing(events),
        "renewed_by": renewed_by(events),
        "proposal": proposal_word(found.proposal),
        "soon": _soon(found),
        "may_direct": may_direct(request.person, found.call),
        "may_suspend": found.state == EntryState.ACTIVE,
        "may_reinstate": found.state == EntryState.SUSPENDED,
        "may_remove": found.state in IN_REGISTER,
        "may_keep": found.state == EntryState.ACTIVE and bool(found.proposal),
        "keep_form": forms_by_name["keep"],
        "suspend_form": forms_by_name["suspend"],
        "reinstate_form": forms_by_name["reinstate"],
        "remove_form": forms_by_name["remove"],
        "do": do,
        "theirs": theirs,
    }
    return render(request, "evaluation/entry.html", context, status=status)


def _theirs(refusal: Conflict, entry: RegisterEntry, do: str, written: str) -> dict[str, Any]:
    """What a colleague did meanwhile, and whether what this officer wanted can still be done."""
    wanted = {"suspend": EntryState.SUSPENDED, "reinstate": EntryState.ACTIVE, "remove": EntryState.REMOVED}
    return {
        **refusal.theirs,
        "word": event_word(str(refusal.theirs["event"])),
        "still": may_move(EntryState(entry.state), wanted[do]) if do in wanted else bool(entry.proposal),
        "written": written.strip(),
    }


def _keep(entry: RegisterEntry, data: dict[str, Any], version: int, by: Any) -> None:
    keep_entry(entry=entry, reason=data["reason"], base_version=version, by=by)


def _suspend(entry: RegisterEntry, data: dict[str, Any], version: int, by: Any) -> None:
    suspend_entry(entry=entry, reason=data["reason"], base_version=version, by=by)


def _reinstate(entry: RegisterEntry, data: dict[str, Any], version: int, by: Any) -> None:
    reinstate_entry(entry=entry, reason=data["reason"], base_version=version, by=by)


def _remove(entry: RegisterEntry, data: dict[str, Any], version: int, by: Any) -> None:
    remove_entry(
        entry=entry,
        reason=data["reason"],
        act_number=data["act_number"],
        act_on=data["act_on"],
        on_request=data["on_request"],
        base_version=version,
        by=by,
    )
