"""The map beside its list: the same spaces, the same question in the address; points and areas in two small files."""

from __future__ import annotations

import gzip
import json
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import kept_by_all, known_by_digest
from manifattura.territory.queries.outlines import has_official_outlines, nil_outlines

from ..models import Space
from ..queries.asking import read_asked
from ..queries.points import points_file
from ..queries.spaces import spaces_with_card
from ..queries.visits import coming_slots
from .asking import asked_context
from .facts import fact_text
from .public import state_word

IN_A_PAGE = 20
TURNS = 3
"""Of visits, beside a point: the others are on the card."""
NUMBERS = ("net_m2", "power_kw", "floor_load_kg", "clear_height_m")


@require_safe
@audience("public")
def explore(request: HttpRequest) -> HttpResponse:
    """List and map side by side; without a map the list says the same."""
    asked = read_asked(request.GET)
    page = Paginator(asked.found(), IN_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [shown_in_list(one) for one in page],
        "approximate": not has_official_outlines(),
        "tiles": settings.MAP_TILES,
        "tiles_by": settings.MAP_TILES_BY,
        **asked_context(asked),
    }
    return kept_by_all(render(request, "spaces/explore.html", context))


def shown_in_list(one: Space) -> dict[str, Any]:
    kind = [fact_text(one, "permitted_use"), fact_text(one, "condition")]
    return {
        "space": one,
        "title": one.name or one.address,
        "where": ", ".join(filter(None, [one.address, one.nil.name if one.nil else ""])),
        "kind": ", ".join(filter(None, kind)),
        "state": state_word(one),
        "numbers": [text for key in NUMBERS if (text := fact_text(one, key))],
        "rent": fact_text(one, "base_rent"),
    }


@require_safe
@audience("public")
def points(request: HttpRequest) -> HttpResponseBase:
    """All that was asked for, whatever the page of the list."""
    return known_by_digest(request, _gzip(points_file(read_asked(request.GET).found())))


@require_safe
@audience("public")
def areas(request: HttpRequest) -> HttpResponseBase:
    """The ground of the map, from the areas of the database."""
    content = json.dumps(nil_outlines(), separators=(",", ":"), ensure_ascii=False)
    return known_by_digest(request, _gzip(gzip.compress(content.encode(), 9, mtime=0)))


@require_safe
@audience("public")
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """What the map shows of a point: a fragment, with the way to the card."""
    space = get_object_or_404(spaces_with_card(), pk=pk)
    slots = [one for one in coming_slots(space, now()) if one.taken < one.capacity][:TURNS]
    context = {"row": shown_in_list(space), "slots": slots}
    return kept_by_all(
        render(request, "spaces/_point.html", context), changes_at=[one.starts_at for one in slots]
    )


def _gzip(content: bytes) -> HttpResponse:
    """Opened by the script: a cache in between keeps one answer, whatever encodings a browser asks for."""
    return HttpResponse(content, content_type="application/gzip")
