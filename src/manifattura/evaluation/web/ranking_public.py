"""The public ranking: the same page for everybody, a table that a screen reader walks, and everything to redo it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.calls import public_call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.formats import money_text
from manifattura.ui.statuses import find_status
from manifattura.ui.templatetags.ui_lists import query_with

from ..domain.ranking.model import Status
from ..models import Ranking
from ..queries.appeals import appeal_on
from ..queries.rankings import Published, entries_of, published_ranking
from .ranking_rows import columns_of, rows_of

if TYPE_CHECKING:
    from manifattura.calls.models import Call

PER_PAGE = 100


@dataclass(frozen=True)
class PublicRanking:
    """A version with its call and the edition in force."""

    call: Call
    edition: Edition
    published: Published

    @property
    def ranking(self) -> Ranking:
        return self.published.ranking


def public_ranking(slug: str, version: int | None) -> PublicRanking:
    """404 when the call has no such version."""
    try:
        call = public_call(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    published = published_ranking(call.pk, version)
    if published is None:
        raise Http404
    return PublicRanking(call, current_edition(call), published)


def expired(request: HttpRequest, found: PublicRanking) -> HttpResponse | None:
    """The answer after the last day of publication: gone, and why."""
    if not found.published.is_expired(today()):
        return None
    context = {"call": found.call, "edition": found.edition, "ranking": found.ranking}
    return cached(render(request, "evaluation/ranking_expired.html", context, status=410))


def cached(response: HttpResponse) -> HttpResponse:
    """Public and short-lived: the same for everybody, told to search engines as not to be indexed."""
    response["X-Robots-Tag"] = "noindex"
    return kept_by_all(response)


@audience("public")
@require_safe
def ranking(request: HttpRequest, slug: str, version: int | None = None) -> HttpResponse:
    found = public_ranking(slug, version)
    gone = expired(request, found)
    if gone is not None:
        return gone
    status = request.GET.get("status", "")
    status = status if status in set(Status) else ""
    text = request.GET.get("q", "")[:100]
    page = Paginator(entries_of(found.ranking, status=status, text=text), PER_PAGE).get_page(
        request.GET.get("page")
    )
    grid = found.edition.grid
    context = {
        "call": found.call,
        "edition": found.edition,
        "ranking": found.ranking,
        "published": found.published,
        "page": page,
        "rows": rows_of(found.ranking, found.edition, list(page.object_list)),
        "criteria": columns_of(found.edition),
        "has_bonus": bool(grid.bonuses),
        "columns": len(grid.criteria) + (1 if grid.bonuses else 0) + 7,
        "maximum": sum(criterion.max for criterion in grid.criteria) + (grid.bonus_cap or 0),
        "facts": _facts(found.ranking),
        "filters": _filters(request, found.ranking, status),
        "status": status,
        "text": text,
        "appeal": appeal_on(today()),
        "links": links(found),
        "command": f"manifattura ranking replay {file_name(found, 'replay', 'json')}",
    }
    return cached(render(request, "evaluation/ranking.html", context))


def links(found: PublicRanking) -> dict[str, str]:
    """Addresses of the files of this version."""
    slug, version = found.call.slug, found.ranking.version
    names = ("ranking_csv", "ranking_pdf", "ranking_replay", "ranking_result")
    if found.published.is_current:
        return {name: reverse(f"evaluation:{name}", args=[slug]) for name in names}
    return {name: reverse(f"evaluation:{name}_version", args=[slug, version]) for name in names}


def file_name(found: PublicRanking, what: str, extension: str) -> str:
    return f"{found.call.slug}-v{found.ranking.version}-{what}.{extension}"


def _facts(ranking: Ranking) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    summary = ranking.summary
    counts = summary["counts"]
    partial = counts["partially_funded"]
    note = (
        _("di cui una in parte")
        if partial == 1
        else _("di cui %(n)s in parte") % {"n": partial}
        if partial
        else ""
    )
    return [
        (_("Risorse"), money_text(summary["budget"])),
        (
            _("Assegnate"),
            money_text(summary["granted"]),
            _("restano %(left)s") % {"left": money_text(summary["left"])},
        ),
        (_("Finanziate"), counts["funded"] + partial, note),
        (_("Idonee non finanziate"), counts["reserve_list"]),
        (_("Non idonee"), counts["below_threshold"]),
        (_("Non ammesse"), counts["not_admitted"]),
    ]


def _filters(request: HttpRequest, ranking: Ranking, current: str) -> list[dict[str, Any]]:
    counts = ranking.summary["counts"]
    entries: list[dict[str, Any]] = [
        {
            "label": _("Tutte"),
            "href": query_with(request, status=None, page=None),
            "current": not current,
            "count": ranking.summary["applications"],
        }
    ]
    entries += [
        {
            "label": find_status("application", status).word,
            "href": query_with(request, status=status.value, page=None),
            "current": current == status,
            "count": counts[status.value],
        }
        for status in Status
        if counts[status.value]
    ]
    return entries
