"""The pages of three tasks beside calls and spaces: labs, training and work, data. All of it is read from what is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from manifattura.calls.domain.states import CallKind
from manifattura.evaluation.queries.rankings import rankings_in_force
from manifattura.evaluation.queries.registers import public_entries
from manifattura.kernel.clock import now, today
from manifattura.territory.queries.areas import nil_names
from manifattura.ui.feeds import feeds

from ..domain.topics import Topic
from ..models import AreaPage, NewsPage, PlacePage, SectionPage, ServicePage, StoryPage
from ..queries.datasets import city_datasets, ranking_datasets
from ..queries.figures import programme_figures
from ..queries.open_calls import OpenCall, changing_instants, open_calls, published_calls
from ..queries.pages import pages_of, pages_on_topics
from ..queries.stories import events_to_come

Context = tuple[dict[str, Any], Iterable[datetime]]
SHOWN_LABS = 12
SHOWN_EVENTS = 3
LEARNING = (Topic.VOCATIONAL_TRAINING, Topic.SCHOOL, Topic.WORK)
ABOUT_LEARNING = (StoryPage, NewsPage, PlacePage, AreaPage)


def labs_context(language: str) -> Context:
    """The registers with their first labs, how to enter, the places where one learns and tries."""
    published = published_calls(now())
    registers = [_register(call) for call in published if call.edition.kind == CallKind.REGISTER]
    context = {
        "registers": registers,
        "calls": [call for call in open_calls(published) if call.edition.kind != CallKind.REGISTER],
        "places": pages_of(PlacePage, language),
    }
    return context, changing_instants(published)


def _register(call: OpenCall) -> dict[str, Any]:
    entries = list(public_entries(call.id))
    shown = entries[:SHOWN_LABS]
    names = nil_names(entry.nil_id for entry in shown if entry.nil_id)
    return {
        "call": call,
        "count": len(entries),
        "labs": [{"entry": entry, "quarter": names.get(entry.nil_id or 0, "")} for entry in shown],
    }


def learning_context(language: str) -> Context:
    """Services, calls that give places and no money, events to come, pages on these topics."""
    published = published_calls(now())
    coming = events_to_come(language, SHOWN_EVENTS)
    services = pages_of(ServicePage, language)
    context = {
        "services": [one for one in services if one.category == ServicePage.Category.LEARNING],
        "programmes": [call for call in published if _is_programme(call)],
        "events": coming,
        "found": pages_on_topics(LEARNING, language, ABOUT_LEARNING),
    }
    return context, [*changing_instants(published), *(event.ends_at for event in coming)]


def _is_programme(call: OpenCall) -> bool:
    """Admits to something that is neither money nor a space nor a register."""
    edition = call.edition
    return not edition.gives_money and edition.allocation is None and edition.kind != CallKind.REGISTER


def data_context(language: str) -> Context:
    """Every file that can be downloaded, and the figures with their source."""
    published = published_calls(now())
    figures = programme_figures()
    context = {
        "city_sets": city_datasets(published),
        "ranking_sets": ranking_datasets(published, rankings_in_force(today())),
        "logs": published,
        "figures": [figure for figure in figures if figure.number],
        "missing_figures": [figure for figure in figures if not figure.number],
        "feeds": feeds(),
    }
    return context, changing_instants(published)


READERS: dict[str, Callable[[str], Context]] = {
    SectionPage.Part.LABS: labs_context,
    SectionPage.Part.LEARNING: learning_context,
    SectionPage.Part.DATA: data_context,
}
