"""Equal offers on a lot that goes to the highest: asked to improve, written in the sitting, before any draw."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.applications.models import Message
from manifattura.calls.domain.allocation import LotTie
from manifattura.evaluation.actions.convene_draw import convene_draw
from manifattura.evaluation.actions.convene_improvement import convene_improvement
from manifattura.evaluation.actions.hold_improvement import annul_improvement, hold_improvement
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.improvements import Improved
from manifattura.evaluation.models import OfferImprovement
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.evaluation.queries.lot_awards import lot_awards
from manifattura.evaluation.queries.preserved import kept_opening, kept_public_sittings
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from tests.evaluation.test_lots import call_with_lots, send_bids
from tests.factories.sealed_calls import approve, client_of, holders_with_codes, opened, publish, text_of

SOON = timedelta(days=3)


def came(sitting):
    """The day of the sitting has come; the guard lets nobody change it by hand."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evaluation_offerimprovement DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE evaluation_offerimprovement SET sitting_at = now() - interval '1 minute' WHERE id = %s",
            [sitting.pk],
        )
        cursor.execute("ALTER TABLE evaluation_offerimprovement ENABLE TRIGGER USER")
    sitting.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_equal_offers_are_bettered_in_a_sitting_before_any_draw():
    call = call_with_lots(tie=LotTie.IMPROVED)
    approve(call)
    codes = holders_with_codes(call, "Canone annuo che offri per Lotto 1")
    approve(call)
    publish(call)
    assert "può migliorare in una seduta" in text_of(Client().get(reverse("calls:detail", args=[call.slug])))
    first, own = send_bids(call, ("7", "2.500,00"))
    second, _other = send_bids(call, ("7", "2.500,00"))
    third, _third = send_bids(call, ("7", "2.400,00"))
    desk = opened(call, codes)

    head = client_of(desk.head)
    page = reverse("evaluation:improve_office", args=[call.pk])
    assert "Ci sono offerte uguali da migliorare" in text_of(
        head.get(reverse("evaluation:ranking_office", args=[call.pk]))
    )
    for action, facts in (
        (publish_provisional_ranking, {}),
        (
            convene_draw,
            {"sitting_at": database_now() + timedelta(days=8), "place": "Sala", "seed_source": "Lotto", "seed_on": city_day() + timedelta(days=7)},
        ),
    ):  # fmt: skip
        with pytest.raises(Refused) as too_early:
            action(call=call, by=desk.head, **facts)
        assert too_early.value.code == "equals"
    shown = text_of(head.get(page))
    assert "Offerta uguale: 2.500,00" in shown
    assert (first.code in shown, second.code in shown, third.code in shown) == (True, True, False)

    with pytest.raises(PermissionRefused):
        convene_improvement(call=call, sitting_at=database_now() + SOON, place="Sala", by=desk.officer)
    past = (database_now() - SOON).strftime("%Y-%m-%dT%H:%M")
    answer = head.post(page, {"act": "convene", "c-sitting_at": past, "c-place": "Sala"})
    assert (answer.status_code, "La seduta deve essere nel futuro" in text_of(answer)) == (422, True)
    convened = convene_improvement(
        call=call, sitting_at=database_now() + SOON, place="Sala uno", by=desk.head
    )
    with pytest.raises(Refused):
        convene_improvement(call=call, sitting_at=database_now() + SOON, place="Sala", by=desk.head)
    told = Message.objects.filter(template="evaluation.improvement_convened")
    assert sorted(told.values_list("application__code", flat=True)) == sorted([first.code, second.code])
    assert "2.500,00" in told[0].text("it").body
    assert "Sala uno" in told[0].text("en").body
    assert "€2,500.00" in told[0].text("en").body
    with pytest.raises(Refused) as early:
        hold_improvement(improvement=convened, slips=[], attended="Chi presiede", by=desk.head)
    assert early.value.code == "early"
    annul_improvement(improvement=convened, reason="Sala chiusa", by=desk.head)
    assert "Sala chiusa" in text_of(head.get(page))

    sitting = convene_improvement(call=call, sitting_at=database_now() + SOON, place="Sala due", by=desk.head)
    came(sitting)
    for wrong, code in (
        (Improved("7", third.code, Decimal(2600)), "not_invited"),
        (Improved("7", first.code, Decimal(2400)), "not_better"),
    ):
        with pytest.raises(Refused) as refused:
            hold_improvement(improvement=sitting, slips=[wrong], attended="Chi presiede", by=desk.head)
        assert refused.value.code == code
    low = head.post(
        page, {"act": "hold", "h-offer_1": "2.450,00", "h-offer_2": "", "h-attended": "Chi presiede"}
    )
    assert "migliore della prima offerta, 2.500,00" in text_of(low)
    order = list(sitting.announcement["groups"][0]["applicants"])
    slips = {
        f"h-offer_{order.index(second.code) + 1}": "2.700,00",
        f"h-offer_{order.index(first.code) + 1}": "",
    }
    held = head.post(page, {"act": "hold", "h-attended": "Chi presiede", "h-notes": "", **slips})
    assert held.status_code == 302, text_of(held)
    sitting.refresh_from_db()
    with pytest.raises(Conflict):
        hold_improvement(improvement=sitting, slips=[], attended="Chi presiede", by=desk.head)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfferImprovement.objects.filter(pk=sitting.pk).update(offers=[])
    assert "migliorata a 2.700,00" in text_of(head.get(page))
    minutes = head.get(reverse("evaluation:improve_minutes", args=[call.pk, sitting.number]))
    assert minutes.content.startswith(b"%PDF")
    kept = {one.path for one in kept_public_sittings(call)}
    assert {
        f"sedute-pubbliche/migliorie-{sitting.number}-{what}" for what in ("annuncio.json", "verbale.pdf")
    } <= kept
    assert [one.path for one in kept_opening(call)] == ["buste/verbale-apertura.pdf"]

    ranking = publish_provisional_ranking(call=call, by=desk.head)
    assert ranking.lots_input["format"] == "manifattura-allocation/2"
    assert result_document(ranking.lots_input) == ranking.lots_result
    rows = {one.pseudonym: one for one in ranking.entries.all()}
    assert rows[second.code].reasons[0]["code"] == "LOT_WON_IMPROVED"
    public = text_of(Client().get(reverse("evaluation:ranking", args=[call.slug])))
    assert "migliorata a 2.700,00" in public
    assert "pari offerta" in public
    assert "nella seduta ha migliorato a 2.700,00" in text_of(
        own.get(reverse("applications:detail", args=[first.code]))
    )
    better = client_of(second.created_by).get(reverse("applications:detail", args=[second.code]))
    assert "migliorata a 2.700,00" in text_of(better)
    table = b"".join(
        Client().get(reverse("evaluation:lots_csv", args=[call.slug])).streaming_content
    ).decode()
    assert "2700.00" in table
    assert Client().get(reverse("evaluation:ranking_pdf", args=[call.slug])).content.startswith(b"%PDF")
    publish_final_ranking(call=call, act_number="9", act_on=city_day(), by=desk.head)
    # the rent of the agreement starts from the better offer
    assert [one.offer for one in lot_awards() if one.lot.key == "7"] == [Decimal("2700.00")]
