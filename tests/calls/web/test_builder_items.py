"""The lists of the builder: sections, criteria and the rest; questions of every kind; documents."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape

from manifattura.calls.actions.draft_items import ITEMS, ItemKind, items_of
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.domain.form_checks import form_problems
from manifattura.calls.domain.problems import Part
from manifattura.calls.queries.draft import build_edition
from tests.calls.web.builder import item_url, part_url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# ------------------------------------------------------------------ items

GOOD = {
    ItemKind.SECTION: {"title": "Altra sezione"},
    ItemKind.DECLARATION: {
        "title": "Altra",
        "text": "Dichiaro.",
        "law": "DPR 445/2000",
        "declarant": "legal_rep",
    },
    ItemKind.QUESTION: {"question": "Hai letto?", "expected": "no", "explain": "Leggi."},
    ItemKind.REQUIREMENT: {"title": "Altro controllo", "automatic": "ateco"},
    ItemKind.GROUP: {"key": "D", "title": "Altro gruppo", "min": "2,5"},
    ItemKind.CRITERION: {"key": "D1", "title": "Altro criterio", "group": "A", "max": "5"},
    ItemKind.BONUS: {"key": "P9", "title": "Altra", "points": "1"},
    ItemKind.FLAG: {"key": "segno", "title": "Segno"},
    ItemKind.TIE: {"what": "criterion:A1", "higher": "si"},
    ItemKind.RESERVE: {},
    ItemKind.PRECEDENCE: {"last": "True"},
}
BAD = {
    ItemKind.SECTION: ({"title": ""}, "title"),
    ItemKind.DECLARATION: ({"text": ""}, "text"),
    ItemKind.QUESTION: ({"expected": "forse"}, "expected"),
    ItemKind.REQUIREMENT: ({"automatic": "magia"}, "automatic"),
    ItemKind.GROUP: ({"key": "D 1"}, "key"),
    ItemKind.CRITERION: ({"min": "9"}, "min"),
    ItemKind.BONUS: ({"points": "uno"}, "points"),
    ItemKind.FLAG: ({"key": ""}, "key"),
    ItemKind.TIE: ({"what": "draw:", "seed_rule": ""}, "seed_rule"),
    ItemKind.RESERVE: ({"amount": ""}, "amount"),
    ItemKind.PRECEDENCE: ({"last": "middle"}, "last"),
}


def _condition(desk, url):
    """The first line that an officer could choose."""
    groups = desk.get(url).context["condition"].fields["row_1"].choices[1:]
    return {"condition-row_1": groups[0][1][0][0]}


def _good(desk, call, kind):
    url = item_url(call, kind)
    if kind is ItemKind.RESERVE:
        flag = build_edition(call).flags[0].key
        return {"flag": flag, "amount": "1.000,00"}
    if kind is ItemKind.PRECEDENCE:
        return GOOD[kind] | {"flag": build_edition(call).flags[0].key}
    return GOOD[kind] | (_condition(desk, url) if kind is ItemKind.FLAG else {})


@pytest.mark.parametrize("kind", list(GOOD))
def test_add_change_move_and_remove(desk, call, kind):
    values = _good(desk, call, kind)
    answer = desk.post(item_url(call, kind), values)
    assert answer.status_code == 302, [form.errors for form in answer.context["wrong"]]
    item = items_of(call.pk, kind).last()
    edit = item_url(call, kind, item.pk, name="item_edit")
    assert desk.get(edit).status_code == 200
    call.refresh_from_db()
    changed = desk.post(edit, values | {"revision": str(call.revision)})
    assert changed.status_code == 302, [form.errors for form in changed.context["wrong"]]

    move = item_url(call, kind, item.pk, name="item_move")
    assert desk.post(move, {"direction": "up"}).status_code == 302
    if items_of(call.pk, kind).count() > 1:
        assert items_of(call.pk, kind).last().pk != item.pk

    remove = item_url(call, kind, item.pk, name="item_remove")
    page = desk.get(remove)
    assert page.status_code == 200
    desk.post(remove, {"revision": str(page.context["revision"])})
    assert not items_of(call.pk, kind).filter(pk=item.pk).exists()


def test_what_is_removed_is_called_as_in_its_list(desk, call):
    for kind, item in [(one, item) for one in GOOD for item in items_of(call.pk, one)]:
        listed = desk.get(part_url(call, ITEMS[kind].part)).content.decode()
        name = desk.get(item_url(call, kind, item.pk, name="item_remove")).context["name"]
        assert name
        assert escape(name) in listed, (kind, name)


@pytest.mark.parametrize("kind", list(BAD))
def test_a_bad_item_is_said_beside_the_field(desk, call, kind):
    values, field = BAD[kind]
    answer = desk.post(item_url(call, kind), _good(desk, call, kind) | values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_a_key_is_taken(desk, call):
    answer = desk.post(item_url(call, ItemKind.GROUP), GOOD[ItemKind.GROUP] | {"key": "A"})
    assert "già usato" in str(answer.context["form"].errors["key"])


def test_a_flag_needs_a_condition(desk, call):
    answer = desk.post(item_url(call, ItemKind.FLAG), GOOD[ItemKind.FLAG])
    assert "row_1" in answer.context["condition"].errors


def test_a_second_reserve_for_the_same_flag(desk, call):
    values = _good(desk, call, ItemKind.RESERVE)
    desk.post(item_url(call, ItemKind.RESERVE), values)
    answer = desk.post(item_url(call, ItemKind.RESERVE), values)
    assert "C’è già una riserva" in str(answer.context["form"].errors["flag"])


def test_a_second_precedence_for_the_same_flag(desk, call):
    values = _good(desk, call, ItemKind.PRECEDENCE)
    desk.post(item_url(call, ItemKind.PRECEDENCE), values)
    answer = desk.post(item_url(call, ItemKind.PRECEDENCE), values)
    assert "C’è già una voce" in str(answer.context["form"].errors["flag"])
    assert [one.last for one in build_edition(call).grid.precedence] == [True]


# ------------------------------------------------------------------ questions


def question_url(call, kind):
    section = items_of(call.pk, ItemKind.SECTION).first()
    return f"{item_url(call, ItemKind.FIELD)}?sezione={section.pk}&tipo={kind.value}"


def options_data(*labels):
    data = {"options-TOTAL_FORMS": str(len(labels)), "options-INITIAL_FORMS": "0"}
    for number, label in enumerate(labels):
        data |= {f"options-{number}-label": label, f"options-{number}-key": ""}
    return data


GROUP = {
    "item_title": "Socio",
    "min_items": "1",
    "max_items": "5",
    "inner-TOTAL_FORMS": "3",
    "inner-INITIAL_FORMS": "0",
    "inner-0-label": "Nome",
    "inner-0-kind": "text",
    "inner-0-required": "on",
    "inner-1-label": "Quota",
    "inner-1-kind": "number",
    "inner-1-max_value": "100",
    "inner-2-label": "Ruolo",
    "inner-2-kind": "choice",
    "inner-2-choices": "Guida\nAiuta",
}
COMPUTED = {"decimals": "2", "unit": "%", "formula-operation": "is"}


@pytest.mark.parametrize("kind", list(FieldType))
def test_a_question_of_every_kind(desk, call, kind):
    section = items_of(call.pk, ItemKind.SECTION).first()
    data = {"section": str(section.pk), "label": "Una domanda nuova", "required": "on"}
    if kind in (FieldType.CHOICE, FieldType.CHOICES, FieldType.EXPENSES, FieldType.STAMP_DUTY):
        data |= options_data("Uno", "Due", "")
    if kind is FieldType.FILE:
        data |= {"accept": ["pdf", "jpg"], "max_files": "2", "max_megabytes": "5"}
    if kind is FieldType.DECLARATION:
        data |= {"declaration": build_edition(call).declarations[0].key}
    if kind is FieldType.GROUP:
        data |= GROUP
    if kind is FieldType.COMPUTED:
        data |= COMPUTED | {"formula-operand_1": '{"field": "applicant.turnover"}'}
    assert desk.get(question_url(call, kind)).status_code == 200
    answer = desk.post(question_url(call, kind), data)
    assert answer.status_code == 302, [form.errors for form in answer.context["wrong"]]
    item = items_of(call.pk, ItemKind.FIELD).filter(label="Una domanda nuova").get()
    assert item.type == kind
    edit = desk.get(item_url(call, ItemKind.FIELD, item.pk, name="item_edit"))
    assert edit.status_code == 200


def test_a_new_question_begins_with_its_kind(desk, call):
    page = desk.get(item_url(call, ItemKind.FIELD))
    assert "Che tipo di domanda?" in page.content.decode()


@pytest.mark.parametrize(
    ("kind", "data", "says"),
    [
        (FieldType.TEXT, {"label": ""}, "obbligatorio"),
        (FieldType.TEXT, {"max_length": "0"}, "1"),
        (FieldType.NUMBER, {"min_value": "9", "max_value": "1"}, "supera il massimo"),
        (FieldType.CHOICE, options_data("", ""), "almeno una voce"),
        (FieldType.FILE, {"accept": [], "max_files": "1", "max_megabytes": "1"}, "obbligatorio"),
        (FieldType.TEXT, {"key": "project_title"}, "già usato"),
        (
            FieldType.TEXT,
            {"condition-row_1": '["gt", "months"]', "condition-value_1": "molti"},
            "numero o una data",
        ),
    ],
)
def test_a_bad_question(desk, call, kind, data, says):
    section = items_of(call.pk, ItemKind.SECTION).first()
    if "condition-row_1" in data:
        number = next(
            item.key for s in build_edition(call).form for item in s.fields if item.type is FieldType.NUMBER
        )
        data = data | {"condition-row_1": f'["gt", "{number}"]'}
    answer = desk.post(question_url(call, kind), {"section": str(section.pk), "label": "Domanda"} | data)
    assert answer.status_code == 422
    assert says in answer.content.decode()


def test_a_group_and_a_formula_are_chosen_read_back_and_published(desk, call):
    section = items_of(call.pk, ItemKind.SECTION).last()
    head = {"section": str(section.pk), "required": "on"}
    address = f"{item_url(call, ItemKind.FIELD)}?sezione={section.pk}&tipo="
    desk.post(f"{address}group", head | GROUP | {"label": "Soci", "key": "soci"})
    group = items_of(call.pk, ItemKind.FIELD).get(key="soci")
    assert [inner["key"] for inner in group.fields] == ["nome", "quota", "ruolo"]
    total = '{"field": "soci.quota", "op": "sum"}'
    percent = (
        head
        | COMPUTED
        | {
            "label": "Quota per cento",
            "key": "quota-cento",
            "formula-operation": "percent",
            "formula-operand_1": total,
            "formula-operand_2": "number",
            "formula-number_2": "50,5",
        }
    )
    answer = desk.post(f"{address}computed", percent)
    assert answer.status_code == 302, answer.context["wrong"]
    stored = items_of(call.pk, ItemKind.FIELD).get(key="quota-cento")
    assert stored.formula == {
        "op": "mul",
        "of": [
            {"op": "div", "of": [{"op": "sum", "field": "soci.quota"}, {"number": "50.5"}]},
            {"number": "100"},
        ],
    }
    edit = desk.get(item_url(call, ItemKind.FIELD, stored.pk, name="item_edit")).context["formula"]
    assert (edit["operation"].value(), edit["operand_1"].value()) == ("percent", total)
    chosen = (
        head
        | COMPUTED
        | {
            "label": "Soglia",
            "key": "soglia",
            "formula-operation": "when",
            "formula-operand_1": "number",
            "formula-number_1": "1",
            "formula-operand_2": total,
            "formula-condition-row_1": '["eq", "applicant.size_class", "micro"]',
        }
    )
    assert desk.post(f"{address}computed", chosen).status_code == 302
    for wrong, says in (
        ({"formula-operand_2": ""}, "vuole 2 valori"),
        ({"formula-condition-row_1": ""}, "vuole una condizione"),
        ({"formula-number_1": "uno"}, "Scrivi un numero"),
        ({"formula-operand_1": "", "formula-operand_2": ""}, "almeno un valore"),
    ):
        answer = desk.post(f"{address}computed", chosen | {"key": "altra"} | wrong)
        assert answer.status_code == 422
        assert says in answer.content.decode()
    edition = build_edition(call)
    assert [problem.text for problem in form_problems(edition) if "formula" in problem.text] == []
    preview = desk.get(reverse("calls:office_preview", args=[call.pk])).content.decode()
    assert "Totale di «Quota» in «Soci» ÷ 50,5" in preview
    assert "Impresa: Micro" in preview or "Dimensione: Micro" in preview
    listed = desk.get(part_url(call, Part.FORM)).content.decode()
    assert "Elenco di voci" in listed


def test_conditions_are_chosen_and_read_back(desk, call):
    section = items_of(call.pk, ItemKind.SECTION).last()
    number = next(
        item.key for s in build_edition(call).form for item in s.fields if item.type is FieldType.NUMBER
    )
    yes = next(
        item.key for s in build_edition(call).form for item in s.fields if item.type is FieldType.YES_NO
    )
    data = {
        "section": str(section.pk),
        "label": "Con condizione",
        "condition-join": "any",
        "condition-row_1": f'["gte", "{number}"]',
        "condition-value_1": "2,5",
        "condition-row_2": f'["eq", "{yes}", true]',
    }
    assert desk.post(question_url(call, FieldType.TEXT), data).status_code == 302
    item = items_of(call.pk, ItemKind.FIELD).get(label="Con condizione")
    assert item.shown_if == {
        "op": "any",
        "of": [{"op": "gte", "field": number, "value": "2.5"}, {"op": "eq", "field": yes, "value": True}],
    }
    form = desk.get(item_url(call, ItemKind.FIELD, item.pk, name="item_edit")).context["condition"]
    assert form["row_1"].value() == f'["gte", "{number}"]'
    assert form["value_1"].value() == "2.5"
    assert form["join"].value() == "any"
    assert "oppure" in desk.get(part_url(call, Part.FORM)).content.decode()


def test_a_condition_richer_than_the_chooser_is_kept(desk, call):
    item = items_of(call.pk, ItemKind.FIELD).filter(type="text").last()
    rich = {"op": "not", "of": {"op": "answered", "field": "project_title"}}
    item.shown_if = rich
    item.save()
    url = item_url(call, ItemKind.FIELD, item.pk, name="item_edit")
    page = desk.get(url)
    assert "Tieni la condizione" in page.content.decode()
    data = {"section": str(item.section_id), "label": item.label, "condition-keep": "on"}
    assert desk.post(url, data).status_code == 302
    item.refresh_from_db()
    assert item.shown_if == rich
    del data["condition-keep"]
    desk.post(url, data | {"revision": "99"})
    item.refresh_from_db()
    assert item.shown_if is None


# ------------------------------------------------------------------ documents


def test_upload_read_rename(desk, call):
    url = reverse("calls:document_add", args=[call.pk])
    assert desk.get(item_url(call, ItemKind.DOCUMENT)).status_code == 302
    assert desk.get(url).status_code == 200
    bad = desk.post(url, {"title": "Avviso", "file": SimpleUploadedFile("a.pdf", b"PK")})
    assert "deve essere un PDF" in str(bad.context["form"].errors["file"])
    good = SimpleUploadedFile("avviso.pdf", b"%PDF-1.7 contenuto")
    assert desk.post(url, {"title": "Avviso", "file": good}).status_code == 302
    document = items_of(call.pk, ItemKind.DOCUMENT).get()
    file = desk.get(reverse("calls:office_document", args=[call.pk, document.key]))
    assert b"".join(file.streaming_content) == b"%PDF-1.7 contenuto"
    assert desk.get(reverse("calls:office_document", args=[call.pk, "boh"])).status_code == 404
    edit = item_url(call, ItemKind.DOCUMENT, document.pk, name="item_edit")
    assert desk.post(edit, {"title": "Avviso pubblico", "revision": "99"}).status_code == 302


def test_a_question_that_the_call_needs_is_added_with_a_button(desk, call):
    def told():
        return {str(found.message) for found in form_problems(build_edition(call))}

    for field in items_of(call.pk, ItemKind.FIELD).filter(key__in=("project_title", "seat")):
        field.delete()
    items_of(call.pk, ItemKind.FIELD).filter(type="expenses").delete()
    items_of(call.pk, ItemKind.FIELD).exclude(shown_if=None).delete()
    page = desk.get(part_url(call, Part.FORM)).content.decode()
    assert "Aggiungi «Titolo del progetto»" in page
    assert "project_title»" not in page
    ready = reverse("calls:builder_ready", args=[call.pk])
    for key in ("project_title", "project_cost", "seat"):
        assert desk.post(ready, {"question": key}).url == part_url(call, Part.FORM)
    assert not any("Manca" in one for one in told())
    again = desk.post(ready, {"question": "seat"}, follow=True).content.decode()
    assert "Questa domanda c’è già." in again
    assert "Domande già pronte" not in again
