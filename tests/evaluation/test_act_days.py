"""No act of an evaluation is dated before what it follows, and the refusal says what that is."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from manifattura.accounts.domain.roles import Role
from manifattura.applications.models import Submission
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.models import CallEdition, Term
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.change_entry import miss_cure, remove_entry, suspend_entry
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.register_entry import register_entry
from manifattura.evaluation.actions.replace_member import replace_member
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Acceptance, Committee, RegisterEvent
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from tests.factories.accounts import StaffFactory
from tests.factories.casework import check_all, entered, register_desk, visited
from tests.factories.evaluation import new_edition
from tests.factories.rankings import (
    applications,
    delivered,
    final_desk,
    pass_days,
    roll_down,
    tight_desk,
    today,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def refused(words):
    return pytest.raises(Refused, match=f"La data non può venire prima del.*: è {words}")


def earlier_deadline(desk, days=10):
    """The session ended days ago; the committee was appointed two days after."""
    desk.call.rounds.update(deadline_at=desk.call.rounds.get().deadline_at - days * DAY)
    Committee.objects.update(act_on=today() - (days - 2) * DAY)


def test_a_provisional_ranking_follows_the_deadline_and_the_committee():
    desk = tight_desk()
    with refused("il giorno della scadenza delle domande"):
        publish_provisional_ranking(call=desk.call, by=desk.head, act_number="1", act_on=today() - DAY)
    earlier_deadline(desk)
    with refused("il giorno dell’atto che ha nominato la commissione") as found:
        publish_provisional_ranking(call=desk.call, by=desk.head, act_number="1", act_on=today() - 9 * DAY)
    assert found.value.field == "act_on"
    publish_provisional_ranking(call=desk.call, by=desk.head, act_number="1", act_on=today() - 8 * DAY)


def test_a_final_ranking_follows_the_provisional_one_and_its_observations():
    desk = tight_desk()
    earlier_deadline(desk)
    publish_provisional_ranking(call=desk.call, by=desk.head, act_number="1", act_on=today() - DAY)
    Term.objects.filter(kind=TermKind.OBSERVATIONS).update(due_on=today() - 4 * DAY)
    facts = {"call": desk.call, "act_number": "2", "by": desk.head}
    with refused("il giorno dell’atto della versione precedente"):
        publish_final_ranking(**facts, act_on=today() - 2 * DAY)
    Term.objects.filter(kind=TermKind.OBSERVATIONS).update(due_on=today() - DAY)
    with refused("il giorno dopo la fine delle osservazioni"):
        publish_final_ranking(**facts, act_on=today() - DAY)
    publish_final_ranking(**facts, act_on=today())


def test_a_forfeiture_follows_the_end_of_the_term(run_jobs):
    desk = final_desk(run_jobs)
    earlier_deadline(desk, 20)
    waiting = Acceptance.objects.order_by("pk")[0]
    delivered(waiting)
    pass_days(14)
    waiting.refresh_from_db()
    ended = Term.objects.get(pk=waiting.term_id).due_on
    facts = {
        "application": waiting.application,
        "kind": DepartureKind.FORFEITED,
        "reason": "Silenzio.",
        "acceptance": waiting,
        "act_number": "9",
        "by": desk.head,
    }
    with refused("il giorno dopo la fine del termine per accettare"):
        record_leaving(**facts, act_on=ended)
    record_leaving(**facts, act_on=ended + DAY)


def test_a_roll_down_follows_the_acts_about_who_left():
    desk = tight_desk()
    earlier_deadline(desk)
    times = replace(current_edition(desk.call).timetable, observations_days=0)
    new_edition(desk.call, timetable=times)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    publish_final_ranking(call=desk.call, act_number="2", act_on=today() - 6 * DAY, by=desk.head)
    leaving = {
        "application": applications(desk)[0],
        "kind": DepartureKind.EXCLUDED_LATE,
        "reason": "Manca un requisito.",
        "act_number": "9",
        "by": desk.head,
    }
    with refused("il giorno della scadenza delle domande"):
        record_leaving(**leaving, act_on=today() - 11 * DAY)
    record_leaving(**leaving, act_on=today() - 2 * DAY)
    with refused("il giorno dell’atto su chi è uscito dalla graduatoria"):
        roll_down(desk, act_on=today() - 3 * DAY)
    roll_down(desk, act_on=today() - 2 * DAY)


def test_who_takes_a_seat_is_appointed_after_the_committee():
    desk = tight_desk()
    seat = {
        "member": desk.member(),
        "person": StaffFactory(role=Role.COMMITTEE_MEMBER),
        "act_number": "9",
        "reason": "Impedimento.",
        "redo": True,
        "by": desk.head,
    }
    times = replace(current_edition(desk.call).timetable, observations_days=0)
    new_edition(desk.call, timetable=times)
    with refused("il giorno dell’atto che ha nominato la commissione"):
        replace_member(**seat, act_on=today() - DAY)
    replace_member(**seat, act_on=today())


@contextmanager
def written_once_aside():
    """Days pass: what was written moves back, as no page can do."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield
        cursor.execute("SET LOCAL session_replication_role = origin")


def older_register():
    """A register that was opened a while ago."""
    desk = register_desk()
    with written_once_aside():
        CallEdition.objects.update(act_on=today() - 60 * DAY)
    return desk


def test_an_entry_follows_the_application_and_the_visit():
    desk = older_register()
    review = check_all(desk, desk.reviews[0])
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.head)

    def enter(days):
        review.refresh_from_db()
        return register_entry(
            review=review,
            act_number="C-1",
            act_on=today() - days * DAY,
            base_version=review.version,
            by=desk.head,
        )

    with refused("il giorno dell’arrivo della domanda"):
        enter(1)
    with written_once_aside():
        Submission.objects.update(received_at=database_now() - 9 * DAY)
    visited(desk, review)
    with refused("il giorno della visita in sede"):
        enter(2)
    assert enter(1).events.get().act_on == today() - DAY


def test_a_removal_follows_the_entry_the_suspension_and_the_days_to_cure():
    desk = older_register()
    entry = entered(desk, desk.reviews[0])

    def remove(days, on_request=False):
        entry.refresh_from_db()
        remove_entry(
            entry=entry,
            reason="Non ha rimediato.",
            act_number="C-9",
            act_on=today() - days * DAY,
            on_request=on_request,
            base_version=entry.version,
            by=desk.head,
        )

    def earlier(kind, days):
        with written_once_aside():
            RegisterEvent.objects.filter(kind=kind).update(on=today() - days * DAY)

    with refused("il giorno dell’iscrizione"):
        remove(1, on_request=True)
    earlier("entered", 30)
    suspend_entry(entry=entry, reason="Polizza scaduta.", base_version=entry.version, by=desk.head)
    earlier("suspended", 20)
    with refused("il giorno della sospensione"):
        remove(21, on_request=True)
    miss_cure(entry_id=entry.pk)
    earlier("not_cured", 10)
    with refused("il giorno in cui il tempo per rimediare"):
        remove(11)
    remove(11, on_request=True)
