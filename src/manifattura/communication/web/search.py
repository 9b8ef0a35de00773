"""The search page: what was found, by kind and topic."""

from collections import Counter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.finding import sources

from ..models.public_page import TOPICS
from ..queries.pages import active_language
from ..queries.searching import Hit, find

PER_PAGE = 20


@require_safe
@audience("public")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    kind, topic = request.GET.get("tipo", ""), request.GET.get("argomento", "")
    found = find(text, active_language())
    labels = {source.kind: str(source.label) for source in sources()}
    shown = [
        hit for hit in found.hits if (not kind or hit.kind == kind) and (not topic or topic in hit.topics)
    ]
    context = {
        "text": text,
        "is_near": found.is_near,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "labels": labels,
        "kinds": _choices(text, "tipo", kind, labels, Counter(hit.kind for hit in found.hits), topic),
        "topics": _choices(text, "argomento", topic, _topics(found.hits), _topic_counts(found.hits), kind),
        "filtered": bool(kind or topic),
    }
    return kept_by_all(render(request, "communication/search.html", context))


def _choices(
    text: str, name: str, chosen: str, labels: dict[str, str], counts: Counter[str], other: str
) -> list[dict[str, object]]:
    other_name = "argomento" if name == "tipo" else "tipo"
    kept = {"q": text, **({other_name: other} if other else {})}
    everything = {"label": _("Tutto"), "href": f"?{urlencode(kept)}", "current": not chosen, "count": ""}
    return [
        everything,
        *(
            {
                "label": label,
                "href": f"?{urlencode({**kept, name: code})}",
                "current": code == chosen,
                "count": counts[code],
            }
            for code, label in labels.items()
            if counts[code]
        ),
    ]


def _topics(hits: tuple[Hit, ...]) -> dict[str, str]:
    return {str(code): str(word) for code, word in TOPICS}


def _topic_counts(hits: tuple[Hit, ...]) -> Counter[str]:
    return Counter(topic for hit in hits for topic in hit.topics)
