"""A rolling call with two sessions, from two applications sent to two rankings read by everybody."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import Application
from manifattura.calls.domain.edition import Round
from manifattura.calls.models import Call, CallRound
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.models import Review, Sheet
from manifattura.kernel.clock import ROME, database_now
from tests.applications.samples import sample_edition
from tests.browser.journey import NARROW, Walker
from tests.factories import evaluation as work
from tests.factories.accounts import StaffFactory
from tests.factories.applications import complete_application

pytestmark = pytest.mark.django_db(transaction=True)
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
MONEY = Decimal("60000.00")


def test_two_sessions_from_submission_to_two_rankings(desk_at):
    desk = desk_at(NARROW)
    call = rolling_call()
    office = work.Desk(call, StaffFactory(role=Role.CASE_OFFICER, office=call.office), call.head_of_procedure)
    first, second = complete_application(call), complete_application(call)

    send(desk.firm(first.created_by), first)
    visitor = desk.visitor()
    visitor.open(f"/bandi/{call.slug}/", "sportello-prima-sessione")
    expect(sessions(visitor)).to_contain_text([r"In scadenza", r"In apertura"])

    place(call, 1, opens=-2 * DAY, ends=-SECOND)
    place(call, 2, opens=-SECOND, ends=DAY)
    send(desk.firm(second.created_by), second)
    visitor = desk.visitor()  # the page is kept by browsers until the next instant that changes it
    visitor.open(f"/bandi/{call.slug}/")
    expect(sessions(visitor)).to_contain_text([r"Chiuso", r"In scadenza"])

    head = desk.staff(office.head)
    head.open(f"/ufficio/bandi/{call.pk}/procedura/", "procedura")
    rank(head, office, 1)
    visitor.open(f"/bandi/{call.slug}/graduatoria/", "graduatoria-prima-sessione")
    visitor.says("sessione 1")
    expect(rows(visitor)).to_have_count(1)
    assert first.lead.name in visitor.page.content()

    place(call, 2, opens=-2 * DAY, ends=-SECOND)
    rank(head, office, 2)
    visitor = desk.visitor()
    visitor.open(f"/bandi/{call.slug}/", "sportello-finito")
    visitor.page.locator("#tempi").get_by_role("link", name=re.compile("Leggi la graduatoria.*2")).click()
    visitor.says("sessione 2")
    assert second.lead.name in visitor.page.content()
    visitor.follow("Sessione 1")
    visitor.says("sessione 1")
    assert second.lead.name not in visitor.page.content()


def rolling_call() -> Call:
    """One session open until tomorrow, the other to come; a grid without draw, no days for observations."""
    now = database_now()
    return work.running_call(
        kind="rolling",
        budget=MONEY * 2,
        rounds=(Round(1, MONEY, now - DAY, now + DAY), Round(2, MONEY, now + 10 * DAY, now + 20 * DAY)),
        grid=replace(work.GRID, tie_breakers=work.GRID.tie_breakers[:1]),
        timetable=replace(sample_edition().timetable, observations_days=0),
        carry_over=True,
    )


def place(call: Call, number: int, *, opens: timedelta, ends: timedelta) -> None:
    """Time passes: a session stands elsewhere around the database's now."""
    now = database_now()
    CallRound.objects.filter(call=call, number=number).update(opens_at=now + opens, deadline_at=now + ends)


def send(walker: Walker, application: Application) -> None:
    walker.open(f"/domande/{application.code}/riepilogo/")
    walker.page.get_by_label("Ho riletto la domanda").check()
    walker.page.get_by_role("button", name="Invia la domanda").click()
    walker.page.wait_for_url(re.compile("/ricevuta/"))


def sessions(walker: Walker):
    return walker.page.locator("#tempi table tbody tr")


def rows(walker: Walker):
    return walker.page.locator("section[aria-labelledby=domande] .mm-ranking tbody tr[id]")


def rank(head: Walker, office: work.Desk, number: int) -> None:
    """The head opens and closes the review of the session, and publishes its rankings; the rest is done beside."""
    call, here = office.call, CallRound.objects.get(call=office.call, number=number)
    progress = f"/ufficio/bandi/{call.pk}/andamento/?sessione={number}"
    head.open(progress, f"andamento-{number}")
    head.press("Avvia l’istruttoria")
    head.says("Istruttoria avviata.")
    for review in Review.objects.filter(phase__round=here):
        work.decide(office, review)
    head.open(progress)
    head.press("Chiudi l’istruttoria")
    head.says("Istruttoria chiusa")
    if number == 1:
        work.appointed(office)
    mark(office)
    head.open(progress, f"andamento-{number}-valutata")
    head.follow("Prepara la graduatoria")
    head.press("Pubblica la provvisoria")
    head.says("Graduatoria pubblicata")
    head.page.get_by_label("Numero della determina").fill(f"9{number}/2026")
    head.page.locator("#id_f-act_on").fill(database_now().astimezone(ROME).date().isoformat())
    head.page.get_by_label("Numero della determina").press("Enter")
    head.says("Graduatoria pubblicata")


def mark(office: work.Desk) -> None:
    """The committee declares on the new applicants, sits, scores and closes."""
    for member in office.committee.members.all():
        work.declare_none(member)
    sitting = work.open_now(office)
    for sheet in Sheet.objects.filter(sitting=sitting).select_related("bid", "member__person"):
        work.fill_sheet(sheet, "0.9")
    close_sitting(sitting=sitting, notes="", by=office.member().person)
