"""A firm that a later version finances while another application of it counts: the office is warned before and after."""

from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Bid
from tests.factories.accounts import signed_in
from tests.factories.rankings import applications, final_desk, roll_down

pytestmark = pytest.mark.django_db


def another_application(first):
    """One of the same firm in a second session, that counts."""
    later = Application.objects.create(
        call=first.call,
        edition=first.edition,
        lead=first.lead,
        state=ApplicationState.SUBMITTED,
        is_live=True,
        code="ZZZZ-ZZZZ",
        created_by=first.created_by,
    )
    bid = first.bids.get()
    session = bid.round
    session.pk, session.number = None, 2
    session.save(force_insert=True)
    Bid.objects.create(application=later, round=session, lot=bid.lot)
    return later


def test_the_office_is_warned_of_a_firm_with_money_and_another_application(client, run_jobs):
    desk = final_desk(run_jobs, coefficients=("0.9", "0.8", "0.7"), budget=Decimal("97500.00"))
    third = applications(desk)[2]
    # as if the first session of a rolling call had ended without money for it
    Application.objects.filter(pk=third.pk).update(gave_way=True)
    later = another_application(third)
    signed_in(client, desk.head)
    address = reverse("evaluation:rolldown_office", args=[desk.call.pk]) + "?sessione=1&more_money=50000"
    warning = "avrebbe il contributo e un’altra domanda che conta"
    Application.objects.filter(pk=later.pk).update(is_live=False)
    assert warning not in client.get(address).content.decode(), "a withdrawn one does not count"
    Application.objects.filter(pk=later.pk).update(is_live=True)
    page = client.get(address).content.decode()
    assert warning in page
    assert reverse("evaluation:message_write", args=[later.code]) in page
    home = client.get(reverse("evaluation:dashboard"))
    assert "chiedile quale tiene" not in home.content.decode()
    roll_down(desk, more_money=Decimal(50000), round=third.bids.get().round)
    home = client.get(reverse("evaluation:dashboard")).content.decode()
    assert "chiedile quale tiene" in home
    assert third.lead.name in home


@pytest.mark.parametrize("typed", ["999999999999", "1.000.000.000", "-1"])
def test_an_amount_that_no_ranking_holds_is_told_beside_the_field_and_stays(client, run_jobs, typed):
    desk = final_desk(run_jobs, coefficients=("0.9",), budget=Decimal("97500.00"))
    signed_in(client, desk.head)
    answer = client.get(reverse("evaluation:rolldown_office", args=[desk.call.pk]), {"more_money": typed})
    assert answer.status_code == 200
    money = answer.context["money"]
    assert ("da 0 euro" if typed == "-1" else "fino a 999.999.999,99 euro") in money.errors["more_money"][0]
    assert money["more_money"].value() == typed
    assert answer.context["more"] == 0
