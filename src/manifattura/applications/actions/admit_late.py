"""Let a sending in after the deadline when the site itself had refused it before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused

from ..domain.late_tickets import Verdict, judge_ticket, read_ticket, signing_key, ticket_sha256
from ..models import Application, LateTicket
from ..queries.changes import is_changed_after
from ..queries.late_tickets import ticket_grace, ticket_window
from ..queries.moments import moment_words
from ..queries.times import Term, is_in_time, round_in_view, term_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class LateArrival:
    """A ticket that holds: the sending counts as of `refused_at`, with what the draft said when `term` ended."""

    ticket_sha256: str
    refused_at: datetime
    term: Term


def late_arrival(*, application: Application, ticket: str, by: Person) -> LateArrival | None:
    """What the ticket is worth now; None while the session it was given in still runs, `Refused` when it is worth nothing.

    Who sends with a ticket never sends without one: what is wrong with it is said, and nothing leaves for another session.
    Judged by the database's clock, before the sending's own transaction: the ticket's instant does not change.
    """
    if not ticket.strip():
        raise _refusal(_("Scrivi il codice del biglietto."))
    found = read_ticket(signing_key(settings.SECRET_KEY), ticket)
    if found is None:
        raise _refusal(_not_valid())
    moment = database_now()
    rounds = list(application.call.rounds.order_by("number"))
    window, grace = ticket_window(), ticket_grace()
    for session in rounds:
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
        if verdict == Verdict.NOT_YOURS:
            raise _refusal(_("Questo biglietto è di un’altra persona o di un’altra domanda: qui non vale."))
        ended = Term(session.opens_at, session.deadline_at, session.deadline_inclusive, session.number)
        if verdict == Verdict.EXPIRED:
            raise _refusal(_expired(application, ended, grace))
        if verdict == Verdict.ACCEPTED and ended.is_over(moment):
            _refuse_changed(application, ended)
            return LateArrival(ticket_sha256(ticket.strip()), found.refused_at, ended)
    if is_in_time(application) and round_in_view(rounds, found.refused_at) == round_in_view(rounds, moment):
        return None
    raise _refusal(_not_valid())


def _not_valid() -> str:
    return _("Questo biglietto non è valido per questa scadenza: copialo per intero.")


def _refusal(message: str) -> Refused:
    return Refused(message, field="ticket", code="ticket")


def _expired(application: Application, ended: Term, grace: timedelta) -> str:
    until, following = moment_words(ended.deadline_at + grace), term_of(application).number
    if following == ended.number:
        return _("Il biglietto valeva fino a %(moment)s: la domanda non si può più inviare.") % {
            "moment": until
        }
    return _(
        "Il biglietto valeva fino a %(moment)s. Senza biglietto la domanda vale per la sessione %(following)s."
    ) % {"moment": until, "following": following}


def _refuse_changed(application: Application, ended: Term) -> None:
    """A ticket keeps the time of what was ready then: after the deadline nobody adds to it."""
    if not is_changed_after(application.pk, ended):
        return
    following = term_of(application).number
    if following == ended.number:
        raise _refusal(
            _("Dopo la scadenza la bozza o i dati dell’impresa sono cambiati: il biglietto non vale più.")
        )
    raise _refusal(
        _(
            "Dopo la scadenza della sessione %(number)s la bozza o i dati dell’impresa sono cambiati: il biglietto non "
            "vale più. Senza biglietto la domanda vale per la sessione %(following)s."
        )
        % {"number": ended.number, "following": following}
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
