"""The office takes an observation on the plan in charge, forwards it, answers it with a reason and a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.plan_observations import OUTCOMES, ObservationState, may_become
from ..models import PlanObservation
from ..permissions import may_keep_census
from .file_plan_observation import EMAIL_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def take_plan_observation(
    *, observation: PlanObservation, title: str, summary: str, article: str, by: Person
) -> PlanObservation:
    """From now on everybody reads title and summary, written by the office. Raises `Refused` beside the field, `Conflict`."""
    for name, value in (("title", title), ("summary", summary)):
        if not value.strip():
            raise Refused(_("Scrivilo: è quello che tutti leggono."), field=name)
    with transaction.atomic():
        stored, before = _locked(observation, ObservationState.TAKEN, by)
        stored.title, stored.summary = title.strip()[:160], summary.strip()
        stored.article = article.strip()[:200]
        stored.taken_by, stored.taken_at = by, now()
        stored.save()
        _record("plan_observation_taken", stored, before, {"title": stored.title}, by)
    return stored


def forward_plan_observation(
    *, observation: PlanObservation, to: str, on: date, by: Person
) -> PlanObservation:
    """Another body decides. Raises `Refused` beside the field, `Conflict`."""
    if not to.strip():
        raise Refused(_("Scrivi a chi la mandi."), field="to")
    _refuse_future(on)
    with transaction.atomic():
        stored, before = _locked(observation, ObservationState.FORWARDED, by)
        stored.forwarded_to, stored.forwarded_on = to.strip()[:200], on
        stored.save()
        _record("plan_observation_forwarded", stored, before, {"forwarded_to": stored.forwarded_to}, by)
    return stored


def answer_plan_observation(
    *, observation: PlanObservation, outcome: ObservationState, reason: str, on: date, by: Person
) -> PlanObservation:
    """`outcome`: accepted, partly, refused. Raises `Refused` beside the field, `Conflict`."""
    if outcome not in OUTCOMES:
        raise Refused(_("Scegli com’è andata."), field="outcome")
    return _closed(observation, outcome, reason, on, "plan_observation_answered", by)


def dismiss_plan_observation(*, observation: PlanObservation, reason: str, by: Person) -> PlanObservation:
    """It is not about a rule of the plan: who wrote it reads why, nobody else does."""
    state = ObservationState.DISMISSED
    return _closed(observation, state, reason, today(), "plan_observation_dismissed", by)


def _closed(
    observation: PlanObservation, state: ObservationState, reason: str, on: date, verb: str, by: Person
) -> PlanObservation:
    if not reason.strip():
        raise Refused(_("Scrivi il motivo: lo legge chi l’ha chiesto."), field="reason")
    _refuse_future(on)
    with transaction.atomic():
        stored, before = _locked(observation, state, by)
        stored.reason, stored.decided_on, stored.decided_by = reason.strip(), on, by
        stored.save()
        _record(verb, stored, before, {"because": stored.reason}, by)
    return stored


def _refuse_future(on: date) -> None:
    if on > today():
        raise Refused(_("La data è nel futuro: controlla l’anno."), field="on")


def _locked(
    observation: PlanObservation, target: ObservationState, by: Person
) -> tuple[PlanObservation, str]:
    """The row with its new state, not saved yet, and the state before."""
    if not may_keep_census(by):
        raise PermissionRefused
    stored = PlanObservation.objects.select_for_update(no_key=True).get(pk=observation.pk)
    if not may_become(stored.state, target) or stored.state != observation.state:
        raise Conflict(
            _("Nel frattempo un collega ha cambiato lo stato: guarda com’è adesso."),
            theirs={"state": stored.state},
        )
    before, stored.state = stored.state, target
    return stored, before


def _record(verb: str, stored: PlanObservation, before: str, after: dict[str, str], by: Person) -> None:
    audit.record(
        verb,
        by=by,
        subject=stored,
        before={"observation_state": before},
        after={"observation_state": stored.state, **after},
    )
    if stored.reply_email:
        defer(EMAIL_TASK, observation_id=stored.pk)
