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
from manifattura.territory.queries.areas import nil_choices
from manifattura.ui.finding import sources

from ..models.public_page import TOPICS
from ..queries.pages import active_language
from ..queries.searching import Hit, find

PER_PAGE = 20
FILTERS = ("tipo", "argomento", "quartiere")


@require_safe
@audience("public")
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    kind, topic, area = chosen.values()
    found = find(text, active_language())
    labels = {source.kind: str(source.label) for source in sources()}
    shown = [
        hit
        for hit in found.hits
        if (not kind or hit.kind == kind)
        and (not topic or topic in hit.topics)
        and (not area or f"nil:{area}" in hit.topics)
    ]
    context = {
        "text": text,
        "is_near": found.is_near,
        "page": Paginator(shown, PER_PAGE).get_page(request.GET.get("page")),
        "labels": labels,
        "kinds": _choices(text, "tipo", chosen, labels, Counter(hit.kind for hit in found.hits)),
        "topics": _choices(text, "argomento", chosen, _topics(), _topic_counts(found.hits)),
        "areas": _area_options(found.hits),
        "chosen": chosen,
        "filtered": any(chosen.values()),
    }
    return kept_by_all(render(request, "communication/search.html", context))


def _choices(
    text: str, name: str, chosen: dict[str, str], labels: dict[str, str], counts: Counter[str]
) -> list[dict[str, object]]:
    """One filter; the others stay as they are chosen."""
    kept = {"q": text, **{other: value for other, value in chosen.items() if value and other != name}}
    everything = {
        "label": _("Tutto"),
        "href": f"?{urlencode(kept)}",
        "current": not chosen[name],
        "count": "",
    }
    return [
        everything,
        *(
            {
                "label": label,
                "href": f"?{urlencode({**kept, name: code})}",
                "current": code == chosen[name],
                "count": counts[code],
            }
            for code, label in labels.items()
            if counts[code]
        ),
    ]


def _area_options(hits: tuple[Hit, ...]) -> list[tuple[str, str, int]]:
    """Quarters that something found lies in, by name: number, name, how many."""
    counts = Counter(
        int(topic.removeprefix("nil:")) for hit in hits for topic in hit.topics if topic.startswith("nil:")
    )
    if not counts:
        return []
    return [(str(number), name, counts[number]) for number, name in nil_choices() if counts[number]]


def _topics() -> dict[str, str]:
    return {str(code): str(word) for code, word in TOPICS}


def _topic_counts(hits: tuple[Hit, ...]) -> Counter[str]:
    return Counter(topic for hit in hits for topic in hit.topics)
