"""A call goes from one office to another as a file, in the browser and on the command line's action."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.import_call import import_call
from manifattura.calls.domain.definition import definition_of
from manifattura.calls.domain.edition import Bonus, CriteriaGroup, Criterion, Grid, TieBreaker
from manifattura.calls.domain.scoring import BandRow, CriterionPart, Level, Method, MethodKind, Source
from manifattura.calls.domain.templates.catalogue import TEMPLATES
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from manifattura.calls.queries.target_areas import edition_of_template
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.calls import draft_call, published_call

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def head(office):
    return StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)


def take_in(client, office, head, content, **more):
    facts = {"slug": "preso", "title": "", "office": office.pk, "head": head.pk} | more
    facts["file"] = SimpleUploadedFile("bando.json", content, content_type="application/json")
    return client.post(reverse("calls:office_import"), facts)


def test_a_published_call_becomes_the_draft_of_another_office(client, office, head):
    call = published_call()
    there = signed_in(client, call.head_of_procedure)
    answer = there.get(reverse("calls:office_export", args=[call.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="bando-{call.slug}.json"'
    assert json.loads(answer.content)["format"] == "manifattura-call-definition/1"

    here = signed_in(client, head)
    taken = take_in(here, office, head, answer.content)
    copy = Call.objects.get(slug="preso")
    assert taken.url == reverse("calls:office_detail", args=[copy.pk])
    assert definition_of(build_edition(copy)) == json.loads(answer.content)
    assert (copy.state, copy.office, copy.head_of_procedure, copy.is_sample) == ("draft", office, head, False)


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_template_goes_out_and_comes_in(office, head, name):
    call = draft_call(template=edition_of_template(name))
    content = json.dumps(definition_of(build_edition(call)), default=str).encode()
    copy = import_call(
        definition=content, slug="preso", title="", office=office, head_of_procedure=head, by=head
    )
    assert definition_of(build_edition(copy)) == json.loads(content)


def test_codes_with_dots_and_thousandths_of_a_point_go_out_and_come_in(office, head):
    levels = (Level("Alto", Decimal("1")), Level("Medio", Decimal("0.333")))
    bands = (BandRow(Decimal("0.005"), high="10"), BandRow(Decimal("2.125"), low="10"))
    by_rule = Method(MethodKind.BANDS, source=Source.OFFICE, bands=bands)
    grid = Grid(
        groups=(CriteriaGroup("6.6", "Gruppo", min=Decimal("1.125")),),
        criteria=(
            Criterion("6.5", "Per valore", Decimal("2.125"), method=by_rule),
            Criterion(
                "6.6.2",
                "Per parti",
                Decimal("7.375"),
                group="6.6",
                parts=(
                    CriterionPart("6.6.2.a", "Prima", Decimal("5.250")),
                    CriterionPart(
                        "6.6.2.b", "Seconda", Decimal("2.125"), Method(MethodKind.COMMITTEE, levels=levels)
                    ),
                ),
            ),
        ),
        bonuses=(Bonus("6.7", "Premialità", Decimal("0.125")),),
        bonus_cap=Decimal("0.125"),
        total_min=Decimal("4.505"),
        tie_breakers=(TieBreaker("criterion", "6.6.2"), TieBreaker("group", "6.6")),
        decimals=3,
        rounding="down",
    )
    content = json.dumps(definition_of(build_edition(draft_call(grid=grid)))).encode()
    copy = import_call(
        definition=content, slug="preso", title="", office=office, head_of_procedure=head, by=head
    )
    assert definition_of(build_edition(copy)) == json.loads(content)
    assert build_edition(copy).grid == grid


def test_a_wrong_file_is_explained_and_writes_nothing(client, office, head):
    definition = definition_of(build_edition(draft_call()))
    definition["texts"]["title"] = "T" * 161
    definition["form"][0]["fields"][0]["label"] = "L" * 201
    before = Call.objects.count()
    here = signed_in(client, head)
    answer = take_in(here, office, head, json.dumps(definition).encode())
    assert answer.status_code == 422
    faults = {where: place for where, place, _words in answer.context["faults"]}
    section = definition["form"][0]["title"]
    assert faults == {
        "texts.title": "Testi",
        "form[0].fields[0].label": f"Modulo › {section} › {'L' * 79}…",
    }
    for content in (b"non json", b"[]", b'{"a": 1, "a": 2}', b" " * 2_000_001):
        assert take_in(here, office, head, content).status_code == 422
    assert Call.objects.count() == before


def test_an_address_that_is_taken_is_said_beside_the_field(client, office, head):
    call = draft_call()
    content = json.dumps(definition_of(build_edition(call))).encode()
    answer = take_in(signed_in(client, head), office, head, content, slug=call.slug)
    assert answer.context["form"].errors["slug"]


def test_only_those_who_write_calls_take_one_in(client, office, head):
    assert signed_in(client, PersonFactory()).get(reverse("calls:office_import")).status_code == 403
    call = draft_call()
    assert signed_in(client, head).get(reverse("calls:office_export", args=[call.pk])).status_code == 404
