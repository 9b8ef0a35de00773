"""The builder as officers use it: every page, bad input on each, two at once, the whole way to publication."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.draft_items import ITEMS, ItemKind, items_of
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from manifattura.calls.queries.target_areas import edition_of_template
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.calls import draft_call, published_call
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    load_city()
    return draft_call(template=edition_of_template("f1"), opens_in=5 * DAY, ends_in=60 * DAY)


@pytest.fixture
def officer(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


@pytest.fixture
def desk(client, officer):
    return signed_in(client, officer)


def part_url(call, part):
    return reverse("calls:builder_part", args=[call.pk, part.value])


def item_url(call, kind, *more, name="item_add"):
    return reverse(f"calls:{name}", args=[call.pk, ITEMS[kind].part.value, kind.value, *more])


def stored_form(desk, url):
    """What the page's form would send if nothing were changed."""
    form = desk.get(url).context["form"]
    data = {"revision": "0"}
    for bound in form:
        widget = bound.field.widget
        data.update(_sent(bound, widget))
    return data


def _sent(bound, widget):
    value = bound.value()
    if widget.__class__.__name__ == "CheckboxInput":
        return {bound.html_name: "on"} if value else {}
    if widget.__class__.__name__ == "CheckboxSelectMultiple":
        return {bound.html_name: [str(one) for one in value or []]}
    shown = widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return {bound.html_name: "" if shown is None else shown}


# ------------------------------------------------------------------ who comes in


def test_the_public_is_sent_to_sign_in(client, call):
    assert client.get(reverse("calls:office_detail", args=[call.pk])).status_code == 302


def test_another_office_finds_nothing(client, call):
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    assert client.get(reverse("calls:office_detail", args=[call.pk])).status_code == 404
    assert client.get(reverse("calls:office_list")).context["page"].paginator.count == 0


def test_a_secretary_reads_and_does_not_write(client, call):
    signed_in(client, StaffFactory(role=Role.SECRETARY, office=call.office))
    page = client.get(part_url(call, Part.TEXTS))
    assert page.status_code == 200
    assert "Puoi leggere, non cambiare" in page.content.decode()
    assert client.get(item_url(call, ItemKind.GROUP)).status_code == 403
    assert (
        client.post(
            part_url(call, Part.TEXTS), stored_form(client, part_url(call, Part.TEXTS)) | {"title": "x"}
        ).status_code
        == 422
    )
    assert client.get(reverse("calls:office_create")).status_code == 403


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize("part", list(Part))
def test_every_page_opens(desk, call, part):
    page = desk.get(part_url(call, part))
    assert page.status_code == 200
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert f"{call.title}" in page.content.decode()


@pytest.mark.parametrize("part", [Part.TEXTS, Part.TIMES, Part.MONEY, Part.WHO, Part.GRID])
def test_saving_what_is_there_changes_nothing(desk, call, part):
    before = build_edition(call)
    answer = desk.post(part_url(call, part), stored_form(desk, part_url(call, part)))
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else ""
    call.refresh_from_db()
    assert build_edition(Call.objects.get(pk=call.pk)).grid == before.grid
    assert build_edition(Call.objects.get(pk=call.pk)).beneficiaries == before.beneficiaries
    assert build_edition(Call.objects.get(pk=call.pk)).aid == before.aid


