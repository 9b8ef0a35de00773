"""Lots wanted all or none: said on the page of the application, frozen in it, weighed, and told to whom wanted them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.models import Sheet
from tests.applications.samples import sample_edition
from tests.evaluation.test_lots import LOTS, without_costs
from tests.factories.accounts import OfficeFactory
from tests.factories.applications import declare_all, fill, started_application
from tests.factories.calls import draft_call
from tests.factories.evaluation import GRID, REQUIREMENTS, fill_sheet, open_now
from tests.factories.sealed_calls import approve, client_of, publish, scored, seen_in, text_of


def call_with_bundles():
    edition = sample_edition(grid=replace(GRID, total_min=None), requirements=REQUIREMENTS)
    lots = tuple(
        replace(lot, rule=LotRule.TECHNICAL_ONLY, technical_min=None, tie=LotTie.TECHNICAL, space="")
        for lot in LOTS[:3]
    )
    return draft_call(
        template=replace(edition, gives_money=False),
        office=OfficeFactory(),
        opens_in=-timedelta(days=1),
        form=without_costs(edition.form),
        timetable=replace(edition.timetable, observations_days=0),
        allocation=Allocation(lots, most_bids=3, most_won=2, bundles=True),
    )


def ready_to_choose(call):
    application = started_application(call)
    fill(application, by=application.created_by)
    declare_all(application)
    step = reverse("applications:form", args=[application.code, "_lotti"])
    return application, client_of(application.created_by), step


def send(application, client, step, answers):
    chosen = {"_lotto_2": "", "_lotto_3": "", **answers}
    answer = client.post(step, {**chosen, "seen": seen_in(client, step), "go": "next"})
    assert answer.status_code == 302, text_of(answer)
    sent = client.post(reverse("applications:send", args=[application.code]), {"confirm": "on"})
    assert sent["Location"].endswith("/ricevuta/"), text_of(sent)
    application.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_lots_wanted_together_from_the_page_to_the_reason():
    call = call_with_bundles()
    approve(call)
    publish(call)
    notice = text_of(Client().get(reverse("calls:detail", args=[call.slug])))
    assert "puoi dire che li vuoi solo insieme" in notice

    first, own, step = ready_to_choose(call)
    assert '<input type="radio" name="_lotto_2" value=""' in text_of(own.get(step)), (
        "a choice can be taken back"
    )
    three = {"_lotto_1": "1", "_lotto_2": "2", "_insieme_2": "yes", "_lotto_3": "3", "_insieme_3": "yes"}
    refused = text_of(own.post(step, {**three, "seen": seen_in(own, step), "go": "next"}))
    assert "Così vuoi insieme 3 lotti, ma se ne possono vincere al massimo 2" in refused
    send(first, own, step, {**three, "_insieme_3": "no"})
    frozen = json.loads(first.submission.payload)["answers"]
    assert (frozen["_insieme_2"], frozen["_insieme_3"]) == (True, False)
    better, _client, other = ready_to_choose(call)
    send(better, _client, other, {"_lotto_1": "1"})

    register_submissions()
    desk = scored(call)
    open_now(desk)
    for sheet in Sheet.objects.filter(sitting=desk.sitting):
        fill_sheet(sheet, "0.9" if sheet.bid.application_id == better.pk else "0.8")
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    ranking = publish_provisional_ranking(call=call, by=desk.head)

    given = {one["id"]: one for one in ranking.lots_input["applicants"]}
    assert given[first.code]["preferences"] == [["1", "2"], "3"]
    replayed = json.loads(Client().get(reverse("evaluation:lots_replay", args=[call.slug])).content)
    assert result_document(replayed) == ranking.lots_result
    public = text_of(Client().get(reverse("evaluation:ranking", args=[call.slug])))
    assert "Lotto 2: lo voleva solo insieme a Lotto 1, che non ha avuto." in public
    assert "Chi vuole più lotti solo insieme li chiede tutti" in public
    mine = text_of(own.get(reverse("applications:detail", args=[first.code])))
    assert "Lotto 2 lo volevi solo insieme a Lotto 1, che non hai avuto." in mine
    assert "Lotto 3 è tuo." in mine
