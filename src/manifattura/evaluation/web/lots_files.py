"""Files of the lots of a published version: the table, the replay file, its result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.csv_answer import csv_answer

from ..queries.lot_views import LotView, lot_views, lots_documents
from .ranking_public import PublicRanking, cached, expired, file_name, public_ranking


def _found(slug: str, version: int | None) -> PublicRanking:
    found = public_ranking(slug, version)
    if found.edition.allocation is None:
        raise Http404
    return found


@audience("public")
@require_safe
def table(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponseBase:
    """Every bid on every lot, in order; numbers with the decimal point, as data."""
    found = _found(slug, version)
    gone = expired(request, found)
    if gone is not None:
        return gone
    heads = [
        _("Lotto"), _("Nome"), _("Posizione"), _("Domanda"), _("Codice"), _("Punti tecnici"), _("Offerta"),
        _("Offerta migliorata"), _("Punti dell’offerta"), _("Totale"), _("Esito"), _("Perché"),
    ]  # fmt: skip
    views = lot_views(found.ranking, found.edition)
    return cached(csv_answer(file_name(found, "lotti", "csv"), heads, _lines(views)))  # type: ignore[arg-type]


def _lines(views: list[LotView]) -> Iterator[list[Any]]:
    for view in views:
        lot = [view.lot.key, view.lot.title]
        for row in view.rows:
            outcome = _("assegnato") if row.won else row.became or _("non assegnato")
            if row.place:
                outcome = f"{outcome} ({row.place})"
            yield [
                *lot, row.position, row.label, row.code, row.technical, row.offer, row.improved, row.economic, row.total, outcome, row.tie,
            ]  # fmt: skip
        for one in view.out:
            yield [*lot, None, one.label, one.code, None, None, None, None, None, _("non entra"), one.why]
        if view.void:
            yield [*lot, None, "", "", None, None, None, None, None, _("senza vincitore"), view.void]


@audience("public")
@require_safe
def replay(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    return _document(request, _found(slug, version), 0, "lotti")


@audience("public")
@require_safe
def result(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    return _document(request, _found(slug, version), 1, "lotti-risultato")


def _document(request: HttpRequest, found: PublicRanking, which: int, what: str) -> HttpResponse:
    gone = expired(request, found)
    if gone is not None:
        return gone
    documents = lots_documents(found.ranking)
    if documents is None:
        raise Http404
    response = HttpResponse(canonical_json(documents[which]), content_type="application/json")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file_name(found, what, "json"))
        or "attachment"
    )
    return cached(response)
