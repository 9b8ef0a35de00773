"""Agreements for who has one: what is paid when and why, what to do next, documents, due dates as a calendar."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.domain.calendar_file import DayEvent, calendar_of_days
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now, today
from manifattura.kernel.files import file_response
from manifattura.ui.formats import money_text

from ..domain.agreement_dates import InstalmentState, instalment_state
from ..domain.agreements import NOT_SIGNED, RUNNING, AgreementState
from ..models import Agreement, Instalment
from ..permissions import may_see_agreement
from ..queries.agreement_terms import preview
from ..queries.agreement_words import CHECKS, FILES, kind_text
from ..queries.agreements import agreement_with_code, agreements_of, enters_space
from .agreement_facts import (
    aid_rows,
    contract_rows,
    cut_rows,
    foreseen_rows,
    instalment_rows,
    is_folded,
    terms_rows,
    works_rows,
)

IN_A_PAGE = 10


@require_safe
@audience("person")
def agreements(request: HttpRequest) -> HttpResponse:
    """Those of the person's firms."""
    page = Paginator(agreements_of(request.person), IN_A_PAGE).get_page(request.GET.get("page"))
    rows = [{"one": one, "kind": kind_text(one), "next": next_payment(one)} for one in page]
    return render(request, "spaces/agreements.html", {"page": page, "rows": rows})


def next_payment(one: Agreement) -> Instalment | None:
    """The first instalment to pay, of an agreement that binds."""
    if one.state not in RUNNING:
        return None
    return next((row for row in one.instalments.all() if row.paid_on is None and row.rent > row.offset), None)


def _seen(request: HttpRequest, code: str) -> Agreement:
    found = agreement_with_code(code)
    if found is None or not may_see_agreement(request.person, found):
        raise Http404
    return found


@require_safe
@audience("person")
def agreement(request: HttpRequest, code: str) -> HttpResponse:
    """One of them."""
    found = _seen(request, code)
    written = list(found.instalments.all())
    works, works_reason = works_rows(found)
    title, text = to_do(found, written)
    lines = instalment_rows(found, written, today())
    waits = not written and found.state in (AgreementState.CHECK_READY, AgreementState.SIGNED)
    foreseen = [row for row in foreseen_rows(preview(found)) if row["row"].rent] if waits else []
    context = {
        "one": found,
        "kind": kind_text(found),
        "todo_title": title,
        "todo_text": text,
        "terms": terms_rows(found),
        "cuts": cut_rows(found),
        "aid": aid_rows(found),
        "contract": contract_rows(found),
        "works": works,
        "works_reason": works_reason,
        "instalments": lines,
        "foreseen": foreseen,
        "far": is_folded(lines or foreseen),
        "files": [{"file": one, "kind": FILES[one.kind]} for one in found.files.all()],  # type: ignore[index]
        "checks": [{"check": one, "outcome": CHECKS[one.outcome]} for one in found.checks.all()],  # type: ignore[index]
    }
    return render(request, "spaces/agreement.html", context)


def to_do(one: Agreement, written: list[Instalment]) -> tuple[str, str]:
    """What the tenant does next: title and text; empty where nothing."""
    late = [row for row in written if _state(row) is InstalmentState.OVERDUE]
    if one.state in RUNNING and late:
        owed = money_text(sum(row.rent - row.offset for row in late))
        return _("Paga il canone in ritardo"), _(
            "Mancano {amount}. Se hai già pagato, manda la ricevuta all’ufficio."
        ).format(amount=owed)
    if one.state in NOT_SIGNED:
        return _("Leggi le condizioni"), _("Se qualcosa non torna, scrivi all’ufficio prima della firma.")
    if one.state == AgreementState.SIGNED and one.deposit_due and not one.deposit_lodged_on:
        return _("Versa il deposito cauzionale"), _(
            "{amount}: bonifico o fideiussione. Poi l’ufficio ti consegna lo spazio."
        ).format(amount=money_text(one.deposit_due))
    if one.state == AgreementState.SIGNED and enters_space(one):
        return _("Vieni a prendere le chiavi"), _(
            "L’ufficio ti scrive il giorno della consegna: si leggono i contatori e si firma il verbale."
        )
    if one.state == AgreementState.HANDED_OVER:
        return _("Comincia l’attività"), _(
            "Quando cominci, dillo all’ufficio: lo registra, e il termine si chiude."
        )
    return "", ""


def _state(row: Instalment) -> InstalmentState:
    return instalment_state(row.due_on, row.rent - row.offset, row.paid_on, today())


@require_safe
@audience("person")
def agreement_calendar(request: HttpRequest, code: str) -> HttpResponse:
    """What is to be paid and the other days of the agreement, for any calendar."""
    found = _seen(request, code)
    answer = HttpResponse(calendar_of_agreement(found), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="accordo-{found.code}.ics"'
    return answer


def calendar_of_agreement(one: Agreement) -> bytes:
    host = settings.PUBLIC_ADDRESS.split("//")[-1]
    url = f"{settings.PUBLIC_ADDRESS}{reverse('spaces:agreement', args=[one.code])}"
    name = one.space.name or one.space.code
    days: list[tuple[str, Any, str]] = [
        (
            f"rata-{row.number}",
            row.due_on,
            _("Canone da pagare: {amount}").format(amount=money_text(row.rent - row.offset)),
        )
        for row in one.instalments.all()
        if row.paid_on is None and row.rent > row.offset
    ]
    if one.state in RUNNING:
        if one.activity_due_on and one.state != AgreementState.ACTIVE:
            days.append(("inizio", one.activity_due_on, _("Ultimo giorno per cominciare l’attività")))
        if one.ends_on:
            days.append(("fine", one.ends_on, _("Fine dell’accordo")))
    moment = now()
    events = [
        DayEvent(f"accordo-{one.code}-{key}@{host}", on, moment, f"{text}, {name}", text, url)
        for key, on, text in days
    ]
    return calendar_of_days(
        events, product="-//Manifattura//Accordi//IT", name=_("Accordo {code}").format(code=one.code)
    )


@require_safe
@audience("person")
def agreement_file(request: HttpRequest, code: str, number: int) -> HttpResponseBase:
    file = get_object_or_404(_seen(request, code).files, pk=number)
    return file_response(file.storage_key, name=file.name, content_type=file.content_type, size=file.size)
