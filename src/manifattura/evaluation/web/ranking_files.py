"""What can be downloaded of a ranking: the table (CSV), the minutes (PDF), the replay file and its result (JSON)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import canonical_json
from manifattura.kernel.csv_answer import csv_answer
from manifattura.ui.statuses import find_status

from ..domain.explain_texts import Level
from ..models import Ranking
from ..queries.minutes import minutes_pdf
from ..queries.rankings import entries_of
from .ranking_public import PublicRanking, cached, changes_of, expired, file_name, public_ranking
from .ranking_rows import (
    money_heads,
    money_rows,
    names_for,
    page_language,
    rows_of,
    sentence,
    table_columns,
)

COLUMNS = (
    "position", "ranking_key", "public_label", "pseudonym", "status", "scores", "bonus", "total", "requested", "granted",
    Cast("reasons", TextField()),
)  # fmt: skip


@audience("public")
@require_safe
def table(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponseBase:
    """Every row, in the order of the ranking; points with the decimal point, as data."""
    found = public_ranking(slug, version, request.GET.get("sessione", ""))
    gone = expired(request, found)
    if gone is not None:
        return gone
    criteria = table_columns(found.edition)
    heads = [
        _("Posizione"), *([_("Graduatoria")] if found.edition.grid.rankings else []), _("Domanda"), _("Codice"), _("Esito"),
        *(criterion.title for criterion in criteria),
        _("Premialità"), _("Totale"), *([_("Chiesti"), _("Concessi")] if found.edition.gives_money else []), _("Perché"), _("Che cosa cambia"), _("Perché cambia"),
    ]  # fmt: skip
    return cached(csv_answer(file_name(found, "graduatoria", "csv"), heads, _lines(found)))  # type: ignore[arg-type]


@audience("public")
@require_safe
def minutes(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    found = public_ranking(slug, version, request.GET.get("sessione", ""))
    gone = expired(request, found)
    if gone is not None:
        return gone
    rows = rows_of(found.ranking, found.edition, list(entries_of(found.ranking)))
    body = minutes_pdf(
        found.ranking,
        found.edition,
        rows,
        replay_file=file_name(found, "replay", "json"),
        changes=changes_of(found),
        money_heads=money_heads(),
        moneys=[[row.name, *row.figures] for row in money_rows(found.ranking.summary, found.edition)],
    )
    return _file(body, "application/pdf", file_name(found, "graduatoria", "pdf"))


@audience("public")
@require_safe
def replay(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    """The input of the calculation, in canonical form: its SHA-256 is `input_sha256`."""
    return _document(
        request, public_ranking(slug, version, request.GET.get("sessione", "")), "input_document", "replay"
    )


@audience("public")
@require_safe
def result(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    return _document(
        request,
        public_ranking(slug, version, request.GET.get("sessione", "")),
        "result_document",
        "risultato",
    )


def _document(request: HttpRequest, found: PublicRanking, field: str, what: str) -> HttpResponse:
    gone = expired(request, found)
    if gone is not None:
        return gone
    document = Ranking.objects.values_list(field, flat=True).get(pk=found.ranking.pk)
    return _file(canonical_json(document), "application/json", file_name(found, what, "json"))


def _lines(found: PublicRanking) -> Iterator[list[Any]]:
    """Plain values, no objects; a sentence is written once however many rows share it."""
    entries = list(entries_of(found.ranking).values_list(*COLUMNS))
    labels = {code: label for _position, _key, label, code, *_rest in entries}
    names, language = names_for(found.edition, labels), page_language()
    words: dict[str, str] = {}
    changed = {row.code: row for row in changes_of(found)}
    decimals = found.edition.grid.decimals
    keys = [criterion.key for criterion in table_columns(found.edition)]
    sentences: dict[tuple[str, Decimal], str] = {}
    several = bool(found.edition.grid.rankings)
    for position, key, label, code, status, scores, bonus, total, requested, granted, reasons in entries:
        why = sentences.get((reasons, granted))
        if why is None:
            why = sentence(json.loads(reasons), format(granted, ".2f"), names, language, Level.PUBLIC)
            sentences[(reasons, granted)] = why
        if status not in words:
            words[status] = str(find_status(found.words, status).word)
        yield [
            position,
            *((names.rankings.get(key, ""),) if several else ()),
            label,
            code,
            words[status],
            *(scores.get(key) for key in keys),
            _points(bonus, decimals),
            _points(total, decimals),
            *((requested, granted) if found.edition.gives_money else ()),
            why,
            "; ".join(changed[code].what) if code in changed else "",
            changed[code].why if code in changed else "",
        ]


def _points(points: Decimal | None, decimals: int) -> str:
    return "" if points is None else format(points, f".{decimals}f")


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return cached(response)
