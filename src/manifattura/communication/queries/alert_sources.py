"""What became public in a stretch of time: news, events, calls with their amendments and rankings, spaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manifattura.calls.domain.procedures.names import CallKind
from manifattura.calls.queries.chronology import edition_rows
from manifattura.evaluation.queries.chronology import ranking_rows
from manifattura.kernel.clock import now
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.queries.ateco import sections
from manifattura.spaces.queries.asking import found_by_search, search_of, search_words
from manifattura.spaces.queries.spaces import public_spaces
from manifattura.territory.queries.areas import municipio_choices, nil_choices
from manifattura.ui import alerts
from manifattura.ui.alerts import KEPT, Choices, NewThing, Search
from manifattura.ui.formats import date_text

from ..domain.alerts import fits
from ..domain.sectors import fits_sectors
from ..models import EventPage, NewsPage
from ..models.public_page import TOPICS
from .feeds import headline
from .news import news_item
from .open_calls import published_calls
from .pages import active_language
from .sectors import find_sectors, sector_options, sectors_of

CALL_KINDS: dict[str, Promise] = {
    CallKind.RANKING: _("Bandi con graduatoria"),
    CallKind.ROLLING: _("Bandi a sportello"),
    CallKind.REGISTER: _("Elenchi qualificati"),
}


def register_sources() -> None:
    alerts.register_page("communication:alerts")
    alerts.register("calls", _("Bandi, modifiche e graduatorie"), new_calls, choices=(
        Choices("kind", _("Solo alcuni tipi di bando"), lambda: list(CALL_KINDS.items())),
        Choices(
            "sector", _("Solo quelli per alcune attività"), sector_options, find=find_sectors,
            help=_("Ricevi anche i bandi aperti a tutte le attività. I nomi sono quelli dell’elenco ATECO, © ISTAT, CC-BY 4.0."),
        ),
    ), order=10)  # fmt: skip
    alerts.register("spaces", _("Spazi"), new_spaces, choices=(
        Choices("municipio", _("Solo in alcuni municipi"), lambda: _prefixed("municipio", municipio_choices())),
        Choices("nil", _("Solo in alcuni quartieri"), lambda: _prefixed("nil", nil_choices())),
    ), order=20, search=Search(_("Spazi come quelli di una ricerca"), search_of, search_words))  # fmt: skip
    topic = Choices(
        "topic", _("Solo su alcuni argomenti"), lambda: [(str(code), word) for code, word in TOPICS]
    )
    alerts.register("events", _("Eventi"), new_events, choices=(topic,), order=30)
    alerts.register("news", _("Notizie, comunicati e avvisi"), new_news, choices=(topic,), order=40)


def new_news(since: datetime, until: datetime, filters: frozenset[str]) -> Sequence[NewThing]:
    pages = _on(filters, _published(NewsPage, since, until))
    return [NewThing(page.title, page.address, page.lead) for page in pages]


def new_events(since: datetime, until: datetime, filters: frozenset[str]) -> Sequence[NewThing]:
    """Those that are not over."""
    pages = _on(filters, _published(EventPage, since, until).filter(ends_at__gte=now()).order_by("starts_at"))
    return [
        NewThing(page.title, page.address, f"{date_text(page.starts_at, 'hour')}. {page.place}")
        for page in pages
    ]


def new_calls(since: datetime, until: datetime, filters: frozenset[str]) -> Sequence[NewThing]:
    """Of one of the kinds and for one of the activities that were chosen."""
    wanted = Q(published_at__gt=since, published_at__lte=until)
    if kinds := filters & set(CALL_KINDS):
        wanted &= Q(call__kind__in=kinds)
    rows: Any = edition_rows()
    rows = rows.filter(wanted).union(ranking_rows().filter(wanted), all=True)
    items = [news_item(row) for row in rows.order_by("-at", "slug", "-number")]
    if items and (chosen := sectors_of(filters)):
        admitted = {call.slug: call.edition.beneficiaries.ateco_prefixes for call in published_calls(now())}
        letters = sections()
        items = [item for item in items if fits_sectors(chosen, admitted.get(item.slug, ()), letters)]
    return [NewThing(f"{headline(item)}: {item.title}", item.url, item.note) for item in items]


def new_spaces(since: datetime, until: datetime, filters: frozenset[str]) -> Sequence[NewThing]:
    """Spaces that became public then and are so now; one that was only looked at again is not new."""
    verified = (
        AuditEntry.objects.filter(subject_type="space", verb="space_verified", at__gt=since, at__lte=until)
        .exclude(before__state=F("after__state"))
        .values_list("subject_id", flat=True)
    )
    new = [int(key) for key in verified]
    spaces = public_spaces().filter(pk__in=new)
    searches = [one.removeprefix(KEPT) for one in sorted(filters) if one.startswith(KEPT)]
    found = {
        key
        for search in searches
        for key in found_by_search(search).filter(pk__in=new).order_by().values_list("pk", flat=True)
    }
    return [
        NewThing(
            space.name or space.address or space.code,
            reverse("spaces:card", args=[space.code_key]),
            ", ".join(filter(None, [space.address, space.nil.name if space.nil else ""])),
        )
        for space in spaces
        if space.pk in found or fits(filters, (f"nil:{space.nil_id}", f"municipio:{space.municipio_id}"))
    ]


def _published(model: Any, since: datetime, until: datetime) -> Any:
    """Pages in the active language that appeared then, whatever was changed in them after."""
    return model.objects.filter(
        live=True,
        url_path__startswith=f"/{active_language()}/",
        first_published_at__gt=since,
        first_published_at__lte=until,
    ).order_by("-first_published_at", "pk")


def _on(topics: frozenset[str], pages: Any) -> Any:
    """Of these pages those about one of the topics; all without."""
    return pages.filter(topics__overlap=sorted(topics)) if topics else pages


def _prefixed(kind: str, choices: Sequence[tuple[int, str]]) -> list[tuple[str, str]]:
    return [(f"{kind}:{number}", name) for number, name in choices]
