"""Who has the right of pre-emption on a lot is asked to match the offer within a term, before the ranking is published."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.applications.models import Message
from manifattura.calls.domain.allocation import LotTie
from manifattura.evaluation.actions.ask_preemption import ask_preemption
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.settle_preemption import settle_preemption
from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.evaluation.domain.preemptions import RightOutcome
from manifattura.evaluation.models import Preemption
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.evaluation.queries.lot_awards import lot_awards
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from tests.evaluation.test_lots import call_with_lots, send_bids
from tests.factories.sealed_calls import approve, client_of, holders_with_codes, opened, publish, text_of

WHO = "L’attuale conduttore, L. 392/1978 art. 40"
SOON = timedelta(days=10)


def term_over(right):
    """The guard lets nobody change a term by hand."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE evaluation_preemption DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE evaluation_preemption SET until = now() - interval '1 minute' WHERE id = %s", [right.pk]
        )
        cursor.execute("ALTER TABLE evaluation_preemption ENABLE TRIGGER USER")
    right.refresh_from_db()


@pytest.mark.django_db(transaction=True)
def test_the_holder_matches_the_offer_within_the_term():
    call = call_with_lots(tie=LotTie.DRAW, preemption=WHO)
    approve(call)
    codes = holders_with_codes(call, "Canone annuo che offri per Lotto 1")
    approve(call)
    publish(call)
    shown = text_of(Client().get(reverse("calls:detail", args=[call.slug])))
    assert f"prelazione: {WHO}" in shown
    assert "può averlo pareggiando" in shown
    first, _own = send_bids(call, ("7", "2.500,00"))
    holder, own = send_bids(call, ("7", "2.400,00"))
    desk = opened(call, codes)

    head, page = client_of(desk.head), reverse("evaluation:preemption_office", args=[call.pk])
    assert "Va chiesta la prelazione" in text_of(
        head.get(reverse("evaluation:ranking_office", args=[call.pk]))
    )
    with pytest.raises(Refused) as unasked:
        publish_provisional_ranking(call=call, by=desk.head)
    assert unasked.value.code == "preemption"
    asked = {"call": call, "lot": "7", "reason": "Contratto 12/2019", "until": database_now() + SOON}
    with pytest.raises(PermissionRefused):
        ask_preemption(**asked, holder=holder.code, by=desk.officer)
    for wrong, field in (
        ({"reason": " "}, "reason"),
        ({"until": database_now() - SOON}, "until"),
        ({"until": None}, "until"),
        ({"holder": "ZZZZ2222"}, "holder"),
        ({"lot": "1"}, None),
    ):
        with pytest.raises(Refused) as refused:
            ask_preemption(**{**asked, "holder": holder.code, "by": desk.head, **wrong})
        assert refused.value.field == field
    assert head.post(page, {"act": "ask", "lot": "7", "q7-holder": "", "q7-reason": ""}).status_code == 422
    # whoever has the lot anyway has nothing to match; written by mistake, it is annulled and asked again
    sent = {"act": "ask", "lot": "7", "q7-reason": "Contratto 12/2019", "q7-until": ""}
    assert head.post(page, {**sent, "q7-holder": first.code}).status_code == 302
    assert Preemption.objects.get().outcome == "first"
    assert head.post(page, {"act": "annul", "lot": "7", "a7-because": "Non era lui"}).status_code == 302
    assert "Non era lui" in text_of(head.get(page))
    until = (database_now() + SOON).strftime("%Y-%m-%dT%H:%M")
    assert head.post(page, {**sent, "q7-holder": holder.code, "q7-until": until}).status_code == 302
    right = Preemption.objects.get(outcome="asked")
    assert right.price == Decimal("2500.00")
    told = Message.objects.get(template="evaluation.preemption_asked")
    assert told.application == holder
    assert "2.500,00" in told.text("it").body
    assert "€2,500.00" in told.text("en").body
    assert "2.500,00" in text_of(head.get(page))
    with pytest.raises(IntegrityError), transaction.atomic():
        Preemption.objects.filter(pk=right.pk).update(price=1)

    answer = {"act": "settle", "lot": "7", "s7-answer": "silent", "s7-answered_at": "", "s7-how": ""}
    assert "Il termine non è finito" in text_of(head.post(page, answer))
    assert "quando è arrivata" in text_of(head.post(page, {**answer, "s7-answer": "exercised"}))
    now = database_now()
    with pytest.raises(Refused, match="come è arrivata"):
        settle_preemption(right=right, answer=RightOutcome.EXERCISED, answered_at=now, how=" ", by=desk.head)
    term_over(right)
    with pytest.raises(Refused, match="dopo il termine"):
        settle_preemption(
            right=right, answer=RightOutcome.EXERCISED, answered_at=database_now(), how="PEC", by=desk.head
        )
    earlier = right.until - timedelta(hours=1)
    settle_preemption(
        right=right, answer=RightOutcome.EXERCISED, answered_at=earlier, how="PEC 7", by=desk.head
    )
    with pytest.raises(Conflict):
        settle_preemption(
            right=right, answer=RightOutcome.DECLINED, answered_at=earlier, how="PEC 8", by=desk.head
        )

    ranking = publish_provisional_ranking(call=call, by=desk.head)
    assert ranking.lots_input["lots"][1]["preemption"] == {"applicant": holder.code, "exercised": True}
    assert result_document(ranking.lots_input) == ranking.lots_result
    rows = {one.pseudonym: one.status for one in ranking.entries.all()}
    assert rows == {first.code: "reserve_list", holder.code: "funded"}
    public = text_of(Client().get(reverse("evaluation:ranking", args=[call.slug])))
    assert "con la prelazione, a 2.500,00" in public
    assert "è andato a chi ha la prelazione" in public
    assert "è tuo con la prelazione" in text_of(own.get(reverse("applications:detail", args=[holder.code])))
    publish_final_ranking(call=call, act_number="9", act_on=city_day(), by=desk.head)
    assert [one.offer for one in lot_awards() if one.lot.key == "7"] == [Decimal("2500.00")]
    with pytest.raises(Refused) as late:
        ask_preemption(**asked, holder=holder.code, by=desk.head)
    assert late.value.code == "late"
    assert head.get(page).status_code == 200
