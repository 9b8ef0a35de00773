"""The month of events as a table with the same month as a list, and the calendar files of events."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import ROME, now, today
from manifattura.kernel.public_cache import kept_by_all, known_by_digest

from ..domain.month_grid import Month, days_of, month_of, read_month, weeks_of
from ..models import EventPage
from ..queries.calendars import all_events_calendar, event_calendar
from ..queries.pages import active_language, pages_of
from ..queries.scheduled import is_shown
from ..queries.sessions import dates_of_many

ICS = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class Entry:
    """One thing that happens on a day; `begins` None when it began on a day before."""

    title: str
    place: str
    address: str
    begins: datetime | None
    is_sample: bool


@require_safe
@audience("public")
def calendar(request: HttpRequest, code: str = "") -> HttpResponse:
    """Without a month: this one. The day that is today changes at midnight, which ends the kept page."""
    month = read_month(code) if code else month_of(today())
    if month is None:
        raise Http404
    busy = _busy_days(month)
    context = {
        "month": month,
        "weeks": [[(day, busy.get(day, [])) if day else None for day in week] for week in weeks_of(month)],
        "days": sorted(busy.items()),
        "today": today(),
        "weekdays": [(WEEKDAYS[n], WEEKDAYS_ABBR[n]) for n in range(7)],
        "is_this_month": month == month_of(today()),
        # this month has two addresses
        "canonical_path": reverse("communication:calendar") if month == month_of(today()) else request.path,
    }
    midnight = datetime.combine(date.fromordinal(today().toordinal() + 1), datetime.min.time(), tzinfo=ROME)
    return kept_by_all(render(request, "communication/calendar.html", context), changes_at=[midnight])


def _busy_days(month: Month) -> dict[date, list[Entry]]:
    last = date.fromordinal(month.following.first.toordinal() - 1)
    pages = [
        page
        for page in pages_of(EventPage, active_language(), "starts_at")
        if _day(page.starts_at) <= last and _day(page.ends_at) >= month.first
    ]
    dates = dates_of_many(pages)
    found: dict[date, list[Entry]] = defaultdict(list)
    for page in pages:
        spans = [(one.whole_title, one.place, one.starts_at, one.ends_at) for one in dates[page.pk]] or [
            (page.title, page.place, page.starts_at, page.ends_at)
        ]
        for title, place, starts_at, ends_at in spans:
            for day in days_of(_day(starts_at), _day(ends_at), month):
                begins = starts_at if day == _day(starts_at) else None
                found[day].append(Entry(title, place, page.address, begins, page.is_sample))
    return {day: sorted(entries, key=_hour) for day, entries in found.items()}


def _hour(entry: Entry) -> tuple[bool, datetime]:
    """What goes on since a day before comes first."""
    return entry.begins is not None, entry.begins or now()


def _day(moment: datetime) -> date:
    return moment.astimezone(ROME).date()


@require_safe
@audience("public")
def event_ics(request: HttpRequest, slug: str) -> HttpResponseBase:
    page = (
        EventPage.objects.filter(is_shown(), slug=slug, url_path__startswith=f"/{active_language()}/").first()
        or EventPage.objects.filter(is_shown(), slug=slug).order_by("-url_path").first()
    )
    if page is None:
        raise Http404
    return _answer(request, event_calendar(page), f"{slug}.ics")


@require_safe
@audience("public")
def all_events_ics(request: HttpRequest) -> HttpResponseBase:
    return _answer(request, all_events_calendar(), "eventi.ics")


def _answer(request: HttpRequest, content: bytes, name: str) -> HttpResponseBase:
    response = HttpResponse(content, content_type=ICS)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return known_by_digest(request, response)
