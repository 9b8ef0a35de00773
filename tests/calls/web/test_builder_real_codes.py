"""A grid as acts write it, built on the pages alone: dotted codes, three decimals, sub-criteria."""

from __future__ import annotations

import pytest

from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.domain.grid_checks import TOO_FINE, grid_problems
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from tests.calls.web.builder import item_url
from tests.calls.web.test_builder_methods import method_url, rows

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
        value="",
    )
    assert desk.post(method_url(call, index, "bands", "sottocriterio"), bands).status_code == 302
    assert desk.post(method_url(call, yes, "yes_no"), rows(field="ufficio")).status_code == 302
    desk.post(item_url(call, ItemKind.TIE), {"what": "criterion:6.6.2", "higher": "si", "revision": "999"})

    assert TOO_FINE in {found.text for found in blocking(call)}
