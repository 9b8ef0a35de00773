"""Signing up for a session, and the page of one's own sign-up: both for one person, kept by nobody."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.forms import show_refusal

from ..actions.cancel_sign_up import cancel_sign_up
from ..actions.sign_up_for_session import sign_up_for_session
from ..domain.attendance import SessionState, SignUpState
from ..queries.calendars import sign_up_calendar
from ..queries.registers import free_seats, place_in_queue, sign_up_by_code
from ..queries.sessions import event_date
from .sign_up_forms import SignUpForm

PER_HOUR = 20


@csrf_exempt  # no token: it would take a session of a visitor who needs none. The origin is checked instead
@audience("public")
def sign_up_form(request: HttpRequest, key: UUID) -> HttpResponse:
    date = event_date(key)
    if date is None:
        raise Http404
    if date.state in (SessionState.OVER, SessionState.FREE_ENTRY) or date.seats is None:
        return kept_by_nobody(redirect(date.event.address))
    form = SignUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if refused := refusal_of(request, "communication.sign_up", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                sign_up_for_session(session_key=key, **form.cleaned_data)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect("communication:sign-up-sent", key))
    context = {"date": date, "form": form, "free": free_seats(key, date.seats)}
    status = 422 if form.errors else 200
    return kept_by_nobody(render(request, "communication/sign_up_form.html", context, status=status))


@require_safe
@audience("public")
def sign_up_sent(request: HttpRequest, key: UUID) -> HttpResponse:
    """The same page for an address that is new and for one that is there already: only its holder reads which."""
    date = event_date(key)
    if date is None:
        raise Http404
    return kept_by_nobody(render(request, "communication/sign_up_sent.html", {"date": date}))


@csrf_exempt  # whoever holds the code of the mail is the person; the origin is checked besides
@audience("public")
def sign_up(request: HttpRequest, code: str) -> HttpResponse:
    """State, place in the queue, cancelling. A wrong code: a page that says so, and nothing changes."""
    made = sign_up_by_code(code)
    if made is None:
        return kept_by_nobody(render(request, "communication/sign_up_unknown.html", {}, status=404))
    refused = ""
    if request.method == "POST":
        refused = refusal_of(request, "communication.sign_up_cancel", PER_HOUR)
        if not refused:
            try:
                cancel_sign_up(code=code)
            except Refused as refusal:
                refused = refusal.message
            else:
                return kept_by_nobody(redirect("communication:sign-up", code))
    context = {
        "sign_up": made,
        "register": made.register,
        "queue": place_in_queue(made),
        "refused": refused,
        "date": event_date(made.register.session_key),
        "is_cancelled": made.state == SignUpState.CANCELLED,
    }
    status = 422 if refused else 200
    return kept_by_nobody(render(request, "communication/sign_up.html", context, status=status))


@require_safe
@audience("public")
def sign_up_ics(request: HttpRequest, code: str) -> HttpResponse:
    made = sign_up_by_code(code)
    if made is None:
        raise Http404
    content, _method = sign_up_calendar(
        made, is_off=made.state == SignUpState.CANCELLED or made.register.is_off
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="evento.ics"'
    return kept_by_nobody(response)
