"""The vocabulary is complete: every state of the domain has its word, icon, colour and next step."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from manifattura.ui.statuses import VOCABULARY, UnknownStatusError, find_status

PROJECT = Path(__file__).parents[2]
FRONTEND = PROJECT / "frontend"
SOURCE = PROJECT / "src"
DOMAIN_STATES = [
    ("call", "manifattura.calls.domain.states", "CallState"),
    ("call", "manifattura.calls.domain.states", "PublicState"),
    ("application", "manifattura.applications.domain.states", "ApplicationState"),
    ("review", "manifattura.evaluation.domain.states", "ReviewState"),
    ("check", "manifattura.evaluation.domain.states", "CheckOutcome"),
    ("ranking", "manifattura.evaluation.domain.states", "RankingStage"),
]


def known_icons() -> set[str]:
    return set(re.search(r"icons = `(.+?)`", (FRONTEND / "icons.mjs").read_text(), re.DOTALL)[1].split())


def test_every_icon_of_a_template_is_in_the_sprite():
    used = re.compile(r"""\{%\s*icon\s+"([a-z-]+)"|\sicon(?:_before)?="([a-z-]+)\"""")
    names = {
        name
        for path in SOURCE.rglob("templates/**/*.html")
        for pair in used.findall(path.read_text(encoding="utf-8"))
        for name in pair
        if name
    }
    assert names - known_icons() == set()


@pytest.mark.parametrize(("thing", "module", "name"), DOMAIN_STATES)
def test_every_state_of_the_domain_has_a_status(thing, module, name):
    states = getattr(import_module(module), name)
    assert [state for state in states if str(state) not in VOCABULARY[thing]] == []


@pytest.mark.parametrize("thing", VOCABULARY)
def test_every_status_is_complete(thing):
    icons = known_icons()
    for state, status in VOCABULARY[thing].items():
        assert str(status.word), state
        assert str(status.next), state
        assert status.icon in icons, f"{thing} {state}: add the icon {status.icon} to frontend/icons.mjs"


def test_words_of_a_thing_do_not_repeat():
    for thing, states in VOCABULARY.items():
        words = [str(status.word) for status in states.values()]
        assert len(words) == len(set(words)), thing


def test_an_unknown_state_is_an_error():
    with pytest.raises(UnknownStatusError):
        find_status("call", "nonsense")
