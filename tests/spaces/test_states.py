"""A space follows the call that gives it: in the call while it runs, on offer again after; lists and map say it."""

import pytest
from django.urls import reverse

from manifattura.calls.actions.move_call import move_call
from manifattura.calls.domain.allocation import Allocation, LotRule, LotTie, SpaceLot
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.kernel.clock import today
from manifattura.kernel.models import AuditEntry
from manifattura.spaces.actions.follow_calls import follow_calls
from manifattura.spaces.models import Space
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
ROAD = (
    CallState.UNDER_REVIEW, CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING, CallState.FINAL_RANKING, CallState.CONCLUDED,
)  # fmt: skip


def space(number, **facts):
    where = {"latitude": "45.5", "longitude": "9.16", "address": f"Via campione {number}"}
    seen = {"state": "verified", "verified_on": today(), "valid_until": today()}
    return Space.objects.create(code=f"S {number}", code_key=f"s{number}", **{**where, **seen, **facts})


def states():
    return dict(Space.objects.values_list("code_key", "state"))


def test_a_lot_of_a_running_call_says_so_until_the_call_ends(client, django_capture_on_commit_callbacks):
    for number in (1, 2):
        space(number)
    space(3, state="in_use")
    space(4, state="reported", verified_on=None)
    lots = tuple(
        SpaceLot(str(number), f"Lotto {number}", space=f"s-{number}", rule=LotRule.TECHNICAL_ONLY, tie=LotTie.DRAW)
        for number in (1, 3, 4)
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        call = published_call(
            template=template_by_key("f2").edition, allocation=Allocation(lots), form=(), declarations=()
        )

    assert states() == {"s1": "in_call", "s2": "verified", "s3": "in_use", "s4": "reported"}
    card = client.get(reverse("spaces:card", args=["s1"])).content.decode()
    assert "In bando" in card
    assert reverse("calls:detail", args=[call.slug]) in card
    page = reverse("spaces:list")
    for asked, here in (("", "12"), ("liberi", "2"), ("in-bando", "1"), ("in-uso", "3"), ("tutti", "123"), ("boh", "12")):  # fmt: skip
        for address in (page, reverse("spaces:explore")):
            text = client.get(address, {"stato": asked}).content.decode()
            assert {one for one in "1234" if f"Via campione {one}" in text} == set(here), (address, asked)
    assert client.get(reverse("spaces:point", args=[Space.objects.get(code_key="s3").pk])).status_code == 200

    for target in ROAD:
        assert states()["s1"] == "in_call"
        with django_capture_on_commit_callbacks(execute=True):
            move_call(call=call, target=target, by=None)
    assert states()["s1"] == "verified"
    verbs = AuditEntry.objects.filter(subject_type="space").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["space_in_call", "space_out_of_call"]
    assert follow_calls() == 0
