"""Nobody reads a member's marks before the sitting is closed: every page and export that others may open."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Sheet
from tests.evaluation.test_committee_pages import get, post
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.evaluation import fill_sheet, sitting_desk

pytestmark = pytest.mark.django_db
SECRET, SECRET_REASON = "0.37", "Motivo da tenere nascosto"


def everything_others_may_open(client, desk, sheet):
    """The text of every page and export that anybody but the author could ask for."""
    code = desk.reviews[0].application.code
    pages = [
        reverse("evaluation:committee_home"),
        reverse("evaluation:sitting", args=[sheet.sitting_id]),
        reverse("evaluation:sitting_minutes", args=[sheet.sitting_id]),
        reverse("evaluation:harmonising", args=[sheet.sitting_id]),
        reverse("evaluation:statistics", args=[desk.call.pk]),
        reverse("evaluation:statistics_csv", args=[desk.call.pk]),
        reverse("evaluation:dashboard"),
        reverse("evaluation:queue"),
        reverse("evaluation:export"),
        reverse("evaluation:review", args=[code]),
        reverse("evaluation:progress", args=[desk.call.pk]),
        reverse("evaluation:committee", args=[desk.call.pk]),
        reverse("evaluation:ranking_office", args=[desk.call.pk]),
        reverse("accounts:audit"),
        reverse("accounts:audit") + "?formato=csv",
        reverse("evaluation:sheet", args=[sheet.pk]),
        *[reverse("evaluation:sheet", args=[other.pk]) for other in Sheet.objects.exclude(pk=sheet.pk)],
        reverse("applications:detail", args=[code]),
        reverse("evaluation:ranking", args=[desk.call.slug]),
    ]
    for address in pages:
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield address, body.decode(errors="replace")


def test_nobody_sees_anothers_marks_before_the_closing(client):
    desk = sitting_desk(1)
    sheet = Sheet.objects.get(member=desk.member())
    fill_sheet(sheet, SECRET, reason=SECRET_REASON)
    others = [
        desk.member(MemberRole.MEMBER).person,
        desk.member(MemberRole.SECRETARY).person,
        desk.officer,
        desk.head,
        desk.reviews[0].application.created_by,
    ]
    for person in others:
        signed_in(client, person)
        for address, text in everything_others_may_open(client, desk, sheet):
            for secret in (SECRET, SECRET.replace(".", ","), SECRET_REASON, "22,20", "14,80"):
                # a number, not the fraction of an instant's second
                found = re.search(rf"(?<!\d){re.escape(secret)}(?!\d)", text)
                assert not found, f"{secret} on {address} for {person}"


def test_after_the_closing_the_committee_and_the_office_see_them(client):
    desk = sitting_desk(1)
    sheet = Sheet.objects.get(member=desk.member())
    fill_sheet(sheet, SECRET, reason=SECRET_REASON)
    for other in Sheet.objects.exclude(pk=sheet.pk):
        fill_sheet(other, "0.9")
    signed_in(client, desk.member().person)
    page = get(client, "sitting", sheet.sitting_id).content.decode()
    assert "Tutto è completo" in page
    assert SECRET_REASON not in page
    signed_in(client, desk.member(MemberRole.MEMBER).person)
    assert post(client, "sitting", sheet.sitting_id).status_code == 403
    signed_in(client, desk.member().person)
    assert post(client, "sitting", sheet.sitting_id, notes="Unanime").status_code == 302
    for person in (
        desk.member(MemberRole.MEMBER).person,
        desk.member(MemberRole.SECRETARY).person,
        desk.officer,
    ):
        signed_in(client, person)
        text = get(client, "sitting", sheet.sitting_id).content.decode()
        assert SECRET_REASON in text
        assert "0,37" in text
        assert "Unanime" in text
    signed_in(client, desk.reviews[0].application.created_by)
    assert get(client, "sitting", sheet.sitting_id).status_code == 403
    signed_in(client, StaffFactory(role=Role.COMMITTEE_MEMBER))
    assert get(client, "sitting", sheet.sitting_id).status_code == 404
