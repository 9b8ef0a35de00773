"""Seats of an organisation: add, correct, remove."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience

from ..actions.save_seat import remove_seat, save_seat
from ..domain.kinds import ParticipantKind
from .access import changeable_organisation, done, rights, tried
from .forms import SeatForm


@audience("person")
def seat(request: HttpRequest, pk: int, seat: int | None = None) -> HttpResponse:
    """One seat, new or existing."""
    organisation = changeable_organisation(request, pk)
    if organisation.kind == ParticipantKind.GROUPING:
        raise Http404
    found = get_object_or_404(organisation.seats, pk=seat) if seat else None
    initial = {}
    if found is not None:
        initial = {name: getattr(found, name) for name in ("kind", "address", "postal_code", "city")}
        initial |= {"nil": found.nil_id, "municipio": found.municipio_id}
    form = SeatForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if tried(
            form,
            lambda: save_seat(organisation=organisation, seat=found, by=request.person, **given),
        ):
            messages.success(request, _("Sede salvata."))
            return redirect("organisations:detail", pk=pk)
    context = {**rights(request, organisation), "form": form, "seat": found}
    return render(request, "organisations/seat.html", context)


@audience("person")
@require_POST
def remove(request: HttpRequest, pk: int, seat: int) -> HttpResponse:
    organisation = changeable_organisation(request, pk)
    found = get_object_or_404(organisation.seats, pk=seat)
    done(request, lambda: remove_seat(seat=found, by=request.person), _("Sede tolta."))
    return redirect("organisations:detail", pk=pk)
