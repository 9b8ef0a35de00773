"""Every page of review, committee and ranking: on a desk and on a phone, nothing for axe to say; what scripts add works."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Mark, Sheet
from tests.evaluation.test_harmonising import round_desk
from tests.factories.accounts import signed_in
from tests.factories.draws import held_draw
from tests.factories.evaluation import (
    accept,
    appointed,
    closed_desk,
    declare_none,
    reviewed_desk,
    scored_desk,
    sitting_desk,
)

pytestmark = pytest.mark.django_db(transaction=True)


class Walker:
    """Opens pages one after the other and looks at each."""

    def __init__(self, page: Page, check: Any, site: str) -> None:
        self.page, self.check, self.site = page, check, site

    def become(self, client: Any, person: Any) -> None:
        cookie = signed_in(client, person).cookies["manifattura_session"]
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.site}])

    def look(self, name: str, *args: Any, query: str = "", shot: str = "", status: int = 200) -> None:
        path = reverse(name if ":" in name else f"evaluation:{name}", args=args) + query
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        self.keep(shot or name)

    def keep(self, name: str) -> None:
        self.check(self.page, name)


@pytest.fixture
def walker(new_person, without_violations, site) -> Walker:
    return Walker(new_person(), without_violations, site)


def test_the_office(walker, client):
    desk = reviewed_desk(3)
    code = desk.reviews[0].application.code
    walker.become(client, desk.officer)
    walker.look("dashboard")
    walker.look("queue")
    walker.look("queue", query="?q=nulla", shot="queue-empty")
    walker.look("search", query="?q=campione")
    walker.look("progress", desk.call.pk)
    walker.look("review", code)


def test_the_officer_checks_without_reloading(walker, client):
    desk = reviewed_desk(1)
    review = desk.reviews[0]
    walker.become(client, desk.officer)
    page = walker.page
    page.goto(reverse("evaluation:review", args=[review.application.code]))
    page.locator("#check-durc-check").get_by_text("No", exact=True).click()
    page.locator("[name=check-durc-note]").evaluate("element => element.closest('details').open = true")
    page.locator("[name=check-durc-note]").fill("DURC scaduto a ottobre.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("alle")
    expect(page.locator("[data-autosave-version]")).not_to_have_value("0")
    page.wait_for_timeout(1600)
    check = review.checks.get(requirement_key="durc")
    assert (check.outcome, check.note) == ("not_met", "DURC scaduto a ottobre.")
    walker.keep("review-not-met")


def test_the_head_of_procedure(walker, client):
    desk = closed_desk(2, rejected=1)
    walker.become(client, desk.head)
    walker.look("committee", desk.call.pk, shot="committee-appoint")
    walker.look("review", desk.reviews[1].application.code, shot="review-decided")
    appointed(desk)
    walker.look("committee", desk.call.pk)
    walker.look("ranking_office", desk.call.pk, shot="ranking-office-blocked")


def test_the_committee(walker, client):
    desk = appointed(closed_desk(3))
    president = desk.member()
    walker.become(client, president.person)
    walker.look("committee_home", shot="committee-home-accept")
    walker.look("appointment", desk.committee.pk)
    accept(president)
    walker.look("committee_home", shot="committee-home-declare")
    walker.look("conflicts", desk.committee.pk)
    for member in desk.committee.members.all():
        declare_none(member)
    walker.become(client, desk.member(MemberRole.SECRETARY).person)
    walker.look("committee_home", shot="committee-home-secretary")
    walker.look("sitting_new", desk.committee.pk)


def test_scoring(walker, client):
    desk = sitting_desk(2)
    president = desk.member()
    sheet = Sheet.objects.filter(member=president).first()
    walker.become(client, president.person)
    walker.look("committee_home")
    walker.look("sheet", sheet.pk)
    walker.look("project", sheet.pk)
    page = walker.page
    page.goto(reverse("evaluation:sheet", args=[sheet.pk]))
    page.locator("[name=k-a1]").fill("0.5")
    expect(page.locator("[data-sheet-total]")).to_have_text("30,00")
    page.locator("[name=k-a1-reason]").fill("Metà strada.")
    expect(page.locator("[data-autosave-status]")).to_contain_text("alle")
    expect(page.locator("[data-sheet-missing]")).to_contain_text("Manca 1 criterio")
    expect(page.locator("[data-group-total=a]")).to_have_text("30,00")
    page.wait_for_timeout(1600)
    assert Mark.objects.get(sheet=sheet).reason == "Metà strada."
    walker.look("sitting", sheet.sitting_id, shot="sitting-open")


def test_the_ranking(walker, client):
    desk = scored_desk(["0.9", "0.8", "0.8", "0.4"], rejected=1)
    walker.become(client, desk.head)
    walker.look("ranking_office", desk.call.pk)
    held_draw(desk)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    publish_provisional_ranking(call=desk.call, note="Corretto un errore materiale.", by=desk.head)
    walker.look("ranking_office", desk.call.pk, shot="ranking-office-published")
    walker.look("sitting", desk.committee.sittings.get().pk, shot="sitting-closed")
    walker.page.context.clear_cookies()
    walker.look("ranking", desk.call.slug)
    walker.look("ranking_version", desk.call.slug, 1)
    first = desk.reviews[0].application
    walker.become(client, first.created_by)
    walker.look("applications:detail", first.code, shot="panel")


def test_the_comparison(walker, client):
    desk = round_desk(2)
    president = desk.member()
    walker.become(client, president.person)
    walker.look("committee_home", shot="committee-home-comparison")
    walker.look("harmonising", desk.sitting.pk)
    walker.look("compare", Sheet.objects.filter(member=president).first().pk)
    walker.look("sitting", desk.sitting.pk, shot="sitting-comparison")
