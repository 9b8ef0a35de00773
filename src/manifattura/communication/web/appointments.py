"""Booking an appointment: what offices offer, the free slots by day, the form, one's own appointment.

All of it changes with each booking, so nobody's cache keeps it; it needs no session.
"""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.forms import show_refusal

from ..actions.book_appointment import book_appointment
from ..actions.cancel_appointment import cancel_appointment
from ..domain.appointments import AppointmentState, may_change
from ..models import Appointment
from ..queries.appointments import (
    appointment_by_code,
    by_day,
    free_slot,
    free_slots,
    offered_service,
    offered_services,
)
from ..queries.calendars import appointment_calendar
from .appointment_forms import BookingForm

PER_HOUR = 10
DAYS_PER_PAGE = 7


@require_safe
@audience("public")
def appointments(request: HttpRequest) -> HttpResponse:
    context = {"services": offered_services()}
    return kept_by_nobody(render(request, "communication/appointments.html", context))


@require_safe
@audience("public")
def appointment_service(request: HttpRequest, pk: int) -> HttpResponse:
    service = offered_service(pk)
    if service is None:
        raise Http404
    days = Paginator(by_day(free_slots(service)), DAYS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"service": service, "page": days, "is_taken": "preso" in request.GET}
    return kept_by_nobody(render(request, "communication/appointment_service.html", context))


@csrf_exempt  # no token: it would take a session of a visitor who needs none. The origin is checked instead
@audience("public")
def appointment_form(request: HttpRequest, pk: int, slot_pk: int) -> HttpResponse:
    service = offered_service(pk)
    if service is None:
        raise Http404
    slot = free_slot(slot_pk)
    is_of_another = slot is not None and slot.service_id != pk
    if is_of_another or (slot is None and request.method != "POST"):
        answer = redirect("communication:appointment-service", pk)
        answer["Location"] += "?preso"
        return kept_by_nobody(answer)
    form = BookingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        if refused := refusal_of(request, "communication.appointment", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                book_appointment(slot_id=slot_pk, **form.cleaned_data)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect("communication:appointment-sent", pk))
    context = {"service": service, "slot": slot, "form": form}
    status = 422 if form.errors else 200
    return kept_by_nobody(render(request, "communication/appointment_form.html", context, status=status))


@require_safe
@audience("public")
def appointment_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """The same page for an address that is new and for one that has an appointment: only its holder reads which."""
    service = offered_service(pk)
    if service is None:
        raise Http404
    return kept_by_nobody(render(request, "communication/appointment_sent.html", {"service": service}))


@csrf_exempt  # whoever holds the code of the mail is the person; the origin is checked besides
@audience("public")
def appointment(request: HttpRequest, code: str) -> HttpResponse:
    """When, where, cancelling. A wrong code: a page that says so, and nothing changes."""
    made = appointment_by_code(code)
    if made is None:
        return kept_by_nobody(render(request, "communication/appointment_unknown.html", {}, status=404))
    refused = ""
    if request.method == "POST":
        refused = refusal_of(request, "communication.appointment_cancel", PER_HOUR) or _cancel(code)
        if not refused:
            return kept_by_nobody(redirect("communication:appointment", code))
    context = {
        "appointment": made,
        "slot": made.slot,
        "service": made.slot.service,
        "refused": refused,
        "is_booked": made.state == AppointmentState.BOOKED,
        "is_off": made.state == AppointmentState.OFF,
        "may_cancel": may_change(made.slot.starts_at, now()),
    }
    status = 422 if refused else 200
    return kept_by_nobody(render(request, "communication/appointment.html", context, status=status))


def _cancel(code: str) -> str:
    """Why not; "" when it is done."""
    try:
        cancel_appointment(code=code)
    except Refused as refusal:
        return refusal.message
    except Appointment.DoesNotExist as gone:
        raise Http404 from gone
    return ""


@require_safe
@audience("public")
def appointment_ics(request: HttpRequest, code: str) -> HttpResponse:
    made = appointment_by_code(code)
    if made is None:
        raise Http404
    content, _method = appointment_calendar(made)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appuntamento.ics"'
    return kept_by_nobody(response)
