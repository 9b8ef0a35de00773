"""Read again and send; withdraw; prepare a new version."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.calls.domain.states import CallState
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.organisations.queries.organisations import capacity_of
from manifattura.ui.formats import money_text

from ..actions.adopt_edition import adopt_edition
from ..actions.prepare_submission import prepare_submission
from ..actions.send_prepared import send_prepared
from ..actions.start_again import start_again
from ..actions.submit_application import submit_application
from ..actions.withdraw_application import NOTHING_TO_WITHDRAW, withdraw_application
from ..domain.form import steps_of
from ..domain.self_check import check_project_seat
from ..domain.states import WITHDRAWABLE_STATES, ApplicationState
from ..models import Application
from ..permissions import is_known_to_send, may_send_application
from ..queries.applications import in_the_way
from ..queries.drafts import Draft
from ..queries.firm_facts import firm_rows
from ..queries.late_tickets import sending_pass
from ..queries.texts import translated
from ..queries.times import term_of
from ..queries.windows import window_of
from .access import application_for, bring_up_to_date
from .reminding import send_reminder
from .signing_context import signing_context
from .steps import SUMMARY, step_entries
from .summary_rows import declaration_rows, problem_rows, section_rows, senders_of

FORGOTTEN, REPLACES = "manca", "sostituisce"


@audience("person")
@require_safe
def summary(request: HttpRequest, code: str) -> HttpResponse:
    """Everything the office will receive, what is missing, and the button."""
    application = application_for(request, code)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", code=application.code)
    bring_up_to_date(request, application)
    missed = request.GET.get(FORGOTTEN) == "conferma"
    forgotten = _("Conferma di aver riletto la domanda, poi invia.") if missed else ""
    return show_summary(request, application, forgotten=forgotten)


def show_summary(
    request: HttpRequest,
    application: Application,
    *,
    refused: str = "",
    refused_file: str = "",
    refused_ticket: str = "",
    forgotten: str = "",
) -> HttpResponse:
    """The page; beside their fields, `refused_file` and `refused_ticket` say why these were not accepted, `forgotten` what to tick."""
    # what is read here is what is sent: frozen now, so that sending has little to do
    read = prepare_submission(application=application, by=request.person)
    window = window_of(application)
    seat_finding = check_project_seat(read.edition, read.visible.answers)
    problems = problem_rows(read)
    if problems or not window.is_open:
        # there is nothing to tick any more
        forgotten = ""
    if not window.takes_tickets:
        # nor a field for the code
        refused, refused_ticket = refused or refused_ticket, ""
    context = {
        "application": application,
        "edition": read.edition,
        "steps": step_entries(read, current=SUMMARY),
        "number": len(steps_of(read.edition)) + 1,
        "firm": firm_rows(read.applicant),
        "firm_url": f"{reverse('organisations:detail', args=[application.lead_id])}?{urlencode({'next': request.path})}",
        # what can only be read has nowhere to be changed
        "sections": [row if window.is_writable else {**row, "url": ""} for row in section_rows(read)],
        "money": _money(read),
        "declarations": declaration_rows(read) | ({} if window.is_writable else {"url": ""}),
        "problems": problems,
        "remark": translated(seat_finding.message) if seat_finding else "",
        "is_known": is_known_to_send(request.person),
        **signing_context(request.person, application, refused_file),
        "may_send": may_send_application(request.person, application),
        "capacity": capacity_of(request.person, application.lead),
        "senders": senders_of(application),
        "live": in_the_way(application.call_id, application.lead_id),
        "key": secrets.token_urlsafe(24),
        "pass": sending_pass(application, window.term, request.person),
        "ticket": request.POST.get("ticket", ""),
        "replaces": request.POST.get("replaces") or request.GET.get(REPLACES),
        "window": window,
        "refused": refused,
        "refused_ticket": refused_ticket,
        "ticket_lines": [(refused_ticket, "ticket")],
        "forgotten": forgotten,
        "forgotten_lines": [(forgotten, "confirm")],
    }
    status = 422 if refused_file or refused_ticket else 200
    return render(request, "applications/summary.html", context, status=status)


def _money(read: Draft) -> list[tuple[str, str]]:
    costs = read.costs
    if costs.cost is None:
        return []
    if costs.requested is None:
        return [(_("Spesa prevista"), money_text(costs.cost))]
    return [
        (_("Spesa prevista"), money_text(costs.cost)),
        (_("Contributo richiesto"), money_text(costs.requested)),
        (_("Quota tua"), money_text(costs.own_share)),
    ]


@audience("person")
@require_POST
def send(request: HttpRequest, code: str) -> HttpResponse:
    """Send; a second click finds the receipt of the first. The first lines are the way in on a crowded day."""
    key = request.POST.get("key") or secrets.token_urlsafe(24)
    ticket = request.POST.get("ticket")
    if request.POST.get("confirm") and ticket is None:
        sent = send_prepared(code=code.upper(), idempotency_key=key, by=request.person)
        if sent.submission_id is not None:
            return redirect("applications:receipt", code=code.upper())
    application = application_for(request, code)
    if application.state == ApplicationState.DRAFT and not request.POST.get("confirm"):
        # by an address of its own: "back" leads to the step before, not to a form that wants to be sent again
        asked = {FORGOTTEN: "conferma"} | ({REPLACES: "on"} if request.POST.get("replaces") else {})
        return redirect(f"{reverse('applications:summary', args=[application.code])}?{urlencode(asked)}")
    try:
        submit_application(
            application=application,
            idempotency_key=key,
            by=request.person,
            replaces=bool(request.POST.get("replaces")),
            late_ticket=ticket,
        )
    except Refused as refusal:
        if application.state != ApplicationState.DRAFT:
            messages.error(request, refusal.message)
            return redirect("applications:detail", code=application.code)
        if refusal.code == "amended":
            adopt_edition(application=application, by=request.person)
        beside = "refused_ticket" if refusal.code == "ticket" else "refused"
        return show_summary(request, application, **{beside: refusal.message})
    return redirect("applications:receipt", code=application.code)


@audience("person")
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Say what withdrawing means, then do it."""
    application = application_for(request, code)
    refused = ""
    if request.method == "POST":
        try:
            withdraw_application(application=application, by=request.person)
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(request, _withdrawn_words(application))
            return redirect("applications:detail", code=application.code)
    term = term_of(application)
    context = {
        "application": application,
        "deadline": term.shown_deadline,
        "is_open": term.is_open(now()),
        "is_suspended": application.call.state == CallState.SUSPENDED,
        "can": application.state in WITHDRAWABLE_STATES
        and application.call.state not in NOTHING_TO_WITHDRAW
        and may_send_application(request.person, application),
        "senders": [] if may_send_application(request.person, application) else senders_of(application),
        "refused": refused,
    }
    return render(request, "applications/withdraw.html", context)


@audience("person")
@require_POST
def again(request: HttpRequest, code: str) -> HttpResponse:
    """A new draft from this application."""
    application = application_for(request, code)
    try:
        fresh = start_again(application=application, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications:detail", code=application.code)
    messages.success(
        request,
        _("Ecco la nuova bozza, con le risposte di prima. Le dichiarazioni vanno confermate di nuovo."),
    )
    return redirect("applications:resume", code=fresh.code)


@audience("person")
@require_POST
def remind(request: HttpRequest, code: str, declaration: str, organisation: int) -> HttpResponse:
    """Write to who must declare."""
    return send_reminder(request, application_for(request, code), declaration, organisation)


def _withdrawn_words(application: Application) -> str:
    term = term_of(application)
    if application.call.state != CallState.PUBLISHED or not term.is_open(now()):
        return _("Domanda ritirata.")
    if term.shown_deadline is None:
        return _("Domanda ritirata. Puoi prepararne una nuova quando vuoi.")
    return _("Domanda ritirata. Puoi prepararne una nuova fino alla scadenza.")
