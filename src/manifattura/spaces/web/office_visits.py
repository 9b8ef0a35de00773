"""Visits for the office: turns of a space, who comes, presence, calls that ask for the certificate; the agenda of all."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.ui.formats import date_text
from manifattura.ui.forms import show_refusal
from manifattura.ui.statuses import find_status

from ..actions.book_visit import mark_visit
from ..actions.certify_visit import ask_for_certificate, drop_certificate_rule
from ..actions.open_slots import cancel_slot, open_slots
from ..domain.visits import BookingState, may_mark
from ..models import Space, VisitBooking, VisitSlot
from ..queries.visits import agenda, asked_by, certificate_questions, compulsory_visits, slots_of
from .cards import keepers_only
from .visit_forms import CancelSlotForm, RuleForm, SlotsForm

IN_A_PAGE = 20


@audience("office")
def visits(request: HttpRequest) -> HttpResponseBase:
    """Turns of every space: those to come, or all; `?formato=csv` gives who is in them."""
    keepers_only(request)
    every = request.GET.get("quali") == "tutti"
    found = agenda(None if every else now())
    if request.GET.get("formato") == "csv":
        heads = [_("Spazio"), _("Turno"), _("Impresa"), _("Persone"), _("Stato"), _("Codice")]
        rows = VisitBooking.objects.filter(slot__in=found).select_related("slot", "space", "organisation")
        return csv_answer("visite.csv", heads, (_row(one) for one in rows.iterator(chunk_size=500)))
    page = Paginator(found, IN_A_PAGE).get_page(request.GET.get("page"))
    here = reverse("spaces:office_visits")
    tabs = [
        {"label": _("In arrivo"), "href": here, "current": not every},
        {"label": _("Tutti"), "href": f"{here}?quali=tutti", "current": every},
    ]
    return render(request, "spaces/office_visits.html", {"page": page, "tabs": tabs, "every": every})


def _row(one: VisitBooking) -> list[Any]:
    word = str(find_status("space_visit", one.state).word)
    return [
        one.space.code,
        date_text(one.slot.starts_at, "hour"),
        one.organisation.name,
        one.people,
        word,
        one.code,
    ]


@audience("office")
def of_space(request: HttpRequest, pk: int) -> HttpResponse:
    """One space: open turns, cancel one, write who came, say which call asks for the certificate."""
    keepers_only(request)
    space = get_object_or_404(Space, pk=pk)
    step = request.POST.get("passo", "")
    questions = certificate_questions(request.person)
    slots = SlotsForm(request.POST if step == "apri" else None)
    rule = RuleForm(request.POST if step == "bando" else None, questions=questions)
    wrong: Any = None
    if request.method == "POST":
        done, wrong = _act(request, space, step, slots, rule)
        if done:
            messages.success(request, done)
            return redirect("spaces:office_space_visits", pk)
    moment = now()
    page = Paginator(slots_of(space, moment), IN_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "space": space,
        "page": page,
        "rows": [
            {
                "slot": one,
                "bookings": [
                    {
                        "booking": place,
                        "may_mark": place.state == BookingState.BOOKED and may_mark(one.starts_at, moment),
                    }
                    for place in one.bookings.all()
                ],
                "may_cancel": one.cancelled_at is None and one.ends_at > moment,
            }
            for one in page
        ],
        "slots": slots,
        "rule": rule,
        "wrong": wrong,
        "rules": [(one, asked_by(one)) for one in compulsory_visits(space)],
        "questions": questions,
    }
    return render(request, "spaces/office_space_visits.html", context, status=422 if wrong else 200)


def _act(request: HttpRequest, space: Space, step: str, slots: SlotsForm, rule: RuleForm) -> tuple[str, Any]:
    """(what was done, None), or ("", the form that says what is wrong)."""
    by = request.person
    form: Any = {"apri": slots, "bando": rule}.get(step) or CancelSlotForm(request.POST)
    try:
        if step == "apri" and slots.is_valid():
            made = open_slots(space=space, **slots.values(), by=by)
            return ngettext("%(n)s turno aperto.", "%(n)s turni aperti.", len(made)) % {"n": len(made)}, None
        if step == "bando" and rule.is_valid():
            ask_for_certificate(space=space, question=rule.cleaned_data["question"], by=by)
            return _("Chi visita questo spazio trova il certificato nella bozza di quel bando."), None
        if step == "non-chiede":
            number = _number(request, "regola")
            drop_certificate_rule(rule=get_object_or_404(compulsory_visits(space), pk=number), by=by)
            return _("Il bando non chiede più il certificato."), None
        if step == "annulla" and form.is_valid():
            slot = get_object_or_404(VisitSlot, space=space, pk=_number(request, "turno"))
            cancel_slot(slot=slot, because=form.cleaned_data["because"], by=by)
            return _("Turno annullato: chi aveva un posto riceve un messaggio."), None
        if step in ("venuta", "assente"):
            booking = get_object_or_404(VisitBooking, space=space, pk=_number(request, "posto"))
            mark_visit(booking=booking, came=step == "venuta", by=by)
            return _("Presenza scritta."), None
    except Refused as refusal:
        if step in ("venuta", "assente"):
            form = forms.Form({})
        form.is_valid()
        show_refusal(form, refusal)
    return "", form


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    return int(given) if given.isdecimal() and len(given) < 12 else 0