@pytest.mark.parametrize(
    ("part", "values", "field"),
    [
        (Part.TEXTS, {"title": ""}, "title"),
        (Part.TEXTS, {"title": "x" * 161}, "title"),
        (Part.TEXTS, {"summary": "x" * 401}, "summary"),
        (Part.TEXTS, {"names_rule": "nessuno"}, "names_rule"),
        (Part.TIMES, {"opens_at": "domani"}, "opens_at"),
        (Part.TIMES, {"deadline_at": "2020-01-01T12:00"}, "deadline_at"),
        (Part.TIMES, {"review_days": "-1"}, "review_days"),
        (Part.TIMES, {"review_days": "molti"}, "review_days"),
        (Part.MONEY, {"budget": "tanti"}, "budget"),
        (Part.MONEY, {"aid_rate": "101"}, "aid_rate"),
        (Part.MONEY, {"cost_min": "200.000,00"}, "cost_min"),
        (Part.MONEY, {"aid_cap": "-5"}, "aid_cap"),
        (Part.WHO, {"ateco_prefixes": "C, ZZ, 7"}, "ateco_prefixes"),
        (Part.WHO, {"area_nils": ["9999"]}, "area_nils"),
        (Part.WHO, {"area_municipi": ["1"], "area_excluded_municipi": ["1"]}, "area_excluded_municipi"),
        (Part.WHO, {"can_apply": "x" * 301}, "can_apply"),
        (Part.GRID, {"minima_on": "rescaled"}, "minima_on"),
        (Part.GRID, {"edge_ties": "pro_rata", "partial_last": ""}, "edge_ties"),
        (Part.GRID, {"partial_min_share": "120"}, "partial_min_share"),
        (Part.GRID, {"total_min": "sessanta"}, "total_min"),
    ],
)
def test_bad_input_is_said_beside_the_field(desk, call, part, values, field):
    data = stored_form(desk, part_url(call, part)) | values
    answer = desk.post(
        part_url(call, part),
        {name: value for name, value in data.items() if value != ""} | values,
    )
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Errore: " in answer.content.decode()
    assert Call.objects.get(pk=call.pk).revision == 0


def test_money_and_percent_as_people_write_them(desk, call):
    data = stored_form(desk, part_url(call, Part.MONEY)) | {"budget": "1.250.000,50", "aid_rate": "62,5"}
    assert desk.post(part_url(call, Part.MONEY), data).status_code == 302
    call.refresh_from_db()
    assert (call.budget, call.aid_rate) == (Decimal("1250000.50"), Decimal("0.6250"))


