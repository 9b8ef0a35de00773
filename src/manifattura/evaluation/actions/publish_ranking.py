"""What publishing a provisional and a final ranking share: compute, write rows and documents once, move states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_applications
from manifattura.applications.domain.states import LEFT_STATES, ApplicationState
from manifattura.calls.actions.refuse_early_act import Step, refuse_early_act
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.rounds import lock_round
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.city_calendar import city_calendar
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer
from manifattura.kernel.working_days import term_end

from ..domain.changes import explained
from ..domain.labels import public_label, search_key
from ..domain.ranking.model import Status
from ..domain.states import RankingStage
from ..domain.terms import publication_end
from ..models import Ranking, RankingEntry
from ..permissions import may_direct
from ..queries.candidates import Ranked
from ..queries.draws import DrawNow, draw_now
from ..queries.events import events_since
from ..queries.observations import public_answers
from ..queries.preemptions import unsettled_lots
from ..queries.unsigned import unsigned_sittings
from ..signals import ranking_published
from .ask_acceptances import ask_acceptances
from .refuse_ended import refuse_ended
from .start_observations import start_observations

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound

ANNOUNCE_TASK = "evaluation.announce_ranking"
BATCH = 500
SETTLED_STATES = (
    ApplicationState.ACCEPTED,
    ApplicationState.WITHDRAWN,
    *LEFT_STATES,
)


def lock_session(call: Call, round: CallRound | None, by: Person) -> tuple[Call, CallRound]:
    """The call and its session, locked; only the head of procedure publishes. `round` None: the only one."""
    if not may_direct(by, call):
        raise PermissionRefused(_("La graduatoria la pubblica il responsabile del procedimento."))
    locked: Call = type(call).objects.select_for_update(of=("self",)).select_related("office").get(pk=call.pk)
    refuse_ended(locked.state)
    if locked.state == CallState.SUSPENDED:
        raise Refused(_("Il bando è fermo: riprendilo prima di andare avanti."), code="stopped")
    return locked, lock_round(locked, round)


def last_ranking(round: CallRound) -> Ranking | None:
    """The newest version of the session's ranking."""
    return Ranking.objects.filter(round=round).order_by("-version").first()


def checked_act(
    call: Call, number: str, act_on: date | None, *, required: bool, follows: Iterable[Step] = ()
) -> str:
    """The act's number, trimmed. Number and date go together: the day has come, what the act follows was before it."""
    bare = number.strip()
    if not bare and (required or act_on):
        raise Refused(_("Scrivi il numero dell’atto."), field="act_number")
    if act_on is None and (required or bare):
        raise Refused(_("Scrivi la data dell’atto."), field="act_on")
    if act_on and act_on > database_now().astimezone(ROME).date():
        raise Refused(_("L’atto non può avere una data futura."), field="act_on")
    refuse_early_act(call, act_on, follows)
    return bare


def draw_for(call: Call, round: CallRound, previous: Ranking | None) -> DrawNow:
    """The seed of a version, `Refused` while ties wait for the public draw; a call without such ties is not asked."""
    now = draw_now(call, round, previous)
    if now.equals:
        raise Refused(
            _(
                "Ci sono offerte uguali che il bando lascia migliorare: prima convoca la seduta e scrivi le offerte aperte."
            ),
            code="equals",
        )
    if now.is_missing:
        raise Refused(
            _(
                "Ci sono parità da sciogliere per sorteggio: prima convoca la seduta pubblica e scrivi il valore estratto."
            ),
            code="draw",
        )
    return now


def refuse_unsettled_preemptions(ranked: Ranked) -> None:
    """Who has a right of pre-emption has said yes or no, or its term is over."""
    waiting = unsettled_lots(ranked)
    if waiting:
        raise Refused(
            _("Prima va chiesta la prelazione, o scritta la risposta: {lots}.").format(
                lots=", ".join(waiting)
            ),
            code="preemption",
        )


