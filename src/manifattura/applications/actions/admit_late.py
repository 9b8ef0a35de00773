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
from ..queries.changes import is_changed_after
from ..queries.late_tickets import ticket_grace, ticket_window
from ..queries.moments import moment_words
from ..queries.times import Term, is_in_time, term_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class LateArrival:
    """A ticket that holds: the sending counts as of `refused_at`, with what the draft said when `term` ended."""

    ticket_sha256: str
    refused_at: datetime
    term: Term


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
                term = Term(session.opens_at, session.deadline_at, session.deadline_inclusive, session.number)
                _refuse_changed(application, term)
                return LateArrival(ticket_sha256(ticket.strip()), found.refused_at, term)
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


def _refuse_changed(application: Application, ended: Term) -> None:
    """A ticket keeps the time of what was ready then: after the deadline nobody adds to it."""
    if not is_changed_after(application.pk, ended):
        return
    following = term_of(application).number
    if following == ended.number:
        raise Refused(
            _("La bozza è stata cambiata dopo la scadenza: il biglietto non vale più."), code="ticket"
        )
    raise Refused(
        _(
            "La bozza è stata cambiata dopo la scadenza della sessione %(number)s: il biglietto non vale più. Inviala "
            "senza biglietto: vale per la sessione %(following)s."
        )
        % {"number": ended.number, "following": following},
        code="ticket",
    )


def keep_ticket(*, application_id: int, submission_id: int, late: LateArrival) -> None:
    """Write it beside its submission, in the same transaction; a ticket serves once.

    The draft is locked by now: what another tab changed since `late_arrival` is seen here, and undoes the sending.
    """
    if is_changed_after(application_id, late.term):
        raise Refused(
            _("Un collega sta cambiando questa domanda proprio adesso: rileggi il riepilogo, poi invia."),
            code="changing",
        )
    LateTicket.objects.create(
        submission_id=submission_id, ticket_sha256=late.ticket_sha256, refused_at=late.refused_at
    )
