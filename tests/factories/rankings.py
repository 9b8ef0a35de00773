"""A call with its ranking: scored and short of money, published, delivered, rolled down."""

from dataclasses import replace
from decimal import Decimal

from django.db import connection

from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.models import Ranking
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.kernel.clock import database_now
from tests.factories.evaluation import new_edition, scored_desk
from tests.factories.kept import kept

MONEY = Decimal("110000.00")


def today():
    return city_day()


def applications(desk):
    return [review.application for review in desk.reviews]


def fresh(application):
    application.refresh_from_db()
    return application


@kept
def tight_desk(coefficients=("0.9", "0.8", "0.7"), budget=MONEY, **changes):
    """Each asks 48,750: the money is enough for two and a piece of the third."""
    desk = scored_desk(list(coefficients), **changes)
    desk.call.rounds.update(budget=budget)
    return desk


def pass_days(days, *tables):
    """The term's rows move into the past; terms have no trigger, rankings do."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE calls_term SET starts_on = starts_on - %s, due_on = due_on - %s WHERE due_on IS NOT NULL",
            [days, days],
        )


def final_desk(run_jobs, **changes):
    desk = tight_desk(**changes)
    times = replace(current_edition(desk.call).timetable, observations_days=0, acceptance_days=10)
    new_edition(desk.call, timetable=times)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    publish_final_ranking(call=desk.call, act_number="300", act_on=today(), by=desk.head)
    run_jobs()
    return desk


def delivered(acceptance):
    record_delivery(
        notice_ref=acceptance.notice_ref,
        delivered_at=database_now(),
        proof=ProofKind.CERTIFIED_MAIL,
        reference="ricevuta campione",
        by=None,
    )


def roll_down(desk, **changes):
    last = Ranking.objects.filter(call=desk.call).order_by("-version")[0]
    facts = {"base_version": last.version, "act_number": "310", "act_on": today(), "note": "Scorrimento."}
    return publish_new_version(call=desk.call, **{**facts, "by": desk.head, **changes})


def why_of(ranking, application):
    return {(one["what"], one.get("why")) for one in ranking.changes if one["id"] == application.code}
