"""Requests to accept: who answered, whose term runs or is over; extend once, declare forfeiture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.applications.domain.arrivals import About
from manifattura.applications.queries.later_arrivals import arrivals_about, late_acceptances
from manifattura.applications.queries.told_words import firm_told
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text
from manifattura.ui.forms import DateField, show_refusal
from manifattura.ui.statuses import find_status

from ..actions.extend_acceptance import MOST_DAYS, extend_acceptance
from ..actions.record_leaving import record_leaving
from ..domain.states import DepartureKind
from ..models import Acceptance
from ..queries.acceptances import Request, acceptances_of, request_of, requests
from .access import call_for
from .after import after_context
from .sessions import session_for, session_query

if TYPE_CHECKING:
    from manifattura.calls.models import Call

PER_PAGE = 50


class ExtendForm(forms.Form):
    days = forms.IntegerField(label=gettext_lazy("Giorni in più"), min_value=1, max_value=MOST_DAYS)
    reason = forms.CharField(label=gettext_lazy("Motivo"), widget=forms.Textarea(attrs={"rows": 3}))


class ForfeitForm(forms.Form):
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data dell’atto"))
    reason = forms.CharField(label=gettext_lazy("Motivo"), widget=forms.Textarea(attrs={"rows": 3}))


@audience("office")
@require_safe
def acceptances_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    page = Paginator(acceptances_of(session), PER_PAGE).get_page(request.GET.get("page"))
    context = after_context(request, call, session, "acceptances")
    context |= {"page": page, "rows": [_row(one) for one in requests(page.object_list)]}
    return render(request, "evaluation/acceptances_office.html", context)


@audience("office")
@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    call = call_for(request, pk)
    heads = [
        _("Domanda"),
        _("Impresa"),
        _("Chiesti"),
        _("Concessi"),
        _("Versione"),
        _("Stato"),
        _("Scade"),
        _("Motivo"),
    ]
    rows = (_line(one) for one in requests(acceptances_of(session_for(request, call))))
    return csv_answer(f"{call.slug}-accettazioni.csv", heads, rows)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def acceptance_office(request: HttpRequest, pk: int, acceptance_pk: int) -> HttpResponse:
    call = call_for(request, pk)
    found = acceptance_in(call, acceptance_pk)
    session = found.ranking.round
    which = request.POST.get("act", "")
    extend = ExtendForm(request.POST if which == "extend" else None, prefix="e")
    forfeit = ForfeitForm(request.POST if which == "forfeit" else None, prefix="f")
    status = 200
    if request.method == "POST":
        form = forfeit if which == "forfeit" else extend
        if form.is_valid() and _done(request, found, which, form):
            return redirect(
                reverse("evaluation:acceptances_office", args=[pk]) + session_query(call, session)
            )
        status = 422
    context = after_context(request, call, session, "acceptances")
    context |= {
        "row": _row(request_of(found)),
        "arrival": arrivals_about(About.ACCEPTANCE, [found.pk]).get(str(found.pk)),
        "late_arrivals": list(late_acceptances(found.pk)),
        "extend": extend,
        "forfeit": forfeit,
    }
    return render(request, "evaluation/acceptance_office.html", context, status=status)


def acceptance_in(call: Call, pk: int) -> Acceptance:
    """A request of this call, or 404."""
    found = (
        Acceptance.objects.select_related("application__call__office", "application__lead", "ranking__round")
        .defer("ranking__input_document", "ranking__result_document")
        .filter(pk=pk, ranking__call=call)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _done(request: HttpRequest, acceptance: Acceptance, which: str, form: forms.Form) -> bool:
    facts = form.cleaned_data
    try:
        if which == "forfeit":
            record_leaving(
                application=acceptance.application,
                kind=DepartureKind.FORFEITED,
                reason=facts["reason"],
                act_number=facts["act_number"],
                act_on=facts["act_on"],
                acceptance=acceptance,
                by=request.person,
            )
            messages.success(request, firm_told(acceptance.application, _("Decadenza dichiarata.")))
        else:
            extend_acceptance(
                acceptance=acceptance, days=facts["days"], reason=facts["reason"], by=request.person
            )
            messages.success(request, firm_told(acceptance.application, _("Termine prolungato.")))
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _row(one: Request) -> dict[str, Any]:
    return {"request": one, "acceptance": one.acceptance, "state": state_of(one)}


def state_of(one: Request) -> str:
    """A key of the vocabulary `acceptance`."""
    if one.acceptance.outcome:
        return one.acceptance.outcome
    if one.is_over:
        return "over"
    return "running" if one.term is not None and one.term.starts_on else "waiting"


def own_state_of(one: Request) -> str:
    """The same, as the applicant reads it: it may answer before the term starts."""
    state = state_of(one)
    return "running" if state == "waiting" else state


def _line(one: Request) -> list[Any]:
    acceptance = one.acceptance
    return [
        acceptance.application.code,
        acceptance.application.lead.name,
        acceptance.requested,
        acceptance.amount,
        acceptance.ranking.version,
        find_status("acceptance", state_of(one)).word,
        date_text(one.due_on) if one.due_on else "",
        acceptance.reason,
    ]
