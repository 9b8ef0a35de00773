"""A rolling call: who lands in which session, and two sessions on their own way from review to ranking."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.applications.actions.register_entered import register_entered
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Message
from manifattura.applications.queries.applications import live_of
from manifattura.applications.queries.times import term_of
from manifattura.calls.actions.extend_deadline import extend_deadline
from manifattura.calls.domain.edition import Round
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Call, CallRound
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Ranking, Review, Sheet
from manifattura.evaluation.queries.progress import progress_of, sessions_progress
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from manifattura.ui.formats import date_text
from tests.applications.samples import sample_edition
from tests.applications.test_entering import complete, entered, officer_of
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import complete_application, started_application, submitted_application
from tests.factories.evaluation import (
    GRID,
    Desk,
    appointed,
    decide,
    declare_none,
    fill_sheet,
    open_now,
    running_call,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
NO_DRAW = replace(GRID, tie_breakers=GRID.tie_breakers[:1])


def rolling(**changes) -> Call:
    """Two sessions: one open until tomorrow, one that opens in ten days."""
    now = database_now()
    money = Decimal("60000.00")
    return running_call(
        kind="rolling",
        budget=money * 2,
        rounds=(Round(1, money, now - DAY, now + DAY), Round(2, money, now + 10 * DAY, now + 20 * DAY)),
        grid=NO_DRAW,
        rejection_notice=False,
        timetable=replace(sample_edition().timetable, observations_days=0),
        **changes,
    )


def session(call: Call, number: int) -> CallRound:
    return CallRound.objects.get(call=call, number=number)


def shift(call: Call, number: int, *, opens: timedelta, ends: timedelta) -> None:
    """Place a session around the database's now."""
    now = database_now()
    CallRound.objects.filter(call=call, number=number).update(opens_at=now + opens, deadline_at=now + ends)


def landed(application) -> int:
    return application.bids.get().round.number


def test_an_application_lands_in_the_session_open_by_the_databases_clock():
    call = rolling()
    first, late = submitted_application(call), complete_application(call)
    assert (landed(first), term_of(late).number) == (1, 1)

    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    assert term_of(late).number == 2, "a draft waits for the next session"
    with pytest.raises(Refused, match="La prossima sessione si apre"):
        submit_application(application=late, idempotency_key="1", by=late.created_by)

    shift(call, 2, opens=-timedelta(seconds=1), ends=DAY)
    submit_application(application=late, idempotency_key="1", by=late.created_by)
    assert (landed(first), landed(late)) == (1, 2)


def test_between_two_sessions_it_counts_for_the_next_when_the_call_says_so():
    call = rolling(between_sessions=True)
    draft = complete_application(call)
    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    submit_application(application=draft, idempotency_key="1", by=draft.created_by)
    assert landed(draft) == 2


def test_nothing_is_taken_before_the_first_session_or_after_the_last():
    call = rolling(between_sessions=True)
    draft = complete_application(call)
    shift(call, 1, opens=timedelta(hours=1), ends=DAY)
    with pytest.raises(Refused):
        submit_application(application=draft, idempotency_key="1", by=draft.created_by)
    shift(call, 1, opens=-3 * DAY, ends=-2 * DAY)
    shift(call, 2, opens=-DAY, ends=-timedelta(seconds=1))
    with pytest.raises(Refused, match="il termine è scaduto"):
        submit_application(application=draft, idempotency_key="2", by=draft.created_by)


def test_a_session_under_review_takes_no_more_though_its_call_stays_open(client):
    call = rolling()
    submitted_application(call)
    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    with pytest.raises(Refused, match="più sessioni"):
        open_review(call=call, by=officer)
    with pytest.raises(Refused, match="non è ancora passata"):
        open_review(call=call, round=session(call, 2), by=officer)
    signed_in(client, officer)
    page = client.get(reverse("evaluation:progress", args=[call.pk]), {"sessione": 1}).content.decode()
    assert "si chiude per sempre la raccolta di questa sessione" in page
    open_review(call=call, round=session(call, 1), by=officer)
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    assert session(call, 1).state == CallState.UNDER_REVIEW
    with pytest.raises(Refused, match="già stata avviata"):
        open_review(call=call, round=session(call, 1), by=officer)
    states = [one.progress.state for one in sessions_progress([call])]
    assert states == [CallState.UNDER_REVIEW, CallState.PUBLISHED]


