"""A call with lots, from the choice of lots to the one who takes over: offers sealed, points closed, envelopes open, lots assigned."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.models import Message
from manifattura.calls.domain.allocation import AfterWithdrawal, Allocation
from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.domain.unfinished import NOT_YET
from manifattura.calls.models import Call
from manifattura.calls.queries.draft import build_edition
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.ask_acceptances import send_acceptance_requests
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.give_share import give_share
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.save_sheet import complete_sheet, save_sheet
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Acceptance, Sheet
from manifattura.evaluation.queries.letters import outcome_lines
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Refused
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory
from tests.factories.applications import declare_all, fill, started_application
from tests.factories.calls import draft_call
from tests.factories.evaluation import GRID, REQUIREMENTS, fill_sheet, open_now
from tests.factories.sealed_calls import (
    approve,
    client_of,
    holders_with_codes,
    publish,
    scored,
    seen_in,
    text_of,
)

EACH = FormSection(
    "spazio", "Lo spazio", fields=(FormField("fit", FieldType.TEXT, "Che cosa ci fai"),), per_lot=True
)
LOTS = template_by_key("f2").edition.allocation.lots

EACH_LOT = GRID.criteria[0].key


def call_with_lots(space="", **of_seven):
    one, *rest = GRID.criteria
    grid = replace(GRID, total_min=None, criteria=(replace(one, per_lot=True), *rest))
    edition = sample_edition(grid=grid, requirements=REQUIREMENTS)
    one, two = (replace(lot, technical_min=None, space=space) for lot in (LOTS[0], LOTS[6]))
    return draft_call(
        template=replace(edition, gives_money=False),
        office=OfficeFactory(),
        opens_in=-timedelta(days=1),
        form=(EACH, *without_costs(edition.form)),
        timetable=replace(edition.timetable, observations_days=0),
        allocation=Allocation(
            (one, replace(two, **of_seven), replace(LOTS[3], technical_min=None)),
            most_bids=2,
            after_withdrawal=AfterWithdrawal.AGAIN,
        ),
    )


def without_costs(form):
    return tuple(
        replace(section, fields=tuple(item for item in section.fields if item.type != "expenses"))
        for section in form
    )


def send_bids(call, *wanted):
    """A firm chooses lots by the page and closes an offer on each; returns its application and its browser."""
    application = started_application(call)
    person = application.created_by
    fill(application, by=person)
    declare_all(application)
    client = client_of(person)
    step, offers = (
        reverse("applications:form", args=[application.code, key]) for key in ("_lotti", "_offerte")
    )
    twice = {"_lotto_1": wanted[0][0], "_lotto_2": wanted[0][0], "seen": seen_in(client, step), "go": "next"}
    assert "Hai già scelto questo lotto" in text_of(client.post(step, twice))
    chosen = {f"_lotto_{place}": lot for place, (lot, _amount) in enumerate(wanted, start=1)}
    left = {f"_lotto_{place}": "" for place in range(len(wanted) + 1, 3)}
    answer = client.post(step, {**chosen, **left, "seen": seen_in(client, step), "go": "next"})
    assert answer.status_code == 302, text_of(answer)
    own = reverse("applications:form", args=[application.code, "spazio"])
    asked = text_of(client.get(own))
    assert "Lotto 1: Che cosa ci fai" in asked
    uses = {f"fit--{lot}": f"Banchi nel lotto {lot}" for lot, _amount in wanted}
    answer = client.post(own, {**uses, "seen": seen_in(client, own), "go": "next"})
    assert answer.status_code == 302, text_of(answer)
    page = text_of(client.get(offers))
    assert all(f"_offerta_{lot}" in page for lot, _amount in wanted)
    low = client.post(
        offers, {f"busta:_offerta_{wanted[0][0]}": "10,00", "seen": seen_in(client, offers), "go": "next"}
    )
    assert "almeno" in text_of(low)
    given = {f"busta:_offerta_{lot}": amount for lot, amount in wanted}
    assert "conserva questo promemoria" in text_of(
        client.post(offers, {**given, "seen": seen_in(client, offers), "go": "next"})
    )
    assert wanted[0][1] not in text_of(client.get(offers))
    sent = client.post(reverse("applications:send", args=[application.code]), {"confirm": "on"})
    assert sent["Location"].endswith("/ricevuta/"), text_of(sent)
    application.refresh_from_db()
    return application, client


@pytest.mark.django_db(transaction=True)
def test_lots_are_asked_for_opened_assigned_and_handed_on(django_assert_max_num_queries):
    call = call_with_lots()
    approve(call)
    codes = holders_with_codes(call, "Canone annuo che offri per Lotto 1")
    approve(call)
    publish(call)
    shown = text_of(Client().get(reverse("calls:detail", args=[call.slug])))
    assert "Quarto Oggiaro" in shown
    assert "all’offerta più alta" in shown

    first, own = send_bids(call, ("1", "4.000,00"), ("7", "2.500,00"))
    second, _other = send_bids(call, ("1", "3.500,00"), ("7", "2.400,00"))
    third, _third = send_bids(call, ("1", "3.300,00"))
    register_submissions()
    desk = scored(call)
    open_now(desk)
    for sheet in Sheet.objects.filter(sitting=desk.sitting):
        fill_sheet(sheet, "0.8", complete=False)
        if sheet.bid.application_id == third.pk:
            best = {f"{EACH_LOT}--1": Given(Decimal("0.82"), "Il più adatto.")}
            save_sheet(sheet=sheet, marks=best, by=sheet.member.person)
        marked = text_of(client_of(sheet.member.person).get(reverse("evaluation:sheet", args=[sheet.pk])))
        assert "Lotto 1: " in marked
        assert "Lotto 7: " not in marked
        complete_sheet(sheet=sheet, by=sheet.member.person)
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    with pytest.raises(Refused, match="dopo la loro apertura"):
        publish_provisional_ranking(call=call, by=desk.head)
    for person in list(codes)[:2]:
        give_share(call=call, code=codes[person], by=person)

    office = text_of(client_of(desk.head).get(reverse("evaluation:ranking_office", args=[call.pk])))
    assert "lotti assegnati: 2 su 3" in office
    ranking = publish_provisional_ranking(call=call, by=desk.head)
    assert sha256_hex(ranking.lots_input) == ranking.lots_input_sha256
    assert result_document(ranking.lots_input) == ranking.lots_result
    assert {one.pseudonym: one.status for one in ranking.entries.all()} == {
        first.code: "funded",
        second.code: "funded",
        third.code: "reserve_list",
    }
    with django_assert_max_num_queries(30):
        public = Client().get(reverse("evaluation:ranking", args=[call.slug]))
    page = text_of(public)
    assert "Assegnazione provvisoria dei lotti" in page
    assert "questa ne aveva" in page
    assert "Nessuno l’ha chiesto" in page
    assert "per questo lotto" in page
    assert f'href="#{third.code}"' in public.content.decode()
    filtered = Client().get(reverse("evaluation:ranking", args=[call.slug]), {"status": "funded"})
    assert f'href="#{third.code}"' not in filtered.content.decode()
    assert f'href="?q={third.code}#{third.code}"' in filtered.content.decode()
    found = Client().get(reverse("evaluation:ranking", args=[call.slug]), {"q": third.code})
    assert f'id="{third.code}"' in found.content.decode()
    technical = {one["id"]: one["total"] for one in ranking.result_document["entries"]}
    assert set(technical) == {f"{one.code}/1" for one in (first, second, third)}
    assert Decimal(technical[f"{third.code}/1"]) > Decimal(technical[f"{first.code}/1"])
    row = ranking.entries.get(pseudonym=third.code)
    assert (row.total, f"{EACH_LOT}--1" in row.scores) == (None, True)
    replayed = Client().get(reverse("evaluation:lots_replay", args=[call.slug]))
    assert result_document(json.loads(replayed.content)) == ranking.lots_result
    assert Client().get(reverse("evaluation:lots_result", args=[call.slug])).status_code == 200
    table = b"".join(
        Client().get(reverse("evaluation:lots_csv", args=[call.slug])).streaming_content
    ).decode()
    assert table.count("assegnato") >= 2
    assert "senza vincitore" in table
    assert Client().get(reverse("evaluation:ranking_pdf", args=[call.slug])).content.startswith(b"%PDF")
    mine = text_of(own.get(reverse("applications:detail", args=[first.code])))
    assert "Lotto 1 è tuo." in mine
    assert "Lotto 7 non ti serve" in mine
    assert re.search(r"40,00 × 4.000,00 € ÷ 4.000,00 € = 40,00", mine)
    assert "non conviene mai" in mine
    assert "Hai avuto: Lotto 1." in outcome_lines(ranking.entries.get(pseudonym=first.code))

    rest = reverse("evaluation:void_lots", args=[call.pk])
    head = client_of(desk.head)
    assert "Prima serve l’assegnazione definitiva" in text_of(head.get(rest))
    wrong = head.post(rest, {"title": "Bis", "slug": "bis", "cut": "20"})
    assert "Prima serve" in text_of(wrong)
    final = publish_final_ranking(call=call, act_number="9", act_on=today(), by=desk.head)
    accept = text_of(own.get(reverse("evaluation:acceptance", args=[first.code])))
    assert "<dt>Lotti</dt><dd>Lotto 1</dd>" in accept
    assert "senza vincitore" in text_of(head.get(reverse("evaluation:ranking_office", args=[call.pk])))
    assert head.post(rest, {"title": "Bis", "slug": "bis", "cut": "95"}).status_code == 422
    made = head.post(rest, {"title": "Bis", "slug": "bis", "cut": "20"})
    draft = build_edition(Call.objects.get(slug="bis"))
    assert made["Location"] == reverse("calls:builder_part", args=[Call.objects.get(slug="bis").pk, "lotti"])
    assert [(lot.key, lot.base) for lot in draft.allocation.lots] == [("4", Decimal("2459.20"))]
    assert (draft.allocation.most_bids, draft.timetable.opens_at) == (1, NOT_YET)
    assert "Lotto 4" in text_of(head.get(made["Location"]))
    accepted = Acceptance.objects.get(application=second)
    assert accepted.lots == "7"
    accept_award(acceptance=accepted, by=second.created_by)
    record_leaving(
        application=first, kind=DepartureKind.DECLINED, reason="Ho trovato altro.", by=first.created_by
    )
    preview = head.get(reverse("evaluation:rolldown_office", args=[call.pk]))
    assert preview.status_code == 200
    assert "<dt>Assegnati</dt><dd>1" in text_of(preview)
    assert "Pubblica la nuova versione" in text_of(preview)
    after = publish_new_version(
        call=call,
        base_version=final.version,
        act_number="10",
        act_on=today(),
        note="Rinuncia.",
        by=desk.head,
    )
    assert after.lots_input["format"] == "manifattura-allocation/2"
    rows = {one.pseudonym: one for one in after.entries.all()}
    # all lots are assigned again: who had accepted lot 7 wanted lot 1 more, and is asked about it
    assert [one["lot"] for one in rows[second.code].reasons if one["code"] == "LOT_WON"] == ["1"]
    assert rows[third.code].status == "reserve_list"
    assert {one["why"] for one in after.changes} == {"declined", "roll_down"}
    second.refresh_from_db()
    asked = Acceptance.objects.filter(application=second).order_by("pk")
    assert [(one.outcome, one.lots, one.moved) for one in asked] == [
        ("superseded", "7", False),
        ("", "1", True),
    ]
    assert second.state == "funded"
    assert send_acceptance_requests(ranking_id=after.pk) == 1
    told = Message.objects.filter(application=second).order_by("-pk")[0]
    assert "ora va Lotto 1" in told.texts["it"]["body"]
