"""The builder's pages: who comes in, what they save, bad input on each, two at once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.draft_items import ItemKind, items_of
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.domain.problems import Part
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from tests.calls.web.builder import item_url, part_url, stored_form
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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


@pytest.mark.parametrize("part", [Part.TEXTS, Part.TIMES, Part.MONEY, Part.WHO, Part.GRID, Part.COMMITTEE])
def test_saving_what_is_there_changes_nothing(desk, call, part):
    before = build_edition(call)
    answer = desk.post(part_url(call, part), stored_form(desk, part_url(call, part)))
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else ""
    call.refresh_from_db()
    assert build_edition(Call.objects.get(pk=call.pk)).grid == before.grid
    assert build_edition(Call.objects.get(pk=call.pk)).beneficiaries == before.beneficiaries
    assert build_edition(Call.objects.get(pk=call.pk)).aid == before.aid
    assert build_edition(Call.objects.get(pk=call.pk)).committee == before.committee


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


def test_the_question_in_which_a_lower_rate_is_asked_is_a_number_of_the_form(desk, call, officer):
    section = items_of(call.pk, ItemKind.SECTION).first()
    question = {"section": section, "type": "number", "label": "Quanto chiedi", "required": False}
    save_item(call=call, kind=ItemKind.FIELD, values=question, by=officer, key="share")
    page = part_url(call, Part.MONEY)
    data = stored_form(desk, page)
    assert desk.post(page, data | {"aid_rate_question": "project_title"}).status_code == 422
    assert desk.post(page, data | {"aid_rate_question": "share"}).status_code == 302
    call.refresh_from_db()
    assert build_edition(call).aid.rate_question == "share"
    assert "minimo e il massimo" in desk.get(page).content.decode(), "told before publication"


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


def test_keys_for_machines_stay_out_of_sight(desk, call):
    grid = desk.get(f"/ufficio/bandi/{call.pk}/modifica/griglia/").content.decode()
    assert '<span class="mm-mono">A1</span>' in grid
    assert "women_led" not in grid
    assert "project_title" not in desk.get(f"/ufficio/bandi/{call.pk}/modifica/modulo/").content.decode()


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


def test_a_call_of_places_is_asked_nothing_of_money(desk, call):
    money = part_url(call, Part.MONEY)
    assert (
        desk.post(money, stored_form(desk, money) | {"revision": "999", "gives_money": "no"}).status_code
        == 302
    )
    form = desk.get(money).context["form"]
    assert set(form.fields) == {"gives_money", "places"}
    assert (
        "places"
        in desk.post(money, stored_form(desk, money) | {"revision": "999", "places": "0"})
        .context["form"]
        .errors
    )
    assert desk.post(money, stored_form(desk, money) | {"revision": "999", "places": "12"}).status_code == 302
    edition = build_edition(Call.objects.get(pk=call.pk))
    assert (edition.gives_money, edition.places, edition.budget) == (False, 12, 0)
    grid = desk.get(part_url(call, Part.GRID))
    assert "Riserve di risorse" not in grid.content.decode()
    assert "partial_last" not in grid.context["form"].fields
    assert (
        desk.post(part_url(call, Part.GRID), stored_form(desk, part_url(call, Part.GRID))).status_code == 302
    )
    kinds = desk.get(reverse("calls:item_add", args=[call.pk, Part.FORM.value, ItemKind.FIELD.value]))
    assert "Tabella delle spese" not in kinds.content.decode()
    ties = desk.get(reverse("calls:item_add", args=[call.pk, Part.GRID.value, ItemKind.TIE.value]))
    assert "Chi chiede meno" not in ties.content.decode()
    # what was written of money is still there when the office changes its mind
    assert (
        desk.post(money, stored_form(desk, money) | {"revision": "999", "gives_money": "si"}).status_code
        == 302
    )
    assert build_edition(Call.objects.get(pk=call.pk)).budget > 0
