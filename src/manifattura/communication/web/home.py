"""The home page: what you can do here, open calls, the programme, latest news, figures."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from manifattura.kernel.clock import now
from manifattura.spaces.domain.words import SpaceState
from manifattura.spaces.queries.showcase import spaces_on_show
from manifattura.territory.queries.city_drawing import city_drawing
from manifattura.territory.queries.outlines import has_official_outlines

from ..domain.worked_example import worked_example
from ..models import AreaPage, HomePage
from ..queries.figures import programme_figures
from ..queries.news import latest_news
from ..queries.open_calls import changing_instants, open_calls, published_calls
from ..queries.pages import pages_of
from ..queries.stories import events_to_come, latest_stories

SHOWN_CALLS = 5
SHOWN_NEWS = 3
SHOWN_RANKED = 3
SHOWN_ENTRIES = 4
SHOWN_EVENTS = 3
SHOWN_STORIES = 3
SHOWN_SPACES = 8


def home_context(
    request: HttpRequest, page: HomePage, language: str
) -> tuple[dict[str, Any], Iterable[datetime]]:
    published = published_calls(now())
    figures = programme_figures()
    opened = open_calls(published)
    coming = events_to_come(language, SHOWN_EVENTS)
    context = {
        "calls": opened[:SHOWN_CALLS],
        "ranked": [call for call in published if call.is_ranked][:SHOWN_RANKED],
        "example_entries": worked_example().result["entries"][:SHOWN_ENTRIES],
        "areas": pages_of(AreaPage, language, "number"),
        "news": latest_news(SHOWN_NEWS),
        "events": coming,
        "stories": latest_stories(language, SHOWN_STORIES),
        "figures": [figure for figure in figures if figure.number],
        "missing_figures": [figure for figure in figures if not figure.number],
        "has_samples": any(call.edition.is_sample for call in published),
        **spaces_on_map(),
    }
    return context, [*changing_instants(published), *(event.ends_at for event in coming)]


def spaces_on_map() -> dict[str, Any]:
    """Some spaces with their number on a drawing of the city; nothing where there is no space or no area."""
    spaces = spaces_on_show(SHOWN_SPACES)
    drawing = city_drawing() if spaces else None
    if drawing is None:
        return {}
    return {
        "drawing": drawing,
        "named": [path for space in spaces if (path := drawing.areas.get(space.nil_id or 0))],
        "approximate": not has_official_outlines(),
        "pins": [
            {
                "space": space,
                "in_call": space.state == SpaceState.IN_CALL,
                "at": drawing.place(float(space.longitude), float(space.latitude)),
            }
            for space in spaces
            if space.longitude is not None and space.latitude is not None
        ],
    }
