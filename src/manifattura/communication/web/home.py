"""The home page: what you can do here, open calls, latest publications, figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import kept_by_all

from ..domain.worked_example import worked_example
from ..queries.figures import programme_figures
from ..queries.news import latest_news
from ..queries.open_calls import changing_instants, open_calls, published_calls

SHOWN_CALLS = 5
SHOWN_NEWS = 3
SHOWN_RANKED = 3
SHOWN_ENTRIES = 4


@require_safe
@audience("public")
def home(request: HttpRequest) -> HttpResponse:
    published = published_calls(now())
    figures = programme_figures()
    opened = open_calls(published)
    context = {
        "calls": opened[:SHOWN_CALLS],
        "ranked": [call for call in published if call.is_ranked][:SHOWN_RANKED],
        "example_entries": worked_example().result["entries"][:SHOWN_ENTRIES],
        "news": latest_news(SHOWN_NEWS),
        "figures": [figure for figure in figures if figure.number],
        "missing_figures": [figure for figure in figures if not figure.number],
        "has_samples": any(call.edition.is_sample for call in published),
    }
    response = render(request, "communication/home.html", context)
    return kept_by_all(response, changes_at=changing_instants(opened))
