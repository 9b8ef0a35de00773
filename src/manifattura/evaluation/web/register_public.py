"""The public register: who is in it, since when, until when; suspended entries are marked. Also as CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.calls import public_call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all, known_by_digest
from manifattura.territory.queries.areas import nil_names
from manifattura.ui.statuses import find_status

from ..actions.note_event import rule_of
from ..domain.register import EntryState
from ..queries.registers import public_entries

if TYPE_CHECKING:
    from manifattura.calls.models import Call

    from ..models import RegisterEntry

PER_PAGE = 100
FORMAT = "manifattura-register/1"


def _register(slug: str) -> Call:
    try:
        call = public_call(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    if call.kind != CallKind.REGISTER:
        raise Http404
    return call


@audience("public")
@require_safe
def register(request: HttpRequest, slug: str) -> HttpResponse:
    call = _register(slug)
    text = request.GET.get("q", "")[:100]
    everyone = public_entries(call.pk)
    page = Paginator(public_entries(call.pk, text).select_related("application__lead"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = list(page.object_list)
    context = {
        "call": call,
        "edition": current_edition(call),
        "rule": rule_of(call),
        "page": page,
        "rows": rows,
        "names": nil_names({row.nil_id for row in rows if row.nil_id}),
        "total": everyone.count(),
        "suspended": everyone.filter(state=EntryState.SUSPENDED).count(),
        "text": text,
        "links": {
            "csv": reverse("evaluation:register_csv", args=[slug]),
            "json": reverse("evaluation:register_json", args=[slug]),
        },
    }
    return kept_by_all(render(request, "evaluation/register.html", context))


@audience("public")
@require_safe
def register_csv(request: HttpRequest, slug: str) -> HttpResponseBase:
    call = _register(slug)
    heads = [
        _("Numero"), _("Laboratorio"), _("Gestore"), _("Indirizzo"), _("NIL"), _("Stato"), _("Iscritto dal"), _("Fino al"),
    ]  # fmt: skip
    return kept_by_all(csv_answer(f"{slug}-elenco.csv", heads, _lines(call)))


def _lines(call: Call) -> Iterator[list[Any]]:
    for entry in public_entries(call.pk).select_related("application__lead").iterator(chunk_size=500):
        yield [
            entry.full_number,
            entry.name,
            entry.application.lead.name,
            entry.address,
            entry.nil_id,
            find_status("entry", entry.state).word,
            entry.entered_on,
            entry.expires_on,
        ]


@audience("public")
@require_safe
def register_json(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Canonical JSON (`manifattura-register/1`, docs/formats.md): states are codes, days are ISO 8601."""
    call = _register(slug)
    entries = public_entries(call.pk).select_related("application__lead")
    document = {
        "format": FORMAT,
        "call": slug,
        "title": current_edition(call).texts.title,
        "entries": [_document(entry) for entry in entries],
    }
    return known_by_digest(request, HttpResponse(canonical_json(document), content_type="application/json"))


def _document(entry: RegisterEntry) -> dict[str, Any]:
    return {
        "number": entry.full_number,
        "name": entry.name,
        "operator": entry.application.lead.name,
        "address": entry.address,
        "nil": entry.nil_id,
        "state": entry.state,
        "entered_on": entry.entered_on.isoformat(),
        "expires_on": entry.expires_on.isoformat(),
    }