def test_two_sessions_each_with_its_review_money_and_ranking(client):
    call = rolling(carry_over=True)
    desk = Desk(call, StaffFactory(role=Role.CASE_OFFICER, office=call.office), call.head_of_procedure)
    mine = submitted_application(call)
    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    shift(call, 2, opens=-timedelta(seconds=1), ends=DAY)
    theirs = submitted_application(call)

    first = to_ranking(desk, 1, "0.9", appoint=True)
    theirs.refresh_from_db()
    assert theirs.state == ApplicationState.SUBMITTED, "the other session goes its own way"
    assert [entry.bid.application_id for entry in first.entries.all()] == [mine.pk]
    assert first.input_document["call"]["budget"]["amount"] == "60000.00"
    left = Decimal(first.summary["left"])
    assert session(call, 2).carried_in == left > 0
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED

    shift(call, 2, opens=-2 * DAY, ends=-timedelta(seconds=1))
    second = to_ranking(desk, 2, "0.8")
    assert second.input_document["call"]["budget"]["amount"] == format(60000 + left, ".2f")
    assert (second.version, second.round.number) == (2, 2)
    call.refresh_from_db()
    assert call.state == CallState.FINAL_RANKING, "final with its last session"
    for application in (mine, theirs):
        application.refresh_from_db()
        assert application.state == ApplicationState.FUNDED
    # the committee is one, its page shows the sittings of the session in view
    signed_in(client, desk.officer)
    page = reverse("evaluation:committee", args=[call.pk])
    for number in (1, 2):
        context = client.get(page, {"sessione": number}).context
        assert [row["sitting"].number for row in context["sittings"]] == [number]
        assert [one.sitting.number for one in context["minutes"]] == [number]
        assert [entry["current"] for entry in context["sessions"]] == [number == 1, number == 2]
    # a final ranking on minutes that nobody signed leaves its trace
    note = AuditEntry.objects.filter(verb="ranking_published_final").order_by("pk").first()
    assert note.after["unsigned_minutes"] == "1"


def test_money_that_went_to_the_next_session_is_never_granted_twice(client):
    call = rolling(carry_over=True)
    desk = Desk(call, StaffFactory(role=Role.CASE_OFFICER, office=call.office), call.head_of_procedure)
    mine = submitted_application(call)
    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    shift(call, 2, opens=-timedelta(seconds=1), ends=DAY)
    first = to_ranking(desk, 1, "0.9", appoint=True)
    left, granted = Decimal(first.summary["left"]), Decimal(first.summary["granted"])
    assert session(call, 2).carried_in == left

    record_leaving(application=mine, kind=DepartureKind.DECLINED, reason="Non serve più.", by=mine.created_by)
    act = {"act_number": "301", "act_on": today(), "note": "Dopo una rinuncia.", "by": desk.head}
    publish_new_version(call=call, round=session(call, 1), base_version=2, **act)
    assert session(call, 2).carried_in == left + granted, "what a later version leaves goes over too"

    CallRound.objects.filter(call=call, number=2).update(
        state=CallState.FINAL_RANKING, carried_in=left + granted + 1
    )
    with pytest.raises(Refused, match=r"passati alla sessione 2.*mancano 0,50") as refused:
        publish_new_version(
            call=call, round=session(call, 1), base_version=3, more_money=Decimal("0.50"), **act
        )
    assert refused.value.field == "more_money"
    with pytest.raises(Refused, match="troppo") as refused:
        publish_new_version(
            call=call, round=session(call, 1), base_version=3, more_money=Decimal(10**9), **act
        )
    assert refused.value.field == "more_money"
    signed_in(client, desk.head)
    page = client.get(reverse("evaluation:rolldown_office", args=[call.pk]), {"sessione": 1}).content.decode()
    assert "Passate alla sessione 2" in page
    page = client.get(reverse("evaluation:ranking_office", args=[call.pk]), {"sessione": 1}).content.decode()
    assert reverse("evaluation:ranking_version", args=[call.slug, 3]) + "?sessione=1" in page


