"""Visits for firms: take a place, see one's own, give it up, the appointment, the certificate; and its public check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.organisations.queries.organisations import organisation_for, organisations_of
from manifattura.ui.forms import show_refusal

from ..actions.book_visit import book_visit, cancel_visit
from ..actions.certify_visit import attach_certificate
from ..domain.visits import HOLDING, BookingState, may_still_book
from ..models import VisitBooking, VisitSlot
from ..permissions import may_see_booking
from ..queries.visit_files import calendar_of
from ..queries.visits import TAKEN, booking_with_code, bookings_of, drafts_waiting_for, where_to_meet
from .visit_forms import BookForm

IN_A_PAGE = 10


@audience("person")
def visits(request: HttpRequest) -> HttpResponse:
    """One's own places, the latest turn first."""
    if request.method == "POST":
        return _act(request)
    page = Paginator(bookings_of(request.person), IN_A_PAGE).get_page(request.GET.get("page"))
    moment = now()
    rows = [
        {
            "booking": one,
            "title": one.space.name or one.space.address,
            "where": where_to_meet(one) if one.state == BookingState.BOOKED else "",
            "may_cancel": one.state == BookingState.BOOKED and may_still_book(one.slot.starts_at, moment),
            "drafts": drafts_waiting_for(one),
        }
        for one in page
    ]
    return render(request, "spaces/visits.html", {"page": page, "rows": rows})


def _act(request: HttpRequest) -> HttpResponse:
    booking = get_object_or_404(bookings_of(request.person), code=request.POST.get("codice", ""))
    try:
        if request.POST.get("passo") == "allega":
            taken = attach_certificate(booking=booking, by=request.person)
            told = ngettext(
                "Certificato allegato a %(n)s bozza.", "Certificato allegato a %(n)s bozze.", taken
            )
            messages.success(request, told % {"n": taken})
        else:
            cancel_visit(booking=booking, by=request.person)
            messages.success(request, _("Visita disdetta: il posto è di nuovo libero."))
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("spaces:visits")


@audience("person")
def book(request: HttpRequest, number: int) -> HttpResponse:
    """Take a place in a turn, for one of one's firms."""
    slot = get_object_or_404(VisitSlot.objects.select_related("space__nil").annotate(taken=TAKEN), pk=number)
    held = {
        one.organisation_id: one
        for one in bookings_of(request.person).filter(space=slot.space, state__in=HOLDING)
    }
    own = organisations_of(request.person).order_by("name")
    firms = [(str(one.pk), one.name) for one in own if request.method == "POST" or one.pk not in held]
    form = BookForm(request.POST if request.method == "POST" else None, firms=firms)
    if request.method == "POST" and form.is_valid():
        try:
            firm = organisation_for(request.person, int(form.cleaned_data["organisation"]))
            people = int(form.cleaned_data["people"])
            book_visit(slot=slot, organisation=firm, people=people, by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(
                request, _("Visita prenotata. Ti abbiamo scritto con l’appuntamento per il calendario.")
            )
            return redirect("spaces:visits")
    context = {
        "slot": slot,
        "space": slot.space,
        "title": slot.space.name or slot.space.address,
        "form": form,
        "firms": firms,
        "held": None if firms else next(iter(held.values()), None),
        "full": slot.taken >= slot.capacity,
        "open": slot.cancelled_at is None and may_still_book(slot.starts_at, now()),
    }
    return render(request, "spaces/visit_book.html", context, status=422 if form.errors else 200)


def _seen(request: HttpRequest, code: str) -> VisitBooking:
    booking = booking_with_code(code)
    if booking is None or not may_see_booking(request.person, booking):
        raise Http404
    return booking


@require_safe
@audience("person")
def calendar(request: HttpRequest, code: str) -> HttpResponse:
    """The appointment, for any calendar."""
    answer = HttpResponse(calendar_of(_seen(request, code)), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="visita-{code}.ics"'
    return answer


@require_safe
@audience("person")
def certificate_file(request: HttpRequest, code: str) -> HttpResponseBase:
    booking = _seen(request, code)
    if not booking.certified_at:
        raise Http404
    return file_response(
        booking.storage_key,
        name=f"certificato-visita-{code}.pdf",
        content_type="application/pdf",
        size=booking.size,
    )


@require_safe
@audience("public")
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """Whether a certificate is true, for whoever holds it: the code is on the paper."""
    booking = booking_with_code(code.upper())
    if booking is None or not booking.certified_at:
        wrong = render(request, "spaces/certificate_unknown.html", {"code": code[:20]}, status=404)
        return kept_by_nobody(wrong)
    space = booking.space
    facts: list[Any] = [
        (_("Impresa"), booking.organisation.name),
        (_("Spazio"), f"{space.code}, {space.name or space.address}"),
        (_("Codice del certificato"), booking.code),
    ]
    return kept_by_nobody(render(request, "spaces/certificate.html", {"booking": booking, "facts": facts}))
