"""The public ranking: the same page for everybody, a table that a screen reader walks, and everything to redo it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.applications.queries.late_tickets import count_late_tickets
from manifattura.applications.queries.proof_log import head_that_covers
from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_checks import total_points
from manifattura.calls.domain.grid_facts import has_committee
from manifattura.calls.domain.places import outcome_words
from manifattura.calls.queries.calls import public_call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.formats import money_text
from manifattura.ui.statuses import find_status
from manifattura.ui.templatetags.ui_lists import query_with

from ..domain.ranking.model import Status
from ..domain.states import LEFT_ROWS
from ..models import Ranking
from ..queries.appeals import ranking_text
from ..queries.lot_views import lot_views, method_words
from ..queries.observations import observations_end
from ..queries.openings import opening_of
from ..queries.place_words import places_text
from ..queries.rankings import Published, entries_of, labels_of, published_ranking, ranked_rounds
from .change_rows import ChangeRow, change_rows
from .ranking_rows import money_heads, money_rows, rows_of, table_columns
from .sessions import session_filters

if TYPE_CHECKING:
    from manifattura.calls.models import Call

PER_PAGE = 100
ROW_STATUSES = (*(status.value for status in Status), *LEFT_ROWS)


@dataclass(frozen=True)
class PublicRanking:
    """A version with its call and the edition in force."""

    call: Call
    edition: Edition
    published: Published

    @property
    def ranking(self) -> Ranking:
        return self.published.ranking

    @property
    def words(self) -> str:
        """The vocabulary of what became of the applications."""
        return outcome_words(gives_money=self.edition.gives_money)

    @property
    def query(self) -> str:
        """`?sessione=N` where the call has several sessions."""
        return f"?sessione={self.ranking.round.number}" if len(self.edition.rounds) > 1 else ""


def public_ranking(slug: str, version: int | None, session: str = "") -> PublicRanking:
    """404 when the call has no such version, or no such session (`?sessione=N`; empty: the last one published)."""
    if session and not (session.isascii() and session.isdigit() and len(session) < 4):
        raise Http404
    try:
        call = public_call(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    published = published_ranking(call.pk, version, session=int(session) if session else None)
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
    found = public_ranking(slug, version, request.GET.get("sessione", ""))
    gone = expired(request, found)
    if gone is not None:
        return gone
    status = request.GET.get("status", "")
    status = status if status in ROW_STATUSES else ""
    text = request.GET.get("q", "")[:100]
    page = Paginator(entries_of(found.ranking, status=status, text=text), PER_PAGE).get_page(
        request.GET.get("page")
    )
    rows = rows_of(found.ranking, found.edition, list(page.object_list))
    grid, columns = found.edition.grid, table_columns(found.edition)
    has_bonus = bool(grid.bonuses or grid.uplifts)
    context = {
        "call": found.call,
        "edition": found.edition,
        "ranking": found.ranking,
        "observations_end": observations_end(found.ranking),
        "published": found.published,
        "query": found.query,
        "sessions": _ranked_sessions(found),
        "page": page,
        "rows": rows,
        # a filter or a page may leave out the row that a lot points to: it is searched by its code
        "shown": {row.code for row in rows},
        "search": f"{found.query}&q=" if found.query else "?q=",
        "criteria": columns,
        "has_committee": has_committee(grid),
        "has_bonus": has_bonus,
        "columns": len(columns) + (1 if has_bonus else 0) + (7 if found.edition.gives_money else 5),
        "maximum": total_points(grid),
        "facts": _facts(found.ranking),
        "money_heads": money_heads(),
        "money_rows": money_rows(found.ranking.summary, found.edition),
        "lots": lot_views(found.ranking, found.edition),
        "method": method_words(found.edition.allocation) if found.edition.allocation else [],
        "lots_command": f"manifattura allocation replay {file_name(found, 'lotti', 'json')}",
        "words": found.words,
        "log_head": _log_head(found.ranking),
        "opening": opening_of(found.ranking.call_id),
        "changes": changes_of(found),
        "filters": _filters(request, found, status),
        "status": status,
        "text": text,
        "appeal_text": ranking_text(found.ranking, found.edition),
        "links": links(found),
        "command": f"manifattura ranking replay {file_name(found, 'replay', 'json')}",
    }
    return cached(render(request, "evaluation/ranking.html", context))


def _ranked_sessions(found: PublicRanking) -> list[dict[str, Any]]:
    """Entries of `{% filters %}`: the sessions that have a published ranking; none in a call without sessions."""
    if not found.query:
        return []
    here = reverse("evaluation:ranking", args=[found.call.slug])
    return session_filters(ranked_rounds(found.call.pk), found.ranking.round, here, least=1)


def links(found: PublicRanking) -> dict[str, str]:
    """Addresses of the files of this version."""
    slug, version = found.call.slug, found.ranking.version
    names = (
        *("ranking_csv", "ranking_pdf", "ranking_replay", "ranking_result"),
        *(("lots_csv", "lots_replay", "lots_result") if found.edition.allocation is not None else ()),
    )
    query = found.query
    if found.published.is_current:
        return {name: reverse(f"evaluation:{name}", args=[slug]) + query for name in names}
    return {name: reverse(f"evaluation:{name}_version", args=[slug, version]) + query for name in names}


def file_name(found: PublicRanking, what: str, extension: str) -> str:
    session = f"-s{found.ranking.round.number}" if found.query else ""
    return f"{found.call.slug}{session}-v{found.ranking.version}-{what}.{extension}"


def changes_of(found: PublicRanking) -> list[ChangeRow]:
    """What changed against the version before, under the public labels of this one."""
    ranking = found.ranking
    changes = (
        Ranking.objects.values_list("changes", flat=True).get(pk=ranking.pk) if ranking.version > 1 else []
    )
    labels = labels_of(ranking, {change["id"] for change in changes})
    return change_rows(changes, labels, found.words)


def _log_head(ranking: Ranking) -> Any:
    """The signed state of the log of applications that this ranking closes over."""
    assert ranking.published_at is not None
    return head_that_covers(ranking.call_id, ranking.published_at)


def _facts(ranking: Ranking) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    summary = ranking.summary
    counts = summary["counts"]
    partial = counts["partially_funded"]
    late = count_late_tickets(ranking.round_id)
    gone = sum(counts.get(status, 0) for status in LEFT_ROWS)
    note = (
        _("di cui una in parte")
        if partial == 1
        else _("di cui %(n)s in parte") % {"n": partial}
        if partial
        else ""
    )
    return [
        *(
            _lots(summary)
            if "lots" in summary
            else _places(summary)
            if summary.get("unit")
            else _money(summary, note)
        ),
        (_("Non idonee"), counts["below_threshold"]),
        (_("Non ammesse"), counts["not_admitted"]),
        *([(_("Uscite"), gone)] if gone else []),
        *([(_("Arrivate con biglietto"), late, _("rifiutate prima dal sito pieno"))] if late else []),
    ]


def _money(summary: Mapping[str, Any], note: str) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    counts = summary["counts"]
    return [
        (_("Risorse"), money_text(summary["budget"])),
        (
            _("Assegnate"),
            money_text(summary["granted"]),
            _("restano %(left)s") % {"left": money_text(summary["left"])},
        ),
        (_("Finanziate"), counts["funded"] + counts["partially_funded"], note),
        (_("Idonee non finanziate"), counts["reserve_list"]),
    ]


def _lots(summary: Mapping[str, Any]) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    counts = summary["counts"]
    return [
        (_("Lotti"), summary["lots"]),
        (_("Assegnati"), summary["assigned"]),
        (_("Senza vincitore"), len(summary["void"])),
        (_("Domande con un lotto"), counts["funded"]),
        (_("Domande senza un lotto"), counts["reserve_list"]),
    ]


def _places(summary: Mapping[str, Any]) -> list[tuple[str, Any] | tuple[str, Any, str]]:
    counts = summary["counts"]
    return [
        (_("Posti"), places_text(summary)),
        (_("Selezionate"), counts["funded"]),
        (_("Idonee, in lista di riserva"), counts["reserve_list"]),
    ]


def _filters(request: HttpRequest, found: PublicRanking, current: str) -> list[dict[str, Any]]:
    ranking = found.ranking
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
            "label": find_status(found.words, status).word,
            "href": query_with(request, status=status, page=None),
            "current": current == status,
            "count": counts[status],
        }
        for status in ROW_STATUSES
        if counts.get(status)
    ]
    return entries
