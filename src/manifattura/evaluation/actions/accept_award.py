"""Accept the grant, until the term ends; a reduced amount is confirmed on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.permissions import may_send_application
from manifattura.applications.queries.locks import hold_call, lock_application
from manifattura.calls.actions.close_term import close_term
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..domain.states import AcceptanceOutcome
from ..models import Acceptance
from ..queries.acceptances import request_of
from ..queries.after_words import after_template

if TYPE_CHECKING:
    from datetime import datetime

    from manifattura.accounts.models import Person

TEMPLATE = "evaluation.award_accepted"


def accept_award(*, acceptance: Acceptance, partial_confirmed: bool = False, by: Person) -> Acceptance:
    """Who may send the application accepts. `Refused` after the term, and when the request is no longer open."""
    application = acceptance.application
    if not may_send_application(by, application):
        raise PermissionRefused(_("Accetta chi rappresenta l’impresa o un suo delegato."))
    with transaction.atomic():
        locked = lock_waiting(acceptance)
        request = request_of(locked)
        if request.is_over:
            assert request.due_on is not None
            raise Refused(
                _too_late(extended=locked.extended_at is not None)
                % {"day": date_text(request.due_on, "long")},
                code="late",
            )
        refuse_unconfirmed(locked, partial_confirmed)
        settle_accepted(locked, on=database_now(), by=by)
    acceptance.refresh_from_db()
    return acceptance


def refuse_unconfirmed(acceptance: Acceptance, partial_confirmed: bool) -> None:
    """A reduced amount is accepted on purpose."""
    if acceptance.is_partial and not partial_confirmed:
        raise Refused(_("Conferma che accetti l’importo ridotto."), field="partial_confirmed", code="partial")


def settle_accepted(locked: Acceptance, *, on: datetime, by: Person) -> None:
    """The locked request is accepted, with effect from `on`; the applicant is told."""
    application = locked.application
    move_application(application=application, target=ApplicationState.ACCEPTED, by=by)
    settle(locked, AcceptanceOutcome.ACCEPTED, by=by)
    send_message(
        application=application,
        template=after_template(TEMPLATE, application.call),
        context={"amount": locked.amount, "on": on},
        once_key=f"accepted:{locked.pk}",
        by=None,
    )
    audit.record(
        "award_accepted",
        by=by,
        subject=locked,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"amount": str(locked.amount), "partial": locked.is_partial},
    )


def lock_waiting(acceptance: Acceptance) -> Acceptance:
    """The request, locked after its call and its application; `Refused` when it was decided meanwhile."""
    hold_call(acceptance.application.call_id)
    lock_application(acceptance.application_id)
    locked = (
        Acceptance.objects.select_for_update(of=("self",))
        .select_related("application__call__office", "application__lead", "ranking")
        .defer("ranking__input_document", "ranking__result_document")
        .get(pk=acceptance.pk)
    )
    if locked.outcome:
        raise Refused(settled_words(locked), code="settled")
    return locked


def settled_words(acceptance: Acceptance) -> str:
    """What happened to a request that is no longer open."""
    words = {
        AcceptanceOutcome.ACCEPTED: _("La richiesta è già stata accettata."),
        AcceptanceOutcome.DECLINED: _("L’impresa ha rinunciato: la richiesta è chiusa."),
        AcceptanceOutcome.FORFEITED: _("La decadenza è già stata dichiarata: la richiesta è chiusa."),
        AcceptanceOutcome.SUPERSEDED: _("C’è una versione più recente: questa richiesta non vale più."),
    }
    return words[AcceptanceOutcome(acceptance.outcome)]


def settle(acceptance: Acceptance, outcome: AcceptanceOutcome, *, reason: str = "", by: Person) -> None:
    """Close a locked request and its term."""
    acceptance.outcome, acceptance.reason = outcome, reason
    acceptance.decided_by, acceptance.decided_at = by, database_now()
    acceptance.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])
    term = request_of(acceptance).term
    if term is not None:
        close_term(term=term, outcome=outcome.value, by=by)


def _too_late(*, extended: bool) -> str:
    if extended:
        return _("Il termine per accettare, già prolungato, è finito %(day)s. Scrivi all’ufficio.")
    return _("Il termine per accettare è finito %(day)s. Scrivi all’ufficio: può prolungarlo una volta.")
