"""A grid as acts write it, built on the pages alone: dotted codes, three decimals, sub-criteria."""

from __future__ import annotations

import pytest

from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.domain.grid_checks import TOO_FINE, grid_problems
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from tests.calls.web.builder import item_url, stored_rows
from tests.calls.web.test_builder_methods import ask, method_url, rows, stored

pytestmark = pytest.mark.django_db


def blocking(call):
    edition = build_edition(Call.objects.get(pk=call.pk))
    return [found.message for found in grid_problems(edition) if found.blocks]


def test_a_grid_with_the_codes_of_its_act(desk, call) -> None:
    for kind in (ItemKind.TIE, ItemKind.BONUS, ItemKind.CRITERION, ItemKind.GROUP):
        items_of(call.pk, kind).all().delete()

    def add(kind, key, **facts):
        facts = {"key": key, "revision": "999", **facts}
        answer = desk.post(item_url(call, kind), facts)
        assert answer.status_code == 302, answer.context["form"].errors
        return items_of(call.pk, kind).get(key=key)

    add(ItemKind.GROUP, "6.6", title="Affidabilità", min="1,125")
    whole = add(ItemKind.CRITERION, "6.6.2", title="Indici", group="6.6", max="4,125")
    yes = add(ItemKind.CRITERION, "A.1", title="Rating di legalità", max="1")
    index = add(ItemKind.PART, "6.6.2.a.1", criterion=whole.key, title="ROE", max="2,125")
    add(ItemKind.PART, "6.6.2.a.2", criterion=whole.key, title="Progetto", max="2")
    bands = rows(
        {"low": "", "high": "3,4", "high_in": "on", "points": "0"},
        {"low": "3,4", "high": "5", "high_in": "on", "points": "1,125"},
        {"low": "5", "points": "2,125"},
        measured="ufficio",
    )
    assert desk.post(method_url(call, index, "bands", "sottocriterio"), bands).status_code == 302
    assert desk.post(method_url(call, yes, "yes_no"), rows(field="ufficio")).status_code == 302
    desk.post(item_url(call, ItemKind.TIE), {"what": "criterion:6.6.2", "higher": "si", "revision": "999"})

    assert TOO_FINE in {found.text for found in blocking(call)}


def test_the_forms_of_the_pages_say_what_is_stored(desk, officer, call) -> None:
    """Bands on a calculation, and points by formula: filled in on the page's own form, which sent again changes nothing."""
    ask(call, officer, "output-2024", "money")
    ask(call, officer, "output-2023", "money")
    first, second = items_of(call.pk, ItemKind.CRITERION)[:2]
    growth = "(output-2024 - output-2023) / output-2023 * 100"
    for item, kind, sent in (
        (
            first,
            "bands",
            {
                "value": growth,
                "rows-0-high": "5",
                "rows-0-points": "0,5",
                "rows-1-low": "5",
                "rows-1-high": "10",
                "rows-1-points": "1",
                "rows-2-low": "10",
                "rows-2-points": "1,5",
            },
        ),
        (second, "formula", {"value": "min(output-2024 / 100.000; 5)"}),
    ):
        address = method_url(call, item, kind)
        form = {**stored_rows(desk, address), "measured": "calcolo", **sent}
        assert desk.post(address, form).status_code == 302
        made = stored(call, item.key).method
        again = stored_rows(desk, address)
        assert again["value"] == sent["value"]
        assert desk.post(address, again).status_code == 302
        assert stored(call, item.key).method == made
    bands = stored(call, first.key).method.bands
    assert [(one.low, one.low_in, one.high, one.high_in, str(one.points)) for one in bands] == [
        ("", True, "5", False, "0.5"),
        ("5", True, "10", False, "1"),
        ("10", True, "", False, "1.5"),
    ]
    half = {**stored_rows(desk, method_url(call, first, "bands")), "rows-3-low": "20"}
    wrong = desk.post(method_url(call, first, "bands"), half)
    assert wrong.status_code == 422
    page = wrong.content.decode()
    assert 'href="#id_rows-3-points"' in page
    assert "<title>Errore: " in page
