"""Privacy, legal notes, accessibility, frequent questions, site map: text with the city's facts in it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.kernel.public_cache import kept_by_all

from ..queries.open_calls import published_calls


@require_safe
@audience("public")
def privacy(request: HttpRequest) -> HttpResponse:
    context = {"publication_years": legal_parameter("transparency.years", today())}
    return kept_by_all(render(request, "communication/privacy.html", context))


@require_safe
@audience("public")
def legal_notes(request: HttpRequest) -> HttpResponse:
    return kept_by_all(render(request, "communication/legal_notes.html"))


@require_safe
@audience("public")
def accessibility(request: HttpRequest) -> HttpResponse:
    return kept_by_all(render(request, "communication/accessibility.html"))


@require_safe
@audience("public")
def faq(request: HttpRequest) -> HttpResponse:
    return kept_by_all(render(request, "communication/faq.html", {"offices": all_offices()}))


@require_safe
@audience("public")
def site_map(request: HttpRequest) -> HttpResponse:
    return kept_by_all(render(request, "communication/site_map.html", {"calls": published_calls(now())}))