def test_the_second_of_two_sees_both_values(desk, call, officer):
    data = stored_form(desk, part_url(call, Part.TEXTS)) | {"title": "Il mio titolo"}
    other = StaffFactory(role=Role.EDITOR, office=call.office)
    save_part(call=call, part=Part.TEXTS, values={"title": "Il suo titolo"}, revision=0, by=other)

    answer = desk.post(part_url(call, Part.TEXTS), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Il suo titolo" in page
    assert 'value="Il mio titolo"' in page

    again = data | {"revision": str(answer.context["revision"])}
    assert desk.post(part_url(call, Part.TEXTS), again).status_code == 302
    call.refresh_from_db()
    assert call.title == "Il mio titolo"


def test_unknown_pages_are_not_found(desk, call):
    assert desk.get(f"/ufficio/bandi/{call.pk}/modifica/altro/").status_code == 404
    assert desk.get(f"/ufficio/bandi/{call.pk}/modifica/griglia/sezione/nuovo/").status_code == 404
    assert desk.get(f"/ufficio/bandi/{call.pk}/modifica/griglia/boh/nuovo/").status_code == 404
    assert desk.get(item_url(call, ItemKind.GROUP, 999_999, name="item_edit")).status_code == 404
    assert desk.get("/ufficio/bandi/999999/").status_code == 404


# ------------------------------------------------------------------ target area and activities


def test_a_named_area_and_a_found_code(desk, call):
    url = reverse("calls:builder_area", args=[call.pk])
    assert desk.post(url, {"area": "periphery", "revision": "0"}).status_code == 302
    call.refresh_from_db()
    assert call.area_name == "Quartieri periferici"
    assert 77 in call.area_nils
    desk.post(url, {"area": "-", "revision": str(call.revision)})
    call.refresh_from_db()
    assert build_edition(call).beneficiaries.target_area is None

    page = desk.get(part_url(call, Part.WHO), {"q": "mobili"})
    code = page.context["ateco_found"][0][0]
    desk.post(reverse("calls:builder_prefix", args=[call.pk]), {"code": code, "revision": str(call.revision)})
    call.refresh_from_db()
    assert code in call.ateco_prefixes
    assert "Nessuna attività" in desk.get(part_url(call, Part.WHO), {"q": "xyzq"}).content.decode()


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
    ItemKind.TIE: {"what": "criterion:A1"},
    ItemKind.RESERVE: {},
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


# ------------------------------------------------------------------ questions


def question_url(call, kind):
    section = items_of(call.pk, ItemKind.SECTION).first()
    return f"{item_url(call, ItemKind.FIELD)}?sezione={section.pk}&tipo={kind.value}"


def options_data(*labels):
    data = {"options-TOTAL_FORMS": str(len(labels)), "options-INITIAL_FORMS": "0"}
    for number, label in enumerate(labels):
        data |= {f"options-{number}-label": label, f"options-{number}-key": ""}
    return data


@pytest.mark.parametrize("kind", list(FieldType))
def test_a_question_of_every_kind(desk, call, kind):
    section = items_of(call.pk, ItemKind.SECTION).first()
    data = {"section": str(section.pk), "label": "Una domanda nuova", "required": "on"}
    if kind in (FieldType.CHOICE, FieldType.CHOICES, FieldType.EXPENSES):
        data |= options_data("Uno", "Due", "")
    if kind is FieldType.FILE:
        data |= {"accept": ["pdf", "jpg"], "max_files": "2", "max_megabytes": "5"}
    if kind is FieldType.DECLARATION:
        data |= {"declaration": build_edition(call).declarations[0].key}
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


# ------------------------------------------------------------------ a new call, and its way to publication


@pytest.mark.parametrize("template", ["f1", "m1", "m2", "empty"])
def test_a_new_call(desk, call, template):
    data = {
        "template": template,
        "title": "Bando di prova",
        "office": str(call.office.pk),
        "head": str(call.head_of_procedure.pk),
    }
    assert desk.get(reverse("calls:office_create")).status_code == 200
    assert desk.post(reverse("calls:office_create"), data).status_code == 302
    made = Call.objects.get(slug="bando-di-prova")
    assert made.state == CallState.DRAFT
    again = desk.post(reverse("calls:office_create"), data)
    assert "slug" in again.context["form"].errors
    for part in Part:
        assert desk.get(part_url(made, part)).status_code == 200
    assert desk.get(reverse("calls:office_detail", args=[made.pk])).status_code == 200
    assert desk.get(reverse("calls:preview_page", args=[made.pk])).status_code == 200


def test_a_head_of_another_office(desk, call):
    stranger = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    data = {"template": "f1", "title": "!!!", "office": str(call.office.pk), "head": str(stranger.pk)}
    errors = desk.post(reverse("calls:office_create"), data).context["form"].errors
    assert {"head", "slug"} <= set(errors)


def test_from_draft_to_public_page(client, call, officer):
    detail = reverse("calls:office_detail", args=[call.pk])
    signed_in(client, officer)
    assert "Manda in approvazione" in client.get(detail).content.decode()
    client.post(reverse("calls:office_submit", args=[call.pk]))
    assert client.post(reverse("calls:office_approve", args=[call.pk])).status_code == 403

    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    page = client.get(detail)
    assert "Rileggi e approva" in page.content.decode()
    client.post(reverse("calls:office_approve", args=[call.pk]), {"sha256": "0" * 64})
    call.refresh_from_db()
    assert call.state == CallState.IN_APPROVAL
    client.post(reverse("calls:office_approve", args=[call.pk]), {"sha256": page.context["digest"]})

    publish = reverse("calls:office_publish", args=[call.pk])
    assert client.get(publish).status_code == 403
    signed_in(client, call.head_of_procedure)
    assert "Pubblica con la determina" in client.get(detail).content.decode()
    assert client.get(publish).status_code == 200
    assert client.post(publish, {"act_number": "", "act_on": "2026-01-02"}).status_code == 422
    future = client.post(publish, {"act_number": "1", "act_on": "2999-01-02"})
    assert "act_on" in future.context["form"].errors
    assert client.post(publish, {"act_number": "7/2026", "act_on": "2026-01-02"}).status_code == 302
    client.logout()
    assert client.get(reverse("calls:detail", args=[call.slug])).status_code == 200


def test_return_with_a_reason(client, call, officer):
    signed_in(client, officer)
    client.post(reverse("calls:office_submit", args=[call.pk]))
    url = reverse("calls:office_return", args=[call.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Manca un criterio"}).status_code == 302
    assert client.get(url).status_code == 403


def test_an_unfinished_call_is_not_submitted(desk, call):
    Call.objects.filter(pk=call.pk).update(deadline_at=None)
    page = desk.post(reverse("calls:office_submit", args=[call.pk]), follow=True)
    assert "Manca la scadenza." in page.content.decode()
    call.refresh_from_db()
    assert call.state == CallState.DRAFT


def test_an_amendment(client):
    load_city()
    call = published_call(template=edition_of_template("f1"), ends_in=10 * DAY)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    signed_in(client, officer)
    amend = reverse("calls:office_amend", args=[call.pk])
    assert "Requisiti, modulo, griglia" in client.get(amend).content.decode()
    assert client.post(amend, {"note": ""}).status_code == 422
    assert client.post(amend, {"note": "Più tempo"}).status_code == 302
    assert client.get(item_url(call, ItemKind.GROUP)).status_code == 403
    assert "qui non si cambia più nulla" in client.get(part_url(call, Part.GRID)).content.decode()
    call.refresh_from_db()
    url = part_url(call, Part.TIMES)
    data = stored_form(client, url) | {"deadline_at": "2099-01-01T12:00", "revision": str(call.revision)}
    assert client.post(url, data).status_code == 302

    publish = reverse("calls:amendment_publish", args=[call.pk])
    assert client.get(publish).status_code == 403
    assert client.get(reverse("calls:amendment_discard", args=[call.pk])).status_code == 200
    signed_in(client, call.head_of_procedure)
    assert "scadenza" in client.get(publish).content.decode()
    assert client.post(publish, {"act_number": "8", "act_on": "2999-01-01"}).status_code == 422
    assert client.post(publish, {"act_number": "8", "act_on": "2026-01-03"}).status_code == 302
    client.logout()
    versions = client.get(reverse("calls:versions", args=[call.slug])).content.decode()
    assert "Più tempo" in versions
    signed_in(client, officer)
    assert "Più tempo" in client.get(reverse("calls:office_detail", args=[call.pk])).content.decode()


def test_giving_up_an_amendment(client):
    load_city()
    call = published_call(template=edition_of_template("f1"))
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    client.post(reverse("calls:office_amend", args=[call.pk]), {"note": "Prova"})
    assert client.post(reverse("calls:amendment_discard", args=[call.pk])).status_code == 302
    assert client.get(reverse("calls:amendment_discard", args=[call.pk])).status_code == 403


def test_previews(desk, call):
    page = desk.get(reverse("calls:office_preview", args=[call.pk]))
    assert "Si vede se" in page.content.decode()
    public = desk.get(reverse("calls:preview_page", args=[call.pk]))
    assert "La vede solo l’ufficio" in public.content.decode()
    assert "no-store" in public["Cache-Control"]


def test_the_builder_begins_with_the_texts(desk, call):
    assert desk.get(reverse("calls:builder", args=[call.pk])).url == part_url(call, Part.TEXTS)


def test_the_list(desk, call, django_assert_max_num_queries):
    for _ in range(5):
        draft_call(office=call.office)
    # session, account, person, roles, second factor, counts of the menu: eleven that are not of this page
    with django_assert_max_num_queries(16):
        page = desk.get(reverse("calls:office_list"))
    assert page.context["page"].paginator.count == 6
    assert desk.get(reverse("calls:office_list"), {"q": "niente"}).status_code == 200
    assert (
        desk.get(reverse("calls:office_list"), {"stato": "draft", "q": "Manifattura"})
        .context["page"]
        .paginator.count
        >= 1
    )


@pytest.mark.parametrize("part", [Part.FORM, Part.GRID])
def test_statements_do_not_grow_with_the_lists(desk, call, part, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        desk.get(part_url(call, part))


def test_english(desk, call):
    page = desk.get(f"/en{part_url(call, Part.TEXTS)}")
    assert page.status_code == 200
    assert 'lang="en"' in page.content.decode()
