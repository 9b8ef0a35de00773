"""Terms in the database: they start on proof, once; they stop and go on; they expire once, also with two workers."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import connections

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.expire_terms import expire_terms
from manifattura.calls.actions.move_call import move_call
from manifattura.calls.actions.order_resumption import order_resumption
from manifattura.calls.actions.order_suspension import order_suspension
from manifattura.calls.actions.prove_delivery import prove_delivery
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.actions.resume_term import resume_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.actions.suspend_term import suspend_term
from manifattura.calls.actions.sync_call_terms import sync_call_terms
from manifattura.calls.domain.clocks import ProofKind, TermKind, TermState, last_day
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Delivery, Term, TermSuspension
from manifattura.calls.queries.terms import OPEN, TermFilters, office_terms, state_counts, terms_of
from manifattura.calls.signals import term_expired
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import OfficeFactory, StaffFactory
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def head(office):
    return StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=office)


def a_term(office, *, kind=TermKind.REMEDY, days=10, subject_id="1", by=None, **facts):
    return start_term(
        kind=kind,
        office=office,
        label="Documenti mancanti",
        days=days,
        subject_type="remedy_request",
        subject_id=subject_id,
        by=by,
        **facts,
    )


# ---------------------------------------------------------------- proof of delivery


def test_a_term_waits_for_the_proof_then_runs_from_its_day(office, head):
    term = a_term(office, notice_ref="message:1", by=head)
    assert (term.state, term.due_on, term.officer) == (TermState.WAITING, None, head)
    delivered_at = database_now()
    started = record_delivery(
        notice_ref="message:1", delivered_at=delivered_at, proof=ProofKind.READ_IN_AREA, by=None
    )
    assert started == [term]
    term.refresh_from_db()
    assert (term.state, term.starts_on) == (TermState.RUNNING, delivered_at.astimezone(ROME).date())
    assert term.due_on == last_day(term.clock, city_calendar())
    # a second proof is kept, and changes nothing
    again = record_delivery(
        notice_ref="message:1",
        delivered_at=delivered_at - 2 * DAY,
        proof=ProofKind.CERTIFIED_MAIL,
        reference="ricevuta 7",
        by=head,
    )
    assert again == []
    assert Delivery.objects.count() == 2
    verbs = AuditEntry.objects.filter(subject_type="term").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["term_opened", "term_started"]


def test_the_proof_may_come_before_the_term(office):
    record_delivery(
        notice_ref="message:1", delivered_at=database_now() - DAY, proof=ProofKind.CERTIFIED_MAIL, by=None
    )
    term = a_term(office, notice_ref="message:1")
    assert (term.starts_on, term.proof) == (today() - DAY, ProofKind.CERTIFIED_MAIL)


def test_starting_twice_opens_one_and_a_new_one_after_it_is_over(office):
    first = a_term(office, notice_ref="message:1")
    assert a_term(office, notice_ref="message:1") == a_term(office, days=5) == first
    close_term(term=first, outcome="answered")
    assert a_term(office, notice_ref="message:1") == first
    assert a_term(office, notice_ref="message:2") != first
    assert list(terms_of("remedy_request", 1)) == list(Term.objects.order_by("pk"))


def test_a_delivery_of_tomorrow_is_refused(office):
    with pytest.raises(Refused):
        record_delivery(notice_ref="m", delivered_at=database_now() + DAY, proof=ProofKind.BY_HAND, by=None)
    with pytest.raises(Refused):
        a_term(office, days=0)


def test_an_officer_records_the_receipt(office, head):
    term = a_term(office, by=head)
    given = {"term": term, "proof": ProofKind.REGISTERED_POST, "reference": "AR 123"}
    with pytest.raises(PermissionRefused):
        prove_delivery(**given, delivered_on=today(), by=StaffFactory(role=Role.EDITOR, office=office))
    for wrong in (
        {"delivered_on": today() + DAY},
        {"delivered_on": today() - 3 * DAY},
        {"reference": " "},
        {"proof": ProofKind.READ_IN_AREA},
    ):
        with pytest.raises(Refused):
            prove_delivery(**{**given, "delivered_on": today(), **wrong}, by=head)
    term = prove_delivery(**given, delivered_on=today(), by=head)
    assert (term.starts_on, term.proof_reference) == (today(), "AR 123")
    with pytest.raises(Refused):
        prove_delivery(**{**given, "reference": "AR 124"}, delivered_on=today(), by=head)
    assert Delivery.objects.count() == 1, "a proof that starts nothing is not kept"


# ---------------------------------------------------------------- stops


def test_a_stop_and_its_resumption_add_their_days(office, head):
    term = a_term(office, days=30, starts_on=today() - 5 * DAY, by=head)
    stopped = suspend_term(term=term, since=today() - 3 * DAY, reason="Preavviso", by=head)
    assert (stopped.due_on, stopped.state) == (None, TermState.SUSPENDED)
    with pytest.raises(Refused):
        suspend_term(term=term, since=today(), reason="Ancora", by=head)
    going = resume_term(term=term, on=today() + 4 * DAY, by=head)
    assert going.due_on == last_day(going.clock, city_calendar())
    assert going.due_on >= today() - 5 * DAY + 37 * DAY
    assert going.state is TermState.SUSPENDED
    going.refresh_from_db()
    # observations came earlier or later: the last stop, not over yet, ends on another day
    assert resume_term(term=term, on=today(), by=None).state is TermState.RUNNING


@pytest.mark.parametrize(
    "wrong",
    [
        {"reason": "  "},
        {"since": 1},
        {"since": -20},
        {"since": -1, "until": -2},
    ],
)
def test_stops_that_cannot_be_are_refused(office, head, wrong):
    term = a_term(office, days=30, starts_on=today() - 5 * DAY, by=head)
    since, until = wrong.get("since", 0), wrong.get("until")
    with pytest.raises(Refused):
        suspend_term(
            term=term,
            since=today() + since * DAY,
            until=None if until is None else today() + until * DAY,
            reason=wrong.get("reason", "Motivo"),
            by=head,
        )


def test_only_the_head_of_procedure_orders_a_stop(office, head):
    term = a_term(office, days=30, starts_on=today(), by=head)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=office)
    with pytest.raises(PermissionRefused):
        order_suspension(term=term, since=today(), until=None, reason="Motivo", by=officer)
    order_suspension(term=term, since=today(), until=None, reason="Motivo", by=head)
    with pytest.raises(PermissionRefused):
        order_resumption(term=term, by=officer)
    assert order_resumption(term=term, by=head).state is TermState.RUNNING
    # what the law stopped goes on by its own rule
    suspend_term(term=term, since=today(), reason="Preavviso", ground="rejection_notice", by=None)
    TermSuspension.objects.filter(ground="").delete()
    with pytest.raises(Refused):
        order_resumption(term=term, by=head)


def test_nothing_moves_after_the_end(office, head):
    term = close_term(term=a_term(office, starts_on=today(), by=head), outcome="answered", by=head)
    assert close_term(term=term, outcome="expired").outcome == "answered"
    with pytest.raises(Refused):
        suspend_term(term=term, since=today(), reason="Motivo", by=head)
    with pytest.raises(Refused):
        resume_term(term=term, on=today(), by=head)


# ---------------------------------------------------------------- expiry


def test_a_term_expires_once_after_its_last_day(office):
    heard = []
    over = a_term(office, days=1, subject_id="over", starts_on=today() - 20 * DAY)
    last = a_term(office, days=1, subject_id="last", starts_on=today() - 20 * DAY)
    Term.objects.filter(pk=last.pk).update(due_on=today())

    def hear(term_id, **_):
        heard.append(term_id)

    term_expired.connect(hear)
    try:
        assert (expire_terms(), expire_terms()) == (1, 0)
    finally:
        term_expired.disconnect(hear)
    assert heard == [over.pk]
    over.refresh_from_db()
    assert over.state is TermState.EXPIRED


def test_a_right_that_is_over_leaves_the_page_by_itself(office):
    term = a_term(office, kind=TermKind.OBSERVATIONS, days=1, starts_on=today() - 20 * DAY)
    assert expire_terms() == 1
    term.refresh_from_db()
    assert (term.state, term.outcome) == (TermState.CLOSED, "over")


def test_a_receiver_that_fails_leaves_its_term_to_the_next_run(office):
    bad = a_term(office, days=1, subject_id="bad", starts_on=today() - 21 * DAY)
    good = a_term(office, days=1, subject_id="good", starts_on=today() - 20 * DAY)
    broken = [bad.pk]

    def fail(term_id, **_):
        close_term(term=Term.objects.get(pk=term_id), outcome="expired")
        if term_id in broken:
            raise RuntimeError("not today")

    term_expired.connect(fail)
    try:
        assert expire_terms() == 1
        bad.refresh_from_db()
        assert (bad.expired_at, bad.closed_at) == (None, None)
        broken.clear()
        assert expire_terms() == 1
    finally:
        term_expired.disconnect(fail)
    for term in (bad, good):
        term.refresh_from_db()
        assert term.outcome == "expired"


@pytest.mark.django_db(transaction=True)
def test_two_workers_announce_each_expiry_once():
    office = OfficeFactory()
    terms = [a_term(office, days=1, subject_id=str(n), starts_on=today() - 20 * DAY) for n in range(8)]
    heard: list[int] = []

    def hear(term_id, **_):
        heard.append(term_id)
        time.sleep(0.01)

    term_expired.connect(hear)
    try:
        together(expire_terms, expire_terms, expire_terms)
    finally:
        term_expired.disconnect(hear)
    assert sorted(heard) == [term.pk for term in terms]


@pytest.mark.django_db(transaction=True)
def test_a_term_and_its_proof_at_the_same_moment_find_each_other():
    office = OfficeFactory()
    now = database_now()
    for number in range(5):
        ref = f"message:{number}"

        def start(ref=ref, number=number):
            return a_term(office, notice_ref=ref, subject_id=str(number))

        def deliver(ref=ref):
            return record_delivery(notice_ref=ref, delivered_at=now, proof=ProofKind.READ_IN_AREA, by=None)

        together(start, start, deliver)
        term = Term.objects.get(notice_ref=ref)
        assert term.starts_on is not None
    assert Term.objects.count() == 5


def together(*works):
    barrier = threading.Barrier(len(works))

    def run(work):
        try:
            barrier.wait()
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)


# ---------------------------------------------------------------- the call's own term


def test_publishing_opens_the_term_of_the_procedure_and_the_call_moves_it():
    call = published_call(ends_in=3 * DAY)
    round_ = call.rounds.get()
    term = Term.objects.get(kind=TermKind.PROCEDURE)
    day = round_.deadline_at.astimezone(ROME).date()
    assert (term.starts_on, term.state, term.officer) == (day, TermState.WAITING, call.head_of_procedure)
    assert term.due_on == last_day(term.clock, city_calendar())
    # the deadline moves on
    call.rounds.update(deadline_at=round_.deadline_at + 7 * DAY)
    (moved,) = sync_call_terms(call=call)
    assert moved.starts_on == day + 7 * DAY
    assert moved.due_on == last_day(moved.clock, city_calendar())
    entries = AuditEntry.objects.filter(verb="term_moved")
    assert entries.count() == 1
    sync_call_terms(call=call)
    assert entries.count() == 1


def test_a_suspended_call_stops_its_term_and_a_revoked_one_closes_it():
    call = published_call(ends_in=3 * DAY)
    move_call(call=call, target=CallState.SUSPENDED, by=None)
    term = Term.objects.get(kind=TermKind.PROCEDURE)
    assert term.due_on is None
    move_call(call=call, target=CallState.PUBLISHED, by=None)
    term.refresh_from_db()
    # it was stopped before it began: no day is lost
    assert term.due_on == last_day(term.clock, city_calendar())
    assert term.due_on >= term.starts_on + term.days * DAY
    move_call(call=call, target=CallState.REVOKED, by=None)
    term.refresh_from_db()
    assert (term.state, term.outcome) == (TermState.CLOSED, "revoked")


# ---------------------------------------------------------------- what the office reads


def test_the_database_and_the_rules_agree_on_every_state(office, head, django_assert_num_queries):
    a_term(office, subject_id="waiting", notice_ref="m", by=head)
    a_term(office, subject_id="later", starts_on=today() + DAY, by=head)
    a_term(office, subject_id="running", starts_on=today(), by=head)
    stopped = a_term(office, subject_id="stopped", starts_on=today() - DAY, by=head)
    suspend_term(term=stopped, since=today() - DAY, reason="x", by=head)
    until = a_term(office, subject_id="until", starts_on=today() - DAY, by=head)
    suspend_term(term=until, since=today() - DAY, until=today() + DAY, reason="x", by=head)
    back = a_term(office, subject_id="back", starts_on=today() - 3 * DAY, by=head)
    suspend_term(term=back, since=today() - 2 * DAY, until=today(), reason="x", by=head)
    a_term(office, subject_id="over", days=1, starts_on=today() - 20 * DAY, by=head)
    close_term(term=a_term(office, subject_id="closed", starts_on=today(), by=head), outcome="answered")
    a_term(OfficeFactory(), subject_id="other")
    with django_assert_num_queries(2):
        counts = state_counts(head, TermFilters())
    assert counts == {OPEN: 7, "waiting": 2, "running": 2, "suspended": 2, "expired": 1, "closed": 1}
    for state in TermState:
        found = office_terms(head, TermFilters(state=state))
        assert {term.state for term in found} == {state}
        assert len(found) == counts[state]
    ends = [term.due_on for term in office_terms(head, TermFilters())]
    known = [end for end in ends if end]
    assert ends == sorted(known) + [None] * (len(ends) - len(known))
