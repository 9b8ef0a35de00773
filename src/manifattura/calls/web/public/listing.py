"""The list of public calls: shelves, search, pages."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import known_by_digest
from manifattura.ui.formats import date_text, elided
from manifattura.ui.templatetags.ui_filters import days_left
from manifattura.ui.templatetags.ui_lists import query_with

from ...domain.edition import Timetable
from ...domain.sessions import instants_of, timetable_at
from ...domain.states import PublicState
from ...queries.public_calls import (
    ListedCall,
    Shelf,
    calls_on_shelves,
    listed,
    next_instants,
    on_shelf,
    shelf_counts,
)
from ...queries.upper_pages import upper
from .facts import amount_line
from .language import summary_language, summary_of, title_language, title_of

PER_PAGE = 20
LONGEST_SEARCH = 100
SHELVES: dict[Shelf, Promise] = {
    Shelf.OPEN: gettext_lazy("Aperti"),
    Shelf.COMING: gettext_lazy("In arrivo"),
    Shelf.CLOSED: gettext_lazy("Chiusi, in valutazione"),
    Shelf.RANKED: gettext_lazy("Con graduatoria"),
}
NOTHING: dict[Shelf, Promise] = {
    Shelf.OPEN: gettext_lazy("Nessun bando aperto oggi"),
    Shelf.COMING: gettext_lazy("Nessun bando in arrivo"),
    Shelf.CLOSED: gettext_lazy("Nessun bando in valutazione"),
    Shelf.RANKED: gettext_lazy("Nessuna graduatoria pubblicata"),
}

STOPPED: dict[PublicState, Promise] = {
    PublicState.SUSPENDED: gettext_lazy("Per ora non si può fare domanda"),
    PublicState.REVOKED: gettext_lazy("Non riceve più domande"),
}


@require_safe
@audience("public")
def call_list(request: HttpRequest) -> HttpResponseBase:
    moment = now()
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    shelf = _shelf(request.GET.get("stato", ""))
    calls = calls_on_shelves(moment, text=text)
    counts = shelf_counts(calls)
    chosen = calls.filter(on_shelf(shelf)) if shelf else calls
    paginator = Paginator(chosen, PER_PAGE)
    # counted already with the shelves: no second statement
    paginator.count = counts[shelf]
    page = paginator.get_page(request.GET.get("page"))
    rows = listed(page.object_list, moment)
    context = {
        "page": page,
        "rows": [_row(row, first=place == 0) for place, row in enumerate(rows)],
        "text": text,
        "filters": _filters(request, shelf, counts),
        "nothing": nothing_found(text, shelf),
        "services_url": upper("services"),
    }
    response = render(request, "calls/list.html", context)
    changes = [instant for row in rows for instant in instants_of(row.edition)]
    return known_by_digest(request, response, changes_at=[*changes, *next_instants(moment)])


def _shelf(name: str) -> Shelf | None:
    return Shelf(name) if name in set(Shelf) else None


def _filters(
    request: HttpRequest, chosen: Shelf | None, counts: dict[Shelf | None, int]
) -> list[dict[str, Any]]:
    entries = [
        {
            "label": _("Tutti"),
            "href": query_with(request, stato=None, page=None),
            "current": chosen is None,
            "count": counts[None],
        }
    ]
    entries += [
        {
            "label": label,
            "href": query_with(request, stato=shelf.value, page=None),
            "current": shelf is chosen,
            "count": counts[shelf],
        }
        for shelf, label in SHELVES.items()
    ]
    return entries


def nothing_found(text: str, shelf: Shelf | None) -> dict[str, str]:
    """The empty state: why, and what to do next."""
    here = reverse("calls:list")
    if text:
        return {
            "title": _("Nessun bando con queste parole"),
            "text": _("Prova con una parola sola, o togli i filtri."),
            "action": _("Vedi tutti i bandi"),
            "href": here,
        }
    if shelf is not None:
        return {
            "title": str(NOTHING[shelf]),
            "text": _("Un nuovo bando compare qui il giorno in cui esce."),
            "action": _("Vedi tutti i bandi"),
            "href": here,
        }
    return {
        "title": _("Non c’è ancora nessun bando"),
        "text": _("Un nuovo bando compare qui il giorno in cui esce."),
        "action": "",
        "href": "",
    }


def _closed_words(call: ListedCall, times: Timetable) -> str:
    """The deadline of a call that was stopped before it says nothing any more."""
    if call.state in STOPPED:
        return str(STOPPED[call.state])
    return elided(_("Chiuso il %(when)s") % {"when": date_text(times.deadline_at, "")})


def _row(call: ListedCall, *, first: bool) -> dict[str, Any]:
    """One call as the row shows it: instant to count down to or the day it closed, words, action."""
    times = timetable_at(call.edition, call.moment)
    href = reverse("calls:detail", args=[call.slug])
    instant, text, action, target = None, "", _("Leggi il bando"), href
    ranking = upper("ranking", call.slug) if call.is_ranked or call.has_ranking else ""
    if call.state is PublicState.ALWAYS_OPEN:
        text, action = _("Sempre aperto"), _("Leggi e fai domanda")
    elif call.takes_applications:
        instant, action = times.deadline_at, _("Leggi e fai domanda")
        text = _("scade %(when)s") % {"when": date_text(instant, "hour")}
    elif call.is_announced:
        instant, action = times.opens_at, _("Leggi i requisiti")
        text = _("si apre %(when)s") % {"when": date_text(instant, "hour")}
    else:
        text = _closed_words(call, times)
        if ranking:
            action, target = _("Leggi la graduatoria"), ranking
    return {
        "title": title_of(call.edition),
        "title_language": title_language(call.edition),
        "summary": summary_of(call.edition),
        "summary_language": summary_language(call.edition),
        "href": href,
        "state": call.state.value,
        "is_sample": call.edition.is_sample,
        "amount": amount_line(call.edition),
        "instant": instant,
        "days": days_left(instant),
        "text": text,
        "action": action,
        "target": target,
        # the ranking of a session, where the button leads elsewhere
        "ranking": ranking if target != ranking else "",
        "primary": first and call.takes_applications,
    }