def test_places_that_a_session_leaves_go_to_the_next_one_and_are_given_once(client):
    now = database_now()
    base = edition_of_template("p1")
    call = running_call(
        template=base,
        kind="rolling",
        places=4,
        rounds=(
            Round(1, Decimal(0), now - DAY, now + DAY, 2),
            Round(2, Decimal(0), now + 10 * DAY, now + 20 * DAY, 2),
        ),
        grid=replace(NO_DRAW, partial_last=False),
        rejection_notice=False,
        carry_over=True,
        timetable=replace(base.timetable, observations_days=0),
    )
    desk = Desk(call, StaffFactory(role=Role.CASE_OFFICER, office=call.office), call.head_of_procedure)
    mine = submitted_application(call)
    shift(call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    shift(call, 2, opens=-timedelta(seconds=1), ends=DAY)
    to_ranking(desk, 1, "0.9", appoint=True)
    assert session(call, 2).carried_in == 1
    shift(call, 2, opens=-timedelta(hours=1), ends=DAY)
    public = client.get(reverse("calls:detail", args=[call.slug])).content.decode()
    signed_in(client, desk.head)
    pages = [
        public,
        client.get(reverse("evaluation:progress", args=[call.pk]), {"sessione": 2}).content.decode(),
        client.get(reverse("calls:office_procedure", args=[call.pk])).content.decode(),
        client.get(reverse("evaluation:rolldown_office", args=[call.pk]), {"sessione": 1}).content.decode(),
    ]
    for page in pages[:3]:
        assert "2 posti" in page
        assert "più un posto dalla sessione prima" in page
    assert "Passati alla sessione 2" in pages[3]
    assert "I posti che una sessione non assegna passano alla sessione dopo." in public

    CallRound.objects.filter(call=call, number=2).update(state=CallState.FINAL_RANKING)
    record_leaving(application=mine, kind=DepartureKind.DECLINED, reason="Non serve più.", by=mine.created_by)
    CallRound.objects.filter(call=call, number=2).update(carried_in=3)
    act = {"act_number": "301", "act_on": today(), "note": "Dopo una rinuncia.", "by": desk.head}
    with pytest.raises(Refused, match="Qui mancano: un posto"):
        publish_new_version(call=call, round=session(call, 1), base_version=2, **act)


def ended(application, state: ApplicationState, session_state: CallState) -> None:
    """How the first session went for it; the second is open now."""
    Application.objects.filter(pk=application.pk).update(state=state)
    CallRound.objects.filter(call=application.call, number=1).update(state=session_state)
    shift(application.call, 1, opens=-2 * DAY, ends=-timedelta(seconds=1))
    shift(application.call, 2, opens=-timedelta(seconds=1), ends=DAY)


@pytest.mark.parametrize(
    "state", [ApplicationState.BELOW_THRESHOLD, ApplicationState.NOT_ADMITTED, ApplicationState.DECLINED]
)
def test_who_got_nothing_in_a_session_applies_again_in_the_next_and_keeps_the_first_outcome(state):
    call = rolling()
    first = submitted_application(call)
    ended(first, state, CallState.PROVISIONAL_RANKING)
    with pytest.raises(Refused, match="quando la graduatoria di quella sessione è definitiva"):
        complete_application(call, lead=first.lead, by=first.created_by)

    ended(first, state, CallState.FINAL_RANKING)
    second = complete_application(call, lead=first.lead, by=first.created_by)
    submit_application(application=second, idempotency_key="2", by=first.created_by)
    first.refresh_from_db()
    assert (landed(first), landed(second)) == (1, 2)
    assert (first.state, first.is_live, first.gave_way) == (state, True, True), "its ranking still has it"
    assert live_of(call.pk, first.lead_id) == second
    third = complete_application(call, lead=first.lead, by=first.created_by)
    with pytest.raises(Refused, match="Hai già inviato"):
        submit_application(application=third, idempotency_key="3", by=first.created_by)


def test_what_an_officer_enters_finds_its_way_free_too():
    call = rolling()
    first = submitted_application(call)
    officer = officer_of(call)
    ended(first, ApplicationState.BELOW_THRESHOLD, CallState.FINAL_RANKING)
    shift(call, 2, opens=-DAY, ends=DAY)
    second = entered(call, officer, lead=first.lead, arrived_at=database_now() - timedelta(hours=1))
    complete(second, officer)
    register_entered(application=second, idempotency_key="e", by=officer)
    first.refresh_from_db()
    assert (landed(second), first.gave_way) == (2, True)


@pytest.mark.parametrize("state", [ApplicationState.FUNDED, ApplicationState.RESERVE_LIST])
def test_what_waits_for_money_or_has_it_is_not_replaced(state):
    call = rolling()
    first = submitted_application(call)
    second = complete_application(call, lead=first.lead, by=first.created_by)
    ended(first, state, CallState.FINAL_RANKING)
    with pytest.raises(Refused, match="già una domanda con un esito"):
        submit_application(application=second, idempotency_key="2", by=first.created_by, replaces=True)
    first.refresh_from_db()
    assert first.state == state


def to_ranking(desk: Desk, number: int, coefficient: str, *, appoint: bool = False) -> Ranking:
    """Review, sitting, provisional and final ranking of one session."""
    here = session(desk.call, number)
    open_review(call=desk.call, round=here, by=desk.officer)
    for review in Review.objects.filter(phase__round=here):
        decide(desk, review)
    close_review(call=desk.call, round=here, by=desk.head)
    if appoint:
        appointed(desk)
    assert progress_of(desk.call, here).members_undeclared, "members declare on the new applicants"
    for member in desk.committee.members.all():
        declare_none(member)
    sitting = open_now(desk)
    for sheet in Sheet.objects.filter(sitting=sitting).select_related("bid", "member__person"):
        fill_sheet(sheet, coefficient)
    close_sitting(sitting=sitting, notes="", by=desk.member().person)
    publish_provisional_ranking(call=desk.call, round=session(desk.call, number), by=desk.head)
    return publish_final_ranking(
        call=desk.call, round=session(desk.call, number), act_number="300", act_on=today(), by=desk.head
    )


def test_the_page_tells_the_term_of_the_session_in_view_not_of_the_last(client):
    call = rolling()
    context = client.get(reverse("calls:detail", args=[call.slug])).context
    terms = dict(context["rights"])["Termine del procedimento"]
    said = re.search(r"entro il (.+?)\. Il silenzio", terms)
    assert said is not None
    assert said[1] in context["timeline"][-1]["title"]


def orders(call, **more):
    return {"call": call, "act_number": "200", "act_on": today(), "by": call.head_of_procedure} | more


def test_a_longer_session_is_told_to_who_is_in_it(run_jobs):
    call = rolling()
    first = submitted_application(call)
    draft = started_application(call)
    later = call.rounds.get(number=1).deadline_at + DAY / 4
    extend_deadline(**orders(call, round=call.rounds.get(number=1), deadline_at=later, note="Il sito fermo."))
    run_jobs()
    message = Message.objects.get(application=first)
    assert date_text(later, "hour") in message.texts["it"]["body"]
    notice = Notice.objects.get(kind="call_extended", person=draft.created_by)
    assert date_text(later, "hour") in notice.body
    last = call.rounds.order_by("number").last()
    extend_deadline(**orders(call, round=last, deadline_at=last.deadline_at + DAY, note="Altro tempo."))
    run_jobs()
    assert Message.objects.filter(application=first).count() == 1, "its session is another one"
    assert Notice.objects.filter(kind="call_extended", person=draft.created_by).count() == 1
