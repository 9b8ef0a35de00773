"""Legal pages and frequent questions: what parameters, profile and offices say beside the office's text; the site map."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.accounts.queries.offices import all_offices
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.kernel.public_cache import kept_by_all

from ..models import LegalPage, PublicPage
from ..queries.open_calls import published_calls
from ..queries.pages import active_language, tree_of

Context = tuple[dict[str, Any], Iterable[datetime]]


def legal_context(request: HttpRequest, page: LegalPage, language: str) -> Context:
    if page.kind == LegalPage.Kind.PRIVACY:
        return {"publication_years": legal_parameter("transparency.years", today())}, ()
    return {}, ()


def faq_context(request: HttpRequest, page: PublicPage, language: str) -> Context:
    return {"offices": all_offices()}, ()


@require_safe
@audience("public")
def site_map(request: HttpRequest) -> HttpResponse:
    context = {"calls": published_calls(now()), "tree": tree_of(active_language())}
    return kept_by_all(render(request, "communication/site_map.html", context))
