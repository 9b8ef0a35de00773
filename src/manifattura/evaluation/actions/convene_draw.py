"""Convene the public draw: identifiers and source of the seed are published before the seed exists."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.draws import DateProblem, announcement, date_problem
from ..models import PublicDraw
from ..permissions import may_direct
from ..queries.draws import draw_now, standing_draw
from .publish_ranking import last_ranking, lock_session
from .tell_tied import tell_tied

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call, CallRound


def convene_draw(
    *,
    call: Call,
    sitting_at: datetime | None,
    place: str,
    seed_source: str,
    seed_on: date | None,
    by: Person,
    round: CallRound | None = None,
) -> PublicDraw:
    """Only the head of procedure, only where ties need it, only with a value and a sitting that are still to come."""
    if not may_direct(by, call):
        raise PermissionRefused(_("Il sorteggio lo convoca il responsabile del procedimento."))
    where, source = place.strip(), seed_source.strip()
    if not where:
        raise Refused(_("Scrivi dove si tiene la seduta."), field="place")
    if not source:
        raise Refused(_("Scrivi quale valore pubblico fa da seme."), field="seed_source")
    if seed_on is None:
        raise Refused(_("Scrivi il giorno in cui esce il valore."), field="seed_on")
    if sitting_at is None:
        raise Refused(_("Scrivi giorno e ora della seduta."), field="sitting_at")
    with transaction.atomic():
        locked, session = lock_session(call, round, by)
        _refuse_dates(seed_on, sitting_at)
        if standing_draw(session.pk) is not None:
            raise Refused(_("Il sorteggio è già convocato."), code="convened")
        now = draw_now(locked, session, last_ranking(session))
        if now.equals:
            raise Refused(
                _("Prima del sorteggio chi ha offerto uguale può migliorare: convoca quella seduta."),
                code="equals",
            )
        if not now.groups:
            raise Refused(_("Nessuna parità da sciogliere: il sorteggio non serve."), code="no_ties")
        last = PublicDraw.objects.filter(call=locked).aggregate(last=Max("number"))["last"]
        number = (last or 0) + 1
        local = sitting_at.astimezone(ROME)
        document = announcement(
            call=locked.slug,
            number=number,
            groups=now.groups,
            seed_source=source,
            seed_on=seed_on,
            sitting_at=local,
            place=where,
        )
        draw = PublicDraw.objects.create(
            call=locked,
            round=session,
            number=number,
            announcement=document,
            sha256=sha256_hex(document),
            sitting_at=sitting_at,
            place=where,
            seed_source=source,
            seed_on=seed_on,
            convened_by=by,
        )
        audit.record(
            "draw_convened",
            by=by,
            subject=draw,
            scope=locked.audit_scope,
            after={"sitting_at": document["sitting_at"], "seed_source": source, "sha256": draw.sha256},
        )
        tell_tied(
            draw=draw,
            what="convened",
            context={"at": sitting_at, "place": where, "source": source.rstrip("."), "on": seed_on},
            by=by,
        )
    return draw


def _refuse_dates(seed_on: date, sitting_at: datetime) -> None:
    moment = database_now()
    problem = date_problem(
        seed_on=seed_on,
        sitting_at=sitting_at.astimezone(ROME),
        moment=moment,
        today=moment.astimezone(ROME).date(),
    )
    if problem is DateProblem.SEED_NOT_FUTURE:
        raise Refused(
            _("Il valore non deve esistere ancora: scegli un giorno dopo oggi."), field="seed_on", code="past"
        )
    if problem is DateProblem.SITTING_NOT_FUTURE:
        raise Refused(_("La seduta deve essere nel futuro."), field="sitting_at", code="past")
    if problem is DateProblem.TOO_FAR:
        raise Refused(_("La seduta è fra più di un anno: controlla la data."), field="sitting_at", code="far")
    if problem is DateProblem.SITTING_BEFORE_SEED:
        raise Refused(
            _("La seduta si tiene dal giorno in cui esce il valore in poi."), field="sitting_at", code="early"
        )
