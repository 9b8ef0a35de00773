"""Real threads after a ranking: one decision per request, one version at a time, one answer per observation."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.calls.models import Call, Term
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.answer_observation import answer_observation
from manifattura.evaluation.actions.extend_acceptance import extend_acceptance
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.send_observation import send_observation
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Acceptance, Departure, Observation, Ranking
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, Refused
from tests.applications.test_concurrency import together
from tests.factories.evaluation import scored_desk

pytestmark = pytest.mark.django_db(transaction=True)


def kinds(results):
    return sorted(type(one).__name__ for one in results)


def observing(application):
    return lambda: send_observation(application=application, text="Rivedere.", by=application.created_by)


def answering(desk, number, accepted):
    one = Observation.objects.select_related("application__call").get(number=number)
    return lambda: answer_observation(observation=one, accepted=accepted, text="Motivi.", by=desk.head)


def request(application):
    return Acceptance.objects.select_related("application__call__office", "application__lead").get(
        application=application
    )


def accepting(application):
    one = request(application)
    return lambda: accept_award(acceptance=one, by=application.created_by)


def leaving(application, kind, by, **facts):
    one = Application.objects.select_related("call__office", "lead").get(pk=application.pk)
    return lambda: record_leaving(application=one, kind=kind, reason="Motivi.", by=by, **facts)


def forfeiting(desk, application):
    facts = {"act_number": "4", "act_on": city_day(), "acceptance": request(application)}
    return leaving(application, DepartureKind.FORFEITED, desk.head, **facts)


def extending(desk, application):
    one = request(application)
    return lambda: extend_acceptance(acceptance=one, days=5, reason="Ferie.", by=desk.head)


def publishing(desk):
    call = Call.objects.get(pk=desk.call.pk)
    return lambda: publish_new_version(
        call=call, base_version=2, act_number="5", act_on=city_day(), note="Scorrimento.", by=desk.head
    )


def end_terms(**which):
    Term.objects.filter(**which).update(due_on=city_day() - timedelta(days=1))


def state_of(application):
    return Application.objects.get(pk=application.pk).state


def test_decisions_after_a_ranking_are_taken_once(run_jobs):
    desk = scored_desk(["0.9", "0.8", "0.7"])
    desk.call.rounds.update(budget=Decimal("97500.00"))
    provisional = publish_provisional_ranking(call=desk.call, by=desk.head)
    first, second, third = (review.application for review in desk.reviews)

    sent = together(observing(first), observing(second), observing(third))
    assert sorted(one.number for one in sent) == [1, 2, 3]
    answers = together(answering(desk, 1, True), answering(desk, 1, False))
    assert kinds(answers) == ["Conflict", "ObservationAnswer"]
    answering(desk, 2, False)()
    answering(desk, 3, False)()

    end_terms(subject_type="ranking", subject_id=provisional.pk)
    call = Call.objects.get(pk=desk.call.pk)
    publish_final_ranking(call=call, act_number="3", act_on=city_day(), by=desk.head)
    run_jobs()
    for one in Acceptance.objects.all():
        record_delivery(
            notice_ref=one.notice_ref, delivered_at=database_now(), proof=ProofKind.CERTIFIED_MAIL, by=None
        )

    # in time: the acceptance holds, the forfeiture is refused whoever comes first
    accepted, refused = together(accepting(first), forfeiting(desk, first))
    assert isinstance(refused, Refused)
    assert accepted.outcome == "accepted"
    assert state_of(first) == ApplicationState.ACCEPTED

    # after the term: more time and forfeiture at once, one of them stands
    end_terms(pk=request(second).term_id)
    results = together(extending(desk, second), forfeiting(desk, second))
    assert len([one for one in results if isinstance(one, Refused)]) == 1
    gone = Departure.objects.filter(application=second).exists()
    assert gone == (state_of(second) == ApplicationState.FORFEITED)
    if not gone:
        end_terms(pk=request(second).term_id)
        forfeiting(desk, second)()

    # two clicks on leaving, then two officers who publish what they both read
    withdrawal = (third, DepartureKind.WITHDRAWN, third.created_by)
    assert kinds(together(leaving(*withdrawal), leaving(*withdrawal))) == ["Departure", "Refused"]
    results = together(publishing(desk), publishing(desk))
    assert len([one for one in results if isinstance(one, Conflict)]) == 1
    assert Ranking.objects.count() == 3
