"""Lots in the builder: added with what is wrong beside the field, brought in from a table, taken out; and copied to another call."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.import_call import import_call
from manifattura.calls.domain.allocation import LotReserve
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.models import Call, FlagDraft, LotDraft
from manifattura.calls.queries.draft import build_edition
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.calls import draft_call

TABLE = "Lotto;Nome;Indirizzo;Mq;Canone base;Regola\nA;Lotto A;Bovisa;145;4.930,00;offerta più alta\n{row}"


@pytest.mark.django_db
def test_lots_are_written_in_the_builder_and_travel_with_the_call():
    call = Call.objects.get(pk=draft_call(template=template_by_key("p1").edition, places=None).pk)
    person = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    client = signed_in(Client(), person)
    flag = FlagDraft.objects.filter(call=call)[0]
    page = reverse("calls:builder_part", args=[call.pk, "lotti"])
    assert "Nessun lotto" in client.get(page).content.decode()

    add = reverse("calls:item_add", args=[call.pk, "lotti", "lotto"])
    lot = {
        "key": "1",
        "title": "Lotto 1",
        "places": "1",
        "rule": "meat",
        "formula": "proportional",
        "tie": "technical",
        "offers": "rise",
        "reserved_to": flag.key,
        "reserved_places": "2",
    }
    wrong = client.post(add, {**lot, "space": "nessuno"}).content.decode()
    assert "Scrivi il canone base" in wrong
    assert "Scrivi quanti punti vale" in wrong
    # the rule asks for both: neither is called optional
    assert ">Canone base annuo</label>" in wrong
    assert ">Punti dell’offerta migliore</label>" in wrong
    assert "non c’è una scheda pubblica" in wrong
    assert "Sono più dei posti del lotto" in wrong
    second = FlagDraft.objects.filter(call=call)[1]
    two = {**lot, "reserved_places": "1", "reserved_to_2": flag.key}
    assert "c’è già qui sopra" in client.post(add, two).content.decode()
    assert (
        "Sono più dei posti del lotto"
        in client.post(add, {**two, "reserved_to_2": second.key}).content.decode()
    )
    unsaid = client.post(add, {**lot, "reserved_places": "1", "reserved_places_2": "1"}).content.decode()
    assert "Scegli a chi sono riservati" in unsaid
    improved = client.post(add, {**lot, "tie": "improved"}).content.decode()
    assert "L’offerta si migliora solo dove decide da sola" in improved
    nothing_to_match = {**lot, "rule": "technical_only", "preemption": "Chi c’è ora"}
    assert "non c’è un’offerta da pareggiare" in client.post(add, nothing_to_match).content.decode()
    right = {**lot, "base": "3.192,00", "economic_max": "40", "area": "84", "reserved_places": "1"}
    assert client.post(add, right).status_code == 302
    edit = reverse("calls:item_edit", args=[call.pk, "lotti", "lotto", LotDraft.objects.get().pk])
    kept = client.get(edit).content.decode()
    assert f'<option value="{flag.key}" selected>' in kept
    assert f"1 posto riservato: {flag.title}, e a nessun altro" in client.get(page).content.decode()

    more = {
        **right,
        "places": "3",
        "reserved_to_2": second.key,
        "reserved_places_2": "2",
        "reserved_fallback_2": "on",
    }
    call.refresh_from_db()
    assert client.post(edit, {**more, "revision": call.revision}).status_code == 302
    edition = build_edition(Call.objects.get(pk=call.pk))
    assert edition.allocation.lots[0].reserves == (
        LotReserve(flag.key, 1, fallback=False),
        LotReserve(second.key, 2),
    )
    assert f'<option value="{second.key}" selected>' in client.get(edit).content.decode()
    call.refresh_from_db()
    assert client.post(edit, {**right, "revision": call.revision}).status_code == 302

    bring = reverse("calls:lots_import", args=[call.pk])
    bad = SimpleUploadedFile("lotti.csv", TABLE.format(row="B;Lotto B;Baggio;tanti;1;boh\n").encode())
    answer = client.post(bring, {"file": bad})
    assert answer.status_code == 422
    assert "Che cosa correggere" in answer.content.decode()
    assert LotDraft.objects.count() == 1
    good = SimpleUploadedFile(
        "lotti.csv", TABLE.format(row="1;Lotto uno;Quarto Oggiaro;84;3.200,00;\n").encode("cp1252")
    )
    assert client.post(bring, {"file": good}, follow=True).status_code == 200
    rules = {
        "lots_most_bids": "3",
        "lots_most_won": "4",
        "lots_deposit": "10",
        "lots_after_withdrawal": "again",
        "lots_most_per_group": "1",
    }
    assert "Se ne possono vincere più" in client.post(page, rules).content.decode()
    together = {**rules, "lots_bundles": "on", "lots_most_won": "1"}
    refused = client.post(page, together).content.decode()
    assert "Qui se ne può vincere uno solo" in refused
    assert "Non vale con un massimo per imprese collegate" in refused
    assert 'name="lots_most_per_group"' in refused
    call.refresh_from_db()
    saved = {**rules, "lots_most_bids": "2", "lots_most_won": "1", "revision": call.revision}
    assert client.post(page, saved).status_code == 302

    edition = build_edition(Call.objects.get(pk=call.pk))
    assert [(one.key, one.base, one.rule.value) for one in edition.allocation.lots] == [
        ("1", Decimal("3200.00"), "meat"),
        ("a", Decimal("4930.00"), "highest_offer"),
    ]
    assert edition.allocation.most_per_group == 1
    assert not edition.allocation.bundles
    assert edition.allocation.lots[0].reserves == (LotReserve(flag.key, 1, fallback=False),)
    assert edition.allocation.deposit == Decimal("0.1000")
    assert "Lotto A" in client.get(reverse("calls:preview_page", args=[call.pk])).content.decode()

    call.refresh_from_db()
    pair = {**saved, "lots_most_won": "2", "lots_most_per_group": "", "lots_bundles": "on"}
    assert client.post(page, {**pair, "revision": call.revision}).status_code == 302
    edition = build_edition(Call.objects.get(pk=call.pk))
    assert edition.allocation.bundles
    assert (
        "li vuoi solo insieme" in client.get(reverse("calls:preview_page", args=[call.pk])).content.decode()
    )
    exported = client.get(reverse("calls:office_export", args=[call.pk])).content
    assert [one["key"] for one in json.loads(exported)["allocation"]["lots"]] == ["1", "a"]
    copy = import_call(
        definition=exported,
        slug="copia",
        title="",
        office=call.office,
        head_of_procedure=call.head_of_procedure,
        by=person,
    )
    assert build_edition(Call.objects.get(pk=copy.pk)).allocation == edition.allocation
    gone = LotDraft.objects.get(call=call, key="a")
    remove = reverse("calls:item_remove", args=[call.pk, "lotti", "lotto", gone.pk])
    call.refresh_from_db()
    assert client.post(remove, {"revision": call.revision}).status_code == 302
    assert LotDraft.objects.filter(call=call).count() == 1


@pytest.mark.django_db
def test_the_offices_list_counts_the_lots_of_a_call_without_money():
    call = Call.objects.get(pk=draft_call(template=template_by_key("f2").edition).pk)
    client = signed_in(Client(), StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    assert "8 lotti" in client.get(reverse("calls:office_list")).content.decode()
