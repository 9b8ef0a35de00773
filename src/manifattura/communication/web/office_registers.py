"""The office's side of events: who signed up, the list for the door, who came."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.public_cache import kept_by_nobody

from ..actions.mark_who_came import mark_who_came
from ..domain.attendance import SignUpState
from ..models import SessionRegister
from ..permissions import may_keep_registers
from ..queries.registers import people_of, register_of, registers_with_counts
from ..queries.sessions import source_date

PER_PAGE = 50
HEADS = ("appuntamento", "inizio", "nome", "email", "impresa", "esigenze", "posto", "iscritto_il", "presente")


@require_safe
@audience("office")
def register_list(request: HttpRequest) -> HttpResponse:
    if not may_keep_registers(request.person):
        raise PermissionDenied
    page = Paginator(registers_with_counts(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "communication/office/register_list.html", {"page": page, "moment": now()})


@audience("office")
def register_detail(request: HttpRequest, key: UUID) -> HttpResponse:
    register = _register(request, key)
    refused = ""
    if request.method == "POST":
        try:
            n = mark_who_came(register=register, came=ticked_marks(request), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            refused = refusal.message
        else:
            messages.success(
                request,
                ngettext("%(n)s presenza aggiornata.", "%(n)s presenze aggiornate.", n) % {"n": n},
            )
            return redirect("communication:register", key)
    people = list(people_of(register))
    date = source_date(register.session_key)
    context = {
        "register": register,
        "seats": date.seats if date else None,
        "confirmed": [one for one in people if one.state == SignUpState.CONFIRMED],
        "waiting": [one for one in people if one.state == SignUpState.WAITING],
        "has_begun": register.starts_at <= now(),
        "refused": refused,
    }
    status = 422 if refused else 200
    return render(request, "communication/office/register_detail.html", context, status=status)


def ticked_marks(request: HttpRequest) -> dict[int, bool]:
    """Only the marks that differ from what the page showed: the ticks of a colleague at another door stay."""
    shown = {key.removeprefix("was-"): value for key, value in request.POST.items() if key.startswith("was-")}
    now_ticked = set(request.POST.getlist("came"))
    return {
        int(pk): pk in now_ticked
        for pk, before in shown.items()
        if pk.isdecimal() and (pk in now_ticked) != (before == "1")
    }


@require_safe
@audience("office")
def register_csv(request: HttpRequest, key: UUID) -> StreamingHttpResponse:
    register = _register(request, key)
    return kept_by_nobody(csv_answer("iscritti.csv", HEADS, _rows(register)))


def _rows(register: SessionRegister) -> Iterator[tuple[str, ...]]:
    for one in people_of(register):
        yield (
            register.title,
            register.starts_at.isoformat(timespec="minutes"),
            one.name,
            one.email,
            one.firm,
            one.needs,
            "confermato" if one.state == SignUpState.CONFIRMED else "in attesa",
            one.signed_up_at.isoformat(timespec="seconds"),
            "" if one.came is None else "sì" if one.came else "no",
        )


def _register(request: HttpRequest, key: UUID) -> SessionRegister:
    if not may_keep_registers(request.person):
        raise PermissionDenied
    register = register_of(key)
    if register is None:
        raise Http404
    return register
