"""Give more days to accept, once, with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.applications.actions.send_message import send_message
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Acceptance
from ..permissions import may_direct
from ..queries.acceptances import TERM_SUBJECT, city_day, request_of
from ..queries.after_words import after_template
from .accept_award import lock_waiting

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

TEMPLATE = "evaluation.acceptance_extended"
MOST_DAYS = 90


def extend_acceptance(*, acceptance: Acceptance, days: int, reason: str, by: Person) -> Acceptance:
    """The head of procedure, also after the last day as long as nothing was declared: a new term runs from today."""
    application = acceptance.application
    if not may_direct(by, application.call):
        raise PermissionRefused(_("Il termine lo prolunga il responsabile del procedimento."))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("Scrivi da 1 a %(n)s giorni.") % {"n": MOST_DAYS}, field="days")
    why = reason.strip()
    if not why:
        raise Refused(_("Scrivi il motivo."), field="reason")
    with transaction.atomic():
        locked = lock_waiting(acceptance)
        if locked.extended_at is not None:
            raise Refused(_("Il termine è già stato prolungato una volta."), code="extended")
        request = request_of(locked)
        if request.term is None or request.term.starts_on is None:
            raise Refused(
                _("Il termine non è ancora partito: parte quando l’impresa riceve la richiesta."),
                code="state",
            )
        if request.due_on is None:
            raise Refused(_("Il termine è sospeso: si prolunga dopo la ripresa."), code="suspended")
        close_term(term=request.term, outcome="extended", by=by)
        today = city_day()
        term = start_term(
            kind=TermKind.ACCEPTANCE,
            office=application.call.office,
            label=request.term.label,
            days=days,
            subject_type=TERM_SUBJECT,
            subject_id=locked.pk,
            call=application.call,
            application_code=application.code,
            starts_on=max(today, request.due_on),
            proof=request.term.proof,
            url_name=request.term.url_name,
            url_args=request.term.url_args,
            by=by,
        )
        locked.term_id, locked.extended_at, locked.extension_reason = term.pk, database_now(), why
        locked.save(update_fields=["term_id", "extended_at", "extension_reason"])
        send_message(
            application=application,
            template=after_template(TEMPLATE, application.call),
            context={"until": term.due_on, "reason": why},
            once_key=f"acceptance-extended:{locked.pk}",
            by=by,
        )
        audit.record(
            "acceptance_extended",
            by=by,
            subject=locked,
            scope=application.audit_scope,
            after={"days": days, "due_on": term.due_on.isoformat() if term.due_on else None, "why": why},
        )
    acceptance.refresh_from_db()
    return acceptance
