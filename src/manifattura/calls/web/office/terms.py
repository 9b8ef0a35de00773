"""The terms of the office: every one with its state and last day, one by one with its computation, and as a table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.accounts.permissions import may_run_call_of
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.ui.formats import EMPTY, date_text
from manifattura.ui.statuses import find_status
from manifattura.ui.templatetags.ui_lists import query_with

from ...domain.clocks import TermKind, TermState
from ...models import Term
from ...permissions import may_prove_delivery, may_see_terms_of, may_suspend_term
from ...queries.term_words import KINDS, computation, kind_word, outcome_word, proof_word, status_key
from ...queries.terms import (
    OPEN,
    TermFilters,
    calls_with_terms,
    office_terms,
    officers_with_terms,
    open_feed,
    state_counts,
    term,
)

PER_PAGE = 40
STATES = (OPEN, *TermState)
CASEWORK_PAGES = ("evaluation:", "applications:", "spaces:", "records:")
"""Pages that only case officers and heads of procedure of the office open."""


@audience("office")
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """Every term of the person's offices, the nearest end first."""
    filters = _read(request.GET)
    counts = state_counts(request.person, filters)
    page = Paginator(office_terms(request.person, filters), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [_row(request, one, today()) for one in page],
        "states": _state_filters(request, filters, counts),
        "filters": filters,
        "kinds": [(key.value, word) for key, word in KINDS.items()],
        "calls": calls_with_terms(request.person),
        "officers": officers_with_terms(request.person),
        "is_filtered": bool(
            filters.kind
            or filters.call_id
            or filters.officer_id
            or filters.within is not None
            or filters.state != OPEN
        ),
        "query": request.GET.urlencode(),
        "has_feed": open_feed(request.person) is not None,
    }
    return render(request, "calls/office/terms.html", context)


@audience("office")
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Every row that the filters leave."""
    heads = [
        _("Termine"), _("Riguarda"), _("Domanda"), _("Bando"), _("Ufficio"), _("Chi lo segue"), _("Stato"),
        _("Giorni"), _("Parte"), _("Prova di consegna"), _("Riferimento"), _("Scade"), _("Giorni che restano"), _("Esito"),
    ]  # fmt: skip
    return csv_answer("termini.csv", heads, _export_rows(request))


@audience("office")
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One term, with its computation and what may be done."""
    return render(request, "calls/office/term.html", detail_context(request, office_term(request, pk)))


def office_term(request: HttpRequest, pk: int) -> Term:
    """The term, for people of its office; to others it does not exist."""
    try:
        found = term(pk)
    except Term.DoesNotExist as error:
        raise Http404 from error
    if not may_see_terms_of(request.person, found.office_id):
        raise Http404
    return found


def detail_context(request: HttpRequest, found: Term) -> dict[str, Any]:
    """What the pages of one term show."""
    day = today()
    state = found.state_on(day)
    return {
        **_row(request, found, day),
        "steps": computation(found),
        "facts": _facts(found),
        "may_prove": found.starts_on is None
        and state is TermState.WAITING
        and may_prove_delivery(request.person, found.office_id),
        "may_suspend": state is TermState.RUNNING and may_suspend_term(request.person, found.office_id),
        "may_resume": state is TermState.SUSPENDED
        and _stopped_by_hand(found, day)
        and may_suspend_term(request.person, found.office_id),
        "audit_url": f"{reverse('accounts:audit')}?subject=term:{found.pk}",
    }


def _stopped_by_hand(found: Term, day: date) -> bool:
    """The head stopped it; what the law or the call stops goes on by its own rule."""
    return any(
        not stop.ground and (stop.until is None or stop.until > day) for stop in found.suspensions.all()
    )


def _facts(found: Term) -> list[tuple[str, str]]:
    proof = " · ".join(filter(None, (proof_word(found.proof), found.proof_reference)))
    facts = [
        (_("Scade"), date_text(found.due_on, "long")),
        (_("Ufficio"), found.office.name),
        (_("Chi lo segue"), found.officer.full_name if found.officer else EMPTY),
    ]
    if proof:
        facts.append((_("Prova di consegna"), proof))
    if found.closed_at:
        facts.append((_("Esito"), f"{outcome_word(found.outcome)}, {date_text(found.closed_at)}"))
    return facts


def _row(request: HttpRequest, found: Term, day: date) -> dict[str, Any]:
    left = (found.due_on - day).days if found.due_on and found.closed_at is None else None
    return {
        "term": found,
        "kind": kind_word(found.kind),
        "key": status_key(found, day),
        "left": _left_words(left) if left is not None else "",
        "subject_url": _subject_url(request, found),
        "waits_for_proof": found.starts_on is None,
    }


def _left_words(left: int) -> str:
    if left == 0:
        return _("oggi")
    if left < 0:
        return ngettext("da %(n)s giorno", "da %(n)s giorni", -left) % {"n": -left}
    return ngettext("tra %(n)s giorno", "tra %(n)s giorni", left) % {"n": left}


def _subject_url(request: HttpRequest, found: Term) -> str:
    """The page of what the term is about; none when it has no page of its own, or one that the person may not open."""
    if not found.url_name:
        return ""
    if found.url_name.startswith(CASEWORK_PAGES) and not may_run_call_of(request.person, found.office_id):
        return ""
    try:
        return reverse(found.url_name, args=found.url_args)
    except NoReverseMatch:
        return ""


def _read(query: QueryDict) -> TermFilters:
    """Filters from the address; what is not a filter is ignored."""
    state, kind = query.get("stato", OPEN), query.get("tipo", "")
    return TermFilters(
        state=state if state in STATES else OPEN,
        kind=kind if kind in set(TermKind) else "",
        call_id=_number(query.get("bando", "")),
        officer_id=_number(query.get("persona", "")),
        within=_number(query.get("entro", "")[:3]),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _state_filters(
    request: HttpRequest, filters: TermFilters, counts: dict[str, int]
) -> list[dict[str, Any]]:
    words = {
        OPEN: _("Aperti"),
        TermState.EXPIRED: _("Scaduti"),
        TermState.RUNNING: _("In corso"),
        TermState.SUSPENDED: _("Sospesi"),
        TermState.WAITING: _("In attesa"),
        TermState.CLOSED: _("Chiusi"),
    }
    return [
        {
            "label": word,
            "count": counts[str(key)],
            "href": query_with(request, stato=str(key) if key != OPEN else None, page=None),
            "current": filters.state == key,
        }
        for key, word in words.items()
    ]


def _export_rows(request: HttpRequest) -> Iterator[list[Any]]:
    day = today()
    for one in office_terms(request.person, _read(request.GET)).iterator(chunk_size=500):
        left = (one.due_on - day).days if one.due_on and one.closed_at is None else ""
        yield [
            kind_word(one.kind),
            one.label,
            one.application_code,
            one.call.title if one.call else "",
            one.office.name,
            one.officer.full_name if one.officer else "",
            find_status("term", status_key(one, day)).word,
            one.days,
            one.starts_on.isoformat() if one.starts_on else "",
            proof_word(one.proof),
            one.proof_reference,
            one.due_on.isoformat() if one.due_on else "",
            left,
            outcome_word(one.outcome) if one.closed_at else "",
        ]
