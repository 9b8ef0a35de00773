"""How a criterion gives its points, said in the browser: rows, stated edges, what is told about them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.domain.problems import Part
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from tests.calls.web.builder import item_url, part_url

pytestmark = pytest.mark.django_db


def method_url(call: Call, item, kind: str, kind_of_item: str = "criterio", more: str = "") -> str:
    page = reverse("calls:method_edit", args=[call.pk, kind_of_item, item.pk])
    return f"{page}?tipo={kind}{more}"


def rows(*lines: dict[str, str], **form: str) -> dict[str, str]:
    data = {"revision": "999", "rows-TOTAL_FORMS": str(len(lines)), "rows-INITIAL_FORMS": "0", **form}
    for at, line in enumerate(lines):
        data |= {f"rows-{at}-{name}": value for name, value in line.items()}
    return data


def ask(call, officer, key, kind, options=()):
    section = items_of(call.pk, ItemKind.SECTION).first()
    rows_of = [{"key": name, "label": name.title()} for name in options] or None
    values = {"section": section, "type": kind, "label": key.title(), "required": False}
    save_item(call=call, kind=ItemKind.FIELD, values=values, by=officer, key=key, options=rows_of)


def stored(call, key):
    edition = build_edition(Call.objects.get(pk=call.pk))
    return next(one for one in edition.grid.criteria if one.key == key)


def test_every_way_of_giving_points(desk, officer, call) -> None:
    for key, kind, options in (
        ("turnover", "number", ()),
        ("founded", "date", ()),
        ("ready", "choice", ("soon", "late")),
        ("green", "yes_no", ()),
    ):
        ask(call, officer, key, kind, options)
    item = items_of(call.pk, ItemKind.CRITERION).first()
    page = desk.get(reverse("calls:method_edit", args=[call.pk, "criterio", item.pk]))
    assert "Come dà i punti?" in page.content.decode()

    bands = rows(
        {"low": "10", "low_in": "on", "high": "", "points": "5"},
        {"low": "", "high": "10", "points": "1"},
        measured="calcolo",
        value="turnover / 2",
    )
    assert desk.post(method_url(call, item, "bands"), bands).status_code == 302
    method = stored(call, item.key).method
    assert [(band.low, band.high, band.high_in) for band in method.bands] == [
        ("", "10", False),
        ("10", "", False),
    ]
    assert method.value == {"op": "div", "of": [{"field": "turnover"}, {"number": "2"}]}

    overlapping = rows(
        {"low": "", "high": "10", "high_in": "on", "points": "1"},
        {"low": "10", "low_in": "on", "points": "5"},
        measured="turnover",
    )
    answer = desk.post(method_url(call, item, "bands"), overlapping, follow=True)
    told = answer.content.decode()
    assert "si sovrappongono" in told

    line = rows({"at": "1/1/2025", "points": "5"}, {"at": "01/01/1995", "points": "0"}, measured="founded")
    assert desk.post(method_url(call, item, "line"), line).status_code == 302
    assert [node.at for node in stored(call, item.key).method.nodes] == ["1995-01-01", "2025-01-01"]

    first = rows(field="ready", take="one")
    to_points = desk.post(method_url(call, item, "options"), first)
    assert to_points["Location"].endswith("?tipo=options&campo=ready")
    shown = desk.get(to_points["Location"]).content.decode()
    assert "Soon" in shown
    assert "Late" in shown
    chosen = rows(
        {"key": "soon", "label": "Soon", "points": "5"},
        {"key": "late", "label": "Late", "points": "0"},
        field="ready",
        take="one",
    )
    assert desk.post(method_url(call, item, "options"), chosen).status_code == 302
    assert [one.key for one in stored(call, item.key).method.options] == ["soon", "late"]

    for kind, form in (
        ("yes_no", {"field": "green"}),
        ("yes_no", {"field": "ufficio"}),
        ("formula", {"measured": "calcolo", "value": "turnover * 0,5"}),
        ("declared", {"field": "turnover"}),
        ("normalised", {"measured": "turnover", "best": "lowest", "scale": "best"}),
        ("committee", {"trim": "1"}),
    ):
        assert desk.post(method_url(call, item, kind), rows(**form)).status_code == 302
        assert stored(call, item.key).method.kind.value == kind
    levels = rows({"label": "Alta", "coefficient": "1"}, {"label": "Media", "coefficient": "0,5"}, trim="0")
    desk.post(method_url(call, item, "committee"), levels)
    assert [level.label for level in stored(call, item.key).method.levels] == ["Alta", "Media"]
    desk.post(method_url(call, item, "committee"), rows(trim="0"))
    assert stored(call, item.key).method is None

    ask(call, officer, "costs", "expenses", ("machines",))
    total = rows(measured="somma:costs.amount")
    assert desk.post(method_url(call, item, "formula"), total).status_code == 302
    assert stored(call, item.key).method.value == {"op": "sum", "field": "costs.amount"}
    again = desk.get(method_url(call, item, "formula")).content.decode()
    assert 'value="somma:costs.amount" selected' in again, "saved again it stays a sum"
    assert 'value="costs.amount"' not in again
    count = rows(measured="calcolo", value="conta(costs.amount)")
    assert desk.post(method_url(call, item, "formula"), count).status_code == 302
    assert 'value="calcolo" selected' in desk.get(method_url(call, item, "formula")).content.decode()

    for told, form in (
        ("Non capisco la formula", {"measured": "calcolo", "value": "strange +"}),
        ("Scrivi il calcolo.", {"measured": "calcolo", "value": " "}),
        ("Scegli che cosa si misura.", {"measured": ""}),
    ):
        wrong = desk.post(method_url(call, item, "formula"), rows(**form))
        assert wrong.status_code == 422
        assert told in wrong.content.decode()
    assert desk.post(method_url(call, item, "formula"), rows(measured="ufficio")).status_code == 302
    assert stored(call, item.key).method.source == "office"
    assert '<option value="ufficio" selected>' in desk.get(method_url(call, item, "formula")).content.decode()


def test_yes_or_no_points_on_a_condition_of_several_answers(desk, officer, call) -> None:
    ask(call, officer, "green", "yes_no")
    ask(call, officer, "jobs", "number")
    item = items_of(call.pk, ItemKind.CRITERION).first()
    address = method_url(call, item, "yes_no")
    page = desk.get(address).content.decode()
    assert "Una condizione, qui sotto" in page
    chosen = {
        "field": "condizione",
        "condition-join": "all",
        "condition-row_1": '["eq", "green", true]',
        "condition-row_2": '["gte", "jobs"]',
        "condition-value_2": "3",
    }
    nothing = desk.post(address, rows(field="condizione"))
    assert nothing.status_code == 422
    assert "Scegli quando si danno i punti." in nothing.content.decode()
    wrong = desk.post(address, rows(**{**chosen, "condition-value_2": "tre"}))
    assert wrong.status_code == 422
    assert desk.post(address, rows(**chosen)).status_code == 302
    method = stored(call, item.key).method
    assert (method.kind.value, method.field, method.when["op"]) == ("yes_no", "", "all")
    page = desk.get(part_url(call, Part.GRID)).content.decode()
    assert "punti se" in page
    assert "«Jobs» è almeno" in page
    again = desk.get(address).content.decode()
    assert '<option value="condizione" selected>' in again
    desk.post(address, rows(field="green"))
    assert stored(call, item.key).method.when is None


def test_sub_criteria_limits_and_rankings_of_their_own(desk, officer, call) -> None:
    criterion = items_of(call.pk, ItemKind.CRITERION).first()
    when = {"op": "eq", "field": "women_led", "value": True}
    save_item(call=call, kind=ItemKind.FLAG, values={"title": "Donne", "when": when}, by=officer, key="women")
    flag = "women"
    sent = (
        (
            ItemKind.PART,
            {"key": "s1", "criterion": criterion.key, "title": "Sotto", "max": "2", "guidance": ""},
        ),
        (ItemKind.UPLIFT, {"key": "u1", "title": "Giovani", "flag": flag, "percent": "10", "of": ""}),
        (ItemKind.AREA, {"flag": flag, "title": "Quartiere", "most": "3", "most_amount": "", "least": ""}),
        (
            ItemKind.RANKING,
            {
                "key": "own",
                "title": "Riserva",
                "flag": flag,
                "amount": "1.000,00",
                "returns": "on",
                "spills": "on",
            },
        ),
        (ItemKind.BRACKET, {"rate": "70", "low": "", "high": "90.000", "high_in": "on"}),
        (ItemKind.PREMIUM, {"flag": flag, "title": "Meglio", "rate": "65", "cap": ""}),
        (ItemKind.TIE, {"what": "requested:", "seed_rule": "", "higher": "si"}),
    )
    for kind, data in sent:
        answer = desk.post(item_url(call, kind), {**data, "revision": "999"})
        assert answer.status_code == 302, (kind, answer.context["form"].errors)
    own = {"key": "main", "title": "Altra", "flag": flag, "amount": "1", "revision": "999"}
    assert desk.post(item_url(call, ItemKind.RANKING), own).context["form"].errors["key"]
    page = desk.get(part_url(call, Part.GRID)).content.decode()
    for words in ("Sotto", "Giovani", "Quartiere", "Riserva", "Chi chiede meno", "Aggiungi un sottocriterio"):
        assert words in page
    assert "fino a 90.000" in desk.get(part_url(call, Part.MONEY)).content.decode()
    edition = build_edition(Call.objects.get(pk=call.pk))
    assert edition.grid.criteria[0].parts[0].key == "s1"
    assert edition.grid.rankings[0].returns
    assert edition.aid.brackets[0].high_in


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_was_typed_in_a_row_comes_back_as_it_was(desk, officer, call, prefix) -> None:
    ask(call, officer, "turnover", "number")
    item = items_of(call.pk, ItemKind.CRITERION).first()
    asked = [
        (prefix + method_url(call, item, kind), name) for kind, name in (("bands", "low"), ("line", "at"))
    ]
    for address, name in asked:
        bad = desk.post(address, rows({name: "10.000", "points": "zz"}, measured="turnover"))
        assert bad.status_code == 422
        assert 'value="10.000"' in bad.content.decode(), "not ten"
        assert 'value="10,000"' not in bad.content.decode()
