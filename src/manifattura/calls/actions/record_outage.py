"""Keep an outage, measured or seen, and propose an extension for every session it hit."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter
from manifattura.kernel.pulses import fold_ended, read_pulses
from manifattura.kernel.rate_limits import forget_counts
from manifattura.ui.formats import date_text

from ..domain.outages import Interruption, Pulse, gap, is_serving, proposed_deadline
from ..domain.states import CallState
from ..models import CallRound, ExtensionProposal, Heartbeat, Outage
from ..permissions import may_record_outages

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

ONLY = 1
# web processes speak every ten seconds
QUIET = timedelta(seconds=50)


def beat() -> Outage | None:
    """Say that the system serves; the time before in which it did not, when long, becomes an outage. For the job of every minute.

    It does not serve while no web process gives a sign of life, or while too many sendings are refused.
    """
    fold_ended(database_now())
    forget_counts()
    with transaction.atomic():
        moment = database_now()
        if not _serves(moment):
            return None
        heart, is_first = Heartbeat.objects.select_for_update().get_or_create(
            pk=ONLY, defaults={"at": moment}
        )
        shortest = timedelta(minutes=legal_parameter("outage.minutes", today()).count)
        silence = None if is_first else gap(heart.at, moment, shortest)
        if moment > heart.at:
            Heartbeat.objects.filter(pk=ONLY).update(at=moment)
        return _keep(silence, "", None) if silence else None


def _serves(moment: datetime) -> bool:
    pulses = [Pulse(one.at, one.sendings, one.refused) for one in read_pulses()]
    return is_serving(pulses, moment, QUIET, legal_parameter("outage.refused_percent", today()).count)


def record_outage(*, started_at: datetime, ended_at: datetime, note: str, by: Person) -> Outage:
    """An outage that the heartbeat could not see. `Refused` beside the field that does not hold."""
    if not may_record_outages(by):
        raise PermissionRefused
    if not note.strip():
        raise Refused(_("Scrivi che cosa è successo e chi lo ha visto."), field="note")
    if ended_at <= started_at:
        raise Refused(_("La fine viene dopo l’inizio."), field="ended_at")
    if ended_at > database_now():
        raise Refused(_("Registra l’interruzione quando è finita."), field="ended_at")
    with transaction.atomic():
        _one_at_a_time()
        known = Outage.objects.filter(started_at__lte=started_at, ended_at__gte=ended_at).first()
        if known is not None:
            raise Refused(
                _("C’è già un’interruzione registrata in queste ore, da %(start)s a %(end)s.")
                % {"start": date_text(known.started_at, "hour"), "end": date_text(known.ended_at, "hour")},
                field="started_at",
            )
        return _keep(Interruption(started_at, ended_at), note.strip(), by)


def _one_at_a_time() -> None:
    """Until the commit: who records the same hours a moment later sees these."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('outages', 0))")


def _keep(stopped: Interruption, note: str, by: Person | None) -> Outage:
    outage = Outage.objects.create(
        started_at=stopped.started_at, ended_at=stopped.ended_at, note=note, recorded_by=by
    )
    audit.record(
        "outage_recorded",
        by=by,
        subject=outage,
        after={
            "started_at": stopped.started_at.isoformat(),
            "ended_at": stopped.ended_at.isoformat(),
            "note": note,
        },
    )
    window = timedelta(hours=legal_parameter("outage.hours_before_deadline", today()).count)
    hit = CallRound.objects.filter(
        state=CallState.PUBLISHED,
        call__state=CallState.PUBLISHED,
        opens_at__lt=stopped.ended_at,
        deadline_at__gt=stopped.started_at,
    )
    for session in hit.select_related("call__head_of_procedure", "call__office").order_by("pk"):
        _propose(outage, session, window)
    return outage


def _propose(outage: Outage, session: CallRound, window: timedelta) -> None:
    deadline_at = proposed_deadline(outage.interruption, session.opens_at, session.deadline_at, window)
    if deadline_at is None:
        return
    ExtensionProposal.objects.create(outage=outage, round=session, deadline_at=deadline_at)
    head = session.call.head_of_procedure
    with in_language_of(head):
        notify_person(
            person=head,
            kind="extension_proposed",
            subject=_("Proposta di proroga per «%(title)s»") % {"title": session.call.title},
            body=_(
                "Prima della scadenza il sistema è rimasto fermo %(minutes)s minuti. Trovi la proposta nella pagina "
                "delle interruzioni: puoi accettarla con un atto, o metterla da parte con un motivo."
            )
            % {"minutes": outage.minutes},
            url=reverse("calls:office_outages"),
            scope=session.call.audit_scope,
        )
