"""A call may have each application marked by some members: sheets go by turns, the ranking says who marked what."""

from __future__ import annotations

from collections import Counter

import pytest

from manifattura.calls.domain.edition import CommitteeRule, Recusal
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.models import Sheet
from manifattura.evaluation.queries.candidates import compute_ranking
from tests.factories.evaluation import fill_sheet, sitting_desk

pytestmark = pytest.mark.django_db
RULE = CommitteeRule(Recusal.ABSTENTION, harmonisation=False, assessors=2)


def test_two_of_three_mark_each_application():
    desk = sitting_desk(3, committee=RULE)
    sheets = list(Sheet.objects.filter(sitting=desk.sitting).select_related("member"))
    assert Counter(sheet.bid_id for sheet in sheets) == dict.fromkeys({sheet.bid_id for sheet in sheets}, 2)
    assert set(Counter(sheet.member_id for sheet in sheets).values()) == {2}
    for sheet in sheets:
        fill_sheet(sheet, "0.8")
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    desk.call.refresh_from_db()

    ranked = compute_ranking(desk.call, draw_seed="12 34")
    assert ranked.document["format"] == "manifattura-ranking/2"
    for application in ranked.document["applications"]:
        assert len(application["assessors"]) == 2
        assert all(
            set(given) == set(application["assessors"]) for given in application["coefficients"].values()
        )
    assert {entry["status"] for entry in ranked.result["entries"]} <= {
        "funded",
        "reserve_list",
        "partially_funded",
    }
