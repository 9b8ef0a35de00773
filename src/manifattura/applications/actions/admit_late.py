"""Let a sending in after the deadline when the site itself had refused it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from manifattura.calls.domain.states import is_before_deadline
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused

from ..domain.late_tickets import Verdict, judge_ticket, read_ticket, signing_key, ticket_sha256
from ..models import Application, LateTicket
from ..queries.late_tickets import ticket_grace, ticket_window
from ..queries.moments import moment_words
from ..queries.times import is_in_time

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class LateArrival:
    """A ticket that holds: the sending counts as of `refused_at`."""

    ticket_sha256: str
    refused_at: datetime


def late_arrival(*, application: Application, ticket: str, by: Person) -> LateArrival | None:
    """What the ticket is worth now; None when the term still runs, `Refused` with the reason when it is worth nothing.

    Judged by the database's clock, before the sending's own transaction: the ticket's instant does not change.
    """
    moment = database_now()
    found = read_ticket(signing_key(settings.SECRET_KEY), ticket)
    verdicts: set[Verdict] = set()
    if found is not None:
        window, grace = ticket_window(), ticket_grace()
        for session in application.call.rounds.order_by("number"):
            verdict = judge_ticket(
                found,
                application=application.code,
                person=by.pk,
                deadline_at=session.deadline_at,
                inclusive=session.deadline_inclusive,
                moment=moment,
                window=window,
                grace=grace,
            )
            if verdict == Verdict.ACCEPTED:
                if is_before_deadline(moment, session.deadline_at, inclusive=session.deadline_inclusive):
                    return None
                return LateArrival(ticket_sha256(ticket.strip()), found.refused_at)
            verdicts.add(verdict)
            if verdict == Verdict.EXPIRED:
                expired_at = session.deadline_at + grace
    if is_in_time(application):
        return None
    if Verdict.EXPIRED in verdicts:
        raise Refused(
            _("Il biglietto valeva fino a %(moment)s: la domanda non si può più inviare.")
            % {"moment": moment_words(expired_at)},
            code="ticket",
        )
    if Verdict.NOT_YOURS in verdicts:
        raise Refused(
            _("Questo biglietto è di un’altra persona o di un’altra domanda: qui non vale."), code="ticket"
        )
    raise Refused(_("Questo non è un biglietto per questa scadenza: copialo per intero."), code="ticket")


def keep_ticket(*, submission_id: int, late: LateArrival) -> None:
    """Write it beside its submission, in the same transaction; a ticket serves once."""
    LateTicket.objects.create(
        submission_id=submission_id, ticket_sha256=late.ticket_sha256, refused_at=late.refused_at
    )