def write_ranking(
    *,
    call: Call,
    ranked: Ranked,
    stage: RankingStage,
    previous: Ranking | None,
    draw: DrawNow,
    act_number: str,
    act_on: date | None,
    note: str,
    by: Person,
    added_budget: Decimal = Decimal(0),
    published_at: datetime | None = None,
) -> Ranking:
    """One immutable version: documents, rows with what changed and why, states, requests to accept, notices queued.

    `published_at`: only for samples of a past procedure; else now.
    """
    moment = published_at or database_now()
    day = moment.astimezone(ROME).date()
    timetable = ranked.edition.timetable
    first_bid = next(iter(ranked.bids.values()), None)
    ranking = Ranking.objects.create(
        call=call,
        round=ranked.round,
        lot_id=first_bid.lot_id if first_bid else call.lots.order_by("id")[0].pk,
        version=previous.version + 1 if previous else 1,
        stage=stage,
        input_document=ranked.document,
        result_document=ranked.result,
        input_sha256=str(ranked.result["input_sha256"]),
        result_sha256=sha256_hex(ranked.result),
        summary=ranked.summary,
        **_lots(ranked),
        changes=_changes(ranked, previous, draw, added_budget),
        draw_seed=draw.seed,
        draw=draw.draw if draw.seed else None,
        added_budget=added_budget,
        answers=public_answers(ranked.round),
        computed_by=by,
        act_number=act_number,
        act_on=act_on,
        published_at=moment,
        observations_until=term_end(day, timetable.observations_days, city_calendar())
        if stage is RankingStage.PROVISIONAL and timetable.observations_days
        else None,
        published_until=publication_end(day, timetable.publication_years),
        note=note,
    )
    entries = RankingEntry.objects.bulk_create(_entries(ranking, ranked), batch_size=BATCH)
    _move(ranked, by)
    if stage is RankingStage.FINAL:
        ask_acceptances(ranking=ranking, by=by)
    elif ranking.observations_until:
        start_observations(ranking=ranking, days=timetable.observations_days, previous=previous, by=by)
    unsigned = ", ".join(str(one.number) for one in unsigned_sittings(ranked.round))
    audit.record(
        f"ranking_published_{stage.value}",
        by=by,
        subject=ranking,
        scope=call.audit_scope,
        after={
            "round": ranked.round.number,
            "version": ranking.version,
            "act": act_number,
            "input_sha256": ranking.input_sha256,
            "entries": len(entries),
            "changes": len(ranking.changes),
            "draw_seed": draw.seed,
            "more_money": str(added_budget),
            "note": note,
            **({"unsigned_minutes": unsigned} if unsigned and stage is RankingStage.FINAL else {}),
        },
    )
    defer(ANNOUNCE_TASK, ranking_id=ranking.pk)
    transaction.on_commit(lambda: ranking_published.send(Ranking, call_id=call.pk, ranking_id=ranking.pk))
    return ranking


def _changes(
    ranked: Ranked, previous: Ranking | None, draw: DrawNow, added_budget: Decimal
) -> list[dict[str, str | int | None]]:
    if previous is None:
        return []
    events = events_since(ranked, previous, drawn=bool(draw.seed), added_budget=added_budget)
    return [one.as_json() for one in explained(ranked.changes_since(previous), events)]


def _lots(ranked: Ranked) -> dict[str, Any]:
    """The columns of an allocation; those of other rankings stay empty."""
    if ranked.lots is None:
        return {}
    return {
        "lots_input": ranked.lots.document,
        "lots_result": ranked.lots.result,
        "lots_input_sha256": str(ranked.lots.result["input_sha256"]),
        "lots_result_sha256": sha256_hex(ranked.lots.result),
    }


def _entries(ranking: Ranking, ranked: Ranked) -> list[RankingEntry]:
    requested = {item["id"]: item.get("requested") for item in ranked.document["applications"]}
    rows = []
    for order, entry in enumerate(ranked.entries, start=1):
        code = entry["id"]
        applicant = ranked.applicants[code]
        label = public_label(applicant, ranked.names_rule, entry["status"])
        rows.append(
            RankingEntry(
                ranking=ranking,
                bid=ranked.bids[code],
                order=order,
                position=entry["position"],
                status=entry["status"],
                pseudonym=code,
                public_label=label,
                search_key=search_key(applicant, label, ranked.names_rule)[:240],
                total=entry["total"],
                bonus=_extra(entry),
                # version 2 cuts what counts to what the aid allows, and says which ranking placed it
                requested=entry.get("requested") or requested[code],
                ranking_key=entry.get("ranking") or "",
                granted=entry["granted"],
                scores=entry["scores"],
                tie_break=entry["tie_break"] or "",
                reasons=entry["reasons"],
            )
        )
    return rows


def _extra(entry: Mapping[str, Any]) -> Decimal | None:
    """What a total has beyond its criteria: bonus points and percentages; None where nothing is scored."""
    found = [Decimal(entry[name]) for name in ("bonus", "uplift") if entry.get(name) is not None]
    return sum(found, Decimal(0)) if found else None


def _move(ranked: Ranked, by: Person) -> None:
    """Applications follow their row; those not admitted, those that accepted and those that left stay as they are."""
    for status in (Status.FUNDED, Status.PARTIALLY_FUNDED, Status.RESERVE_LIST, Status.BELOW_THRESHOLD):
        target = ApplicationState(status.value)
        chosen = [
            ranked.bids[entry["id"]].application for entry in ranked.entries if entry["status"] == status
        ]
        move_applications(
            applications=[one for one in chosen if one.state not in (target, *SETTLED_STATES)],
            target=target,
            by=by,
        )
