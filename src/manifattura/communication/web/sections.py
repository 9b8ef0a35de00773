"""Three of the municipal sections: administration, services, the city's quarters."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all

from ..queries.open_calls import changing_instants, open_calls, published_calls
from ..queries.quarters import Quarter, city_with_calls

PER_PAGE = 100


@require_safe
@audience("public")
def administration(request: HttpRequest) -> HttpResponse:
    published = published_calls(now())
    context = {"offices": all_offices(), "calls": published}
    response = render(request, "communication/administration.html", context)
    return kept_by_all(response, changes_at=changing_instants(published))


@require_safe
@audience("public")
def services(request: HttpRequest) -> HttpResponse:
    published = published_calls(now())
    context = {
        "open_calls": open_calls(published),
        "ranked": [call for call in published if call.is_ranked],
    }
    response = render(request, "communication/services.html", context)
    return kept_by_all(response, changes_at=changing_instants(published))


@require_safe
@audience("public")
def quarters(request: HttpRequest) -> HttpResponse:
    opened = open_calls(published_calls(now()))
    city = city_with_calls(opened)
    text = request.GET.get("q", "").strip()
    only_named = request.GET.get("con-bando") == "1"
    found = [quarter for quarter in city.quarters if _matches(quarter, text, only_named=only_named)]
    context = {
        "city_map": city.map,
        "named": city.named,
        "areas": city.areas,
        "elsewhere": city.elsewhere,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "text": text,
        "filters": [
            {"label": _("Tutti i quartieri"), "href": "?", "current": not only_named, "count": len(city.quarters)},
            {"label": _("Con un bando"), "href": "?con-bando=1", "current": only_named, "count": len(city.named)},
        ],
    }  # fmt: skip
    response = render(request, "communication/quarters.html", context)
    return kept_by_all(response, changes_at=changing_instants(opened))


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
