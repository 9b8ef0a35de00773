"""The office's side of appointments: the agenda of a day, what the office offers, the slots it opens and calls off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.accounts.permissions import is_office
from manifattura.accounts.queries.offices import offices_for
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import ROME, now, today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.ui.forms import show_refusal

from ..actions.call_off_slot import call_off_slot
from ..actions.mark_appointments import mark_appointments
from ..actions.offer_appointments import FACTS, change_offer, offer_appointments
from ..actions.open_appointment_slots import open_appointment_slots, planned_slots
from ..models import AppointmentService
from ..permissions import may_keep_appointments
from ..queries.appointments import agenda, services_for, slot_for, slots_to_come
from .appointment_forms import CallOffForm, ServiceForm, SlotsForm
from .office_registers import ticked_marks

PER_PAGE = 50
HEADS = ("inizio", "fine", "servizio", "ufficio", "nome", "email", "motivo", "presente")
DAY = timedelta(days=1)


@audience("office")
def agenda_page(request: HttpRequest) -> HttpResponse:
    """One day; without a date, today."""
    _staff_only(request)
    day = _day(request)
    here = f"{reverse('communication:agenda')}?giorno={day.isoformat()}"
    if request.method == "POST":
        try:
            n = mark_appointments(came=ticked_marks(request), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        messages.success(
            request, ngettext("%(n)s presenza aggiornata.", "%(n)s presenze aggiornate.", n) % {"n": n}
        )
        return redirect(here)
    context = {
        "day": day,
        "before": (day - DAY).isoformat(),
        "after": (day + DAY).isoformat(),
        "is_today": day == today(),
        "rows": list(agenda(request.person, day)),
        "moment": now(),
    }
    return render(request, "communication/office/agenda.html", context)


@require_safe
@audience("office")
def agenda_csv(request: HttpRequest) -> StreamingHttpResponse:
    _staff_only(request)
    day = _day(request)
    return kept_by_nobody(csv_answer(f"appuntamenti-{day.isoformat()}.csv", HEADS, _rows(request, day)))


def _rows(request: HttpRequest, day: date) -> Iterator[tuple[str, ...]]:
    for one in agenda(request.person, day):
        yield (
            one.slot.starts_at.astimezone(ROME).isoformat(timespec="minutes"),
            one.slot.ends_at.astimezone(ROME).isoformat(timespec="minutes"),
            one.slot.service.name,
            one.slot.service.office.name,
            one.name,
            one.email,
            one.reason,
            "" if one.came is None else "sì" if one.came else "no",
        )


@require_safe
@audience("office")
def service_list(request: HttpRequest) -> HttpResponse:
    _staff_only(request)
    page = Paginator(services_for(request.person), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "communication/office/appointment_services.html", {"page": page})


@audience("office")
def service_new(request: HttpRequest) -> HttpResponse:
    _staff_only(request)
    form = ServiceForm(request.POST if request.method == "POST" else None, offices=_offices(request))
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        try:
            made = offer_appointments(office_id=facts.pop("office"), facts=facts, by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Servizio salvato. Adesso apri gli orari."))
            return redirect("communication:slots-open", made.pk)
    return _form_page(request, "appointment_offer", {"form": form})


@audience("office")
def service_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What is offered, and the slots to come with who is in them counted."""
    service = _service(request, pk)
    offices = [(service.office_id, service.office.name)]
    kept = {"office": service.office_id, **{name: getattr(service, name) for name in FACTS}}
    form = ServiceForm(request.POST if request.method == "POST" else None, offices=offices, initial=kept)
    if request.method == "POST" and form.is_valid():
        facts = dict(form.cleaned_data)
        facts.pop("office")
        version = request.POST.get("version", "")
        try:
            change_offer(
                service=service,
                version=int(version) if version.isdecimal() else 0,
                facts=facts,
                by=request.person,
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Servizio salvato. Vale per gli orari che apri da adesso."))
            return redirect("communication:offer", pk)
    page = Paginator(slots_to_come(service), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "service": service, "page": page, "moment": now()}
    return _form_page(request, "appointment_offer", context)


@audience("office")
def slots_open(request: HttpRequest, pk: int) -> HttpResponse:
    """The slots are shown first; the second button opens them."""
    service = _service(request, pk)
    form = SlotsForm(request.POST if request.method == "POST" else None)
    planned: Any = ()
    if request.method == "POST" and form.is_valid():
        plan = form.plan(service.minutes)
        try:
            if "open" in request.POST:
                n = len(open_appointment_slots(service=service, plan=plan, by=request.person))
                messages.success(
                    request, ngettext("%(n)s orario aperto.", "%(n)s orari aperti.", n) % {"n": n}
                )
                return redirect("communication:offer", pk)
            planned = planned_slots(service=service, plan=plan)
        except Refused as refusal:
            show_refusal(form, refusal)
    context = {"form": form, "service": service, "planned": planned, "days": _days(planned)}
    return _form_page(request, "appointment_slots", context)


@audience("office")
def slot_off(request: HttpRequest, pk: int) -> HttpResponse:
    _staff_only(request)
    slot = slot_for(request.person, pk)
    if slot is None:
        raise Http404
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            n = call_off_slot(slot=slot, because=form.cleaned_data["because"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            said = ngettext(
                "Orario annullato: avvisiamo %(n)s persona.", "Orario annullato: avvisiamo %(n)s persone.", n
            )
            messages.success(request, said % {"n": n})
            return redirect("communication:offer", slot.service_id)
    return _form_page(request, "appointment_off", {"form": form, "slot": slot})


def _form_page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    status = 422 if context["form"].errors else 200
    return render(request, f"communication/office/{name}.html", context, status=status)


def _days(planned: Any) -> list[tuple[date, list[Any]]]:
    days: dict[date, list[Any]] = {}
    for one in planned:
        days.setdefault(one.starts_at.date(), []).append(one)
    return list(days.items())


def _day(request: HttpRequest) -> date:
    try:
        found = date.fromisoformat(request.GET.get("giorno", ""))
    except ValueError:
        return today()
    return found if date(2000, 1, 1) < found < date(2200, 1, 1) else today()


def _offices(request: HttpRequest) -> list[tuple[int, str]]:
    return [(one.pk, one.name) for one in offices_for(request.person)]


def _staff_only(request: HttpRequest) -> None:
    if not is_office(request.person):
        raise PermissionDenied


def _service(request: HttpRequest, pk: int) -> AppointmentService:
    found = AppointmentService.objects.select_related("office").filter(pk=pk).first()
    if found is None:
        raise Http404
    if not may_keep_appointments(request.person, found):
        raise PermissionDenied
    return found
