"""The office looks at how the members scored, once sittings are closed; an export of the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.domain.lot_sections import sheet_edition
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer

from ..domain.score_statistics import NEAR, MemberFigures
from ..models import Committee
from ..queries.committees import committee_of
from ..queries.score_statistics import Statistics, statistics_of
from .access import call_for


@audience("office")
@require_safe
def statistics(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    committee = _committee(pk)
    found = statistics_of(committee)
    context: dict[str, Any] = {"call": call, "committee": committee, "found": found, "near": NEAR}
    if found is not None:
        titles = {one.key: one.title for one in sheet_edition(current_edition(call)).grid.criteria}
        context |= {
            "members": [_named(figures, found) for figures in found.members],
            "criteria": [
                {
                    "title": titles.get(figures.criterion, figures.criterion),
                    "figures": figures,
                    "agreement": _whole(figures.agreement),
                    "members": [_named(one, found) for one in found.by_criterion[figures.criterion]],
                }
                for figures in found.criteria
            ],
            "widest": [
                {
                    "spread": spread,
                    "title": titles.get(spread.criterion, spread.criterion),
                    "applicant": found.applicants.get(spread.application, spread.application),
                }
                for spread in found.widest
            ],
        }
    return render(request, "evaluation/score_statistics.html", context)


@audience("office")
@require_safe
def statistics_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One row per member and criterion, then the totals; numbers with the point, as data."""
    call = call_for(request, pk)
    found = statistics_of(_committee(pk))
    if found is None:
        raise Http404
    titles = {one.key: one.title for one in sheet_edition(current_edition(call)).grid.criteria}
    heads = [
        _("Commissario"), _("Criterio"), _("Punteggi dati"), _("Media dei punteggi"), _("Scarto"), _("Distanza dagli altri"),
        _("Accordo"),
    ]  # fmt: skip
    return csv_answer(f"statistiche-{call.slug}.csv", heads, _lines(found, titles))


def _lines(found: Statistics, titles: dict[str, str]) -> Iterator[list[Any]]:
    for key, figures in [*found.by_criterion.items(), ("", found.members)]:
        for one in figures:
            title = titles.get(key, key) if key else _("Tutti i criteri")
            yield [
                found.names.get(one.member, one.member),
                title,
                one.marks,
                one.mean,
                one.deviation,
                one.distance,
                one.agreement,
            ]


def _committee(pk: int) -> Committee:
    committee = committee_of(pk)
    if committee is None:
        raise Http404
    return committee


def _named(figures: MemberFigures, found: Statistics) -> dict[str, Any]:
    return {
        "name": found.names.get(figures.member, figures.member),
        "figures": figures,
        "agreement": _whole(figures.agreement),
    }


def _whole(share: Decimal | None) -> Decimal | None:
    """A whole percentage is what the page needs."""
    return share.quantize(Decimal("0.01")) if share is not None else None
