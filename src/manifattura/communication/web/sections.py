"""Three of the municipal sections: administration, services, the city's quarters."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all

from ..models import SectionPage, ServiceIndexPage, ServicePage
from ..queries.open_calls import changing_instants, open_calls, published_calls
from ..queries.pages import pages_below, pages_of
from ..queries.quarters import Quarter, city_with_calls
from . import tasks

PER_PAGE = 100


Context = tuple[dict[str, Any], Iterable[datetime]]


def section_context(request: HttpRequest, page: SectionPage, language: str) -> Context:
    if page.part == SectionPage.Part.OFFICES:
        published = published_calls(now())
        return {"offices": all_offices(), "calls": published}, changing_instants(published)
    if page.part == SectionPage.Part.QUARTERS:
        return _quarters(request, page)
    if page.part in tasks.READERS:
        return tasks.READERS[page.part](language)
    return {"below": pages_below(page)}, ()


def services_context(request: HttpRequest, page: ServiceIndexPage, language: str) -> Context:
    published = published_calls(now())
    services = pages_of(ServicePage, language)
    wanted = request.GET.get("categoria", "")
    words = dict(ServicePage.Category.choices)
    context = {
        "open_calls": open_calls(published),
        "ranked": [call for call in published if call.is_ranked],
        "services": [service for service in services if not wanted or service.category == wanted],
        "filters": [
            {"label": _("Tutti i servizi"), "href": "?", "current": not wanted, "count": len(services)},
            *(
                {
                    "label": words[code],
                    "href": f"?categoria={code}",
                    "current": code == wanted,
                    "count": sum(service.category == code for service in services),
                }
                for code in words
                if any(service.category == code for service in services)
            ),
        ],
    }
    return context, changing_instants(published)


def _quarters(request: HttpRequest, page: SectionPage) -> Context:
    opened = open_calls(published_calls(now()))
    city = city_with_calls(opened)
    text = request.GET.get("q", "").strip()
    only_named = request.GET.get("con-bando") == "1"
    found = [quarter for quarter in city.quarters if _matches(quarter, text, only_named=only_named)]
    context = {
        "below": pages_below(page),
        "city_map": city.map,
        "named": city.named,
        "areas": city.areas,
        "elsewhere": city.elsewhere,
        "page_of_quarters": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "filters": [
            {"label": _("Tutti i quartieri"), "href": "?", "current": not only_named, "count": len(city.quarters)},
            {"label": _("Con un bando"), "href": "?con-bando=1", "current": only_named, "count": len(city.named)},
        ],
    }  # fmt: skip
    return context, changing_instants(opened)


@require_safe
@audience("public")
def quarters_csv(request: HttpRequest) -> StreamingHttpResponse:
    opened = open_calls(published_calls(now()))
    rows = (
        (quarter.number, quarter.name, " ".join(call.slug for call in quarter.calls))
        for quarter in city_with_calls(opened).quarters
    )
    answer = csv_answer("quartieri.csv", ("id_nil", "nome", "bandi_aperti"), rows)
    return kept_by_all(answer, changes_at=changing_instants(opened))


def _matches(quarter: Quarter, text: str, *, only_named: bool) -> bool:
    if only_named and not quarter.calls:
        return False
    return not text or text.casefold() in quarter.name.casefold() or text == str(quarter.number)
