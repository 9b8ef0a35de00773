"""What the acts of an evaluation follow: none is dated before it (`calls/actions/refuse_early_act`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.queries.rounds import rounds_of
from manifattura.kernel.clock import ROME

from ..domain.register import EventKind
from ..domain.states import DepartureKind, RankingStage
from ..domain.visits import VisitState
from ..models import Committee, CommitteeMember, Ranking
from .acceptances import Request
from .departures import since_version
from .observations import observations_end

if TYPE_CHECKING:
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call, CallRound

    from ..models import RegisterEntry, Review

Steps = Iterator[tuple[date, str]]
DAY = timedelta(days=1)


def before_committee(call: Call) -> Steps:
    """The committee is appointed after the deadline of the first session."""
    yield _deadline(rounds_of(call)[0])


def before_replacement(committee: Committee) -> Steps:
    """Who replaces somebody is appointed after the others, those who replaced somebody before included."""
    acts = CommitteeMember.objects.filter(committee=committee).values_list("act_on", flat=True)
    for day in (committee.act_on, *acts):
        if day is not None:
            yield day, _("il giorno dell’atto che ha nominato la commissione")


def before_ranking(session: CallRound, previous: Ranking | None) -> Steps:
    """A version follows the deadline, the committee, the version before, its observations, the acts about who left."""
    yield _deadline(session)
    for committee in Committee.objects.filter(call_id=session.call_id):
        yield from before_replacement(committee)
    if previous is None:
        return
    if previous.act_on is not None:
        yield previous.act_on, _("il giorno dell’atto della versione precedente")
    if previous.stage == RankingStage.PROVISIONAL and (end := observations_end(previous)) is not None:
        yield end + DAY, _("il giorno dopo la fine delle osservazioni")
    for one in since_version(session, previous).departures:
        if one.act_on is not None:
            yield one.act_on, _("il giorno dell’atto su chi è uscito dalla graduatoria")


def before_leaving(session: CallRound, waiting: Request | None) -> Steps:
    """`waiting`: the unanswered request that a forfeiture is about."""
    yield _deadline(session)
    if waiting is not None and waiting.is_over and waiting.due_on is not None:
        yield waiting.due_on + DAY, _("il giorno dopo la fine del termine per accettare")


def before_renouncing(application: Application, kind: DepartureKind) -> Steps:
    """What the applicant writes arrives after its application; money is given up after the ranking that gave it."""
    yield _day(application.submission.received_at), _("il giorno dell’arrivo della domanda")
    if kind is DepartureKind.DECLINED:
        ranked = Ranking.objects.filter(entries__bid__application_id=application.pk).order_by("version")
        first = ranked.values_list("published_at", flat=True).first()
        if first is not None:
            yield _day(first), _("il giorno della prima graduatoria")


def before_entry(review: Review) -> Steps:
    """Who enters a register applied before, and was visited where a visit is due."""
    yield _day(review.application.submission.received_at), _("il giorno dell’arrivo della domanda")
    for visit in review.visits.filter(state=VisitState.SIGNED, passed=True).order_by("pk"):
        yield _day(visit.at), _("il giorno della visita in sede")


def before_removal(entry: RegisterEntry, *, on_request: bool) -> Steps:
    """Who is removed was entered and suspended before; unless the firm asks for it, the days to cure are over."""
    words = {
        EventKind.ENTERED: _("il giorno dell’iscrizione"),
        EventKind.SUSPENDED: _("il giorno della sospensione"),
        EventKind.NOT_CURED: _("il giorno in cui il tempo per rimediare è risultato finito"),
    }
    if on_request:
        del words[EventKind.NOT_CURED]
    for event in entry.events.filter(kind__in=words):
        yield event.on, words[EventKind(event.kind)]


def _deadline(session: CallRound) -> tuple[date, str]:
    return _day(session.deadline_at), _("il giorno della scadenza delle domande")


def _day(moment: datetime) -> date:
    return moment.astimezone(ROME).date()
