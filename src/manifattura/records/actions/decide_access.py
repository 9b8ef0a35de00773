"""Answer a request for documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.actions.close_term import close_term
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.access import AccessOutcome, AccessState, gives_copies
from ..permissions import may_answer_access, may_see_request
from ..queries.access import CONCERNED, SUBJECT, own_address, still_heard
from .lock_access import lock_access

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import AccessRequest


def decide_access(
    *,
    request: AccessRequest,
    outcome: AccessOutcome,
    decision: str,
    public_subject: str,
    base_version: int,
    by: Person,
) -> AccessRequest:
    """Terms close and the person is told. `Refused` without words, without a copy to give, or while somebody may still object."""
    for field, text, missing in (
        ("decision", decision, _("Scrivi la decisione e i motivi.")),
        ("public_subject", public_subject, _("Scrivi l’oggetto per il registro pubblico, senza nomi.")),
    ):
        if not text.strip():
            raise Refused(missing, field=field)
    with transaction.atomic():
        locked = lock_access(request, base_version, AccessState.DECIDED)
        if not may_answer_access(by, locked.office_id):
            raise PermissionRefused
        if gives_copies(outcome) and not locked.copies.exists():
            raise Refused(_("Prima prepara almeno una copia da consegnare."), field="outcome")
        heard = still_heard(locked) if gives_copies(outcome) else []
        if heard:
            raise Refused(
                _(
                    "Chi è stato avvisato può ancora opporsi (%(codes)s): prima che risponda, o che passino i suoi giorni, "
                    "non si consegna nulla."
                )
                % {"codes": ", ".join(heard)},
                field="outcome",
                code="heard",
            )
        locked.state, locked.outcome = AccessState.DECIDED, outcome
        locked.decision, locked.public_subject = decision.strip(), public_subject.strip()
        locked.decided_at, locked.decided_by = database_now(), by
        locked.version += 1
        locked.save()
        _close_terms(locked, by)
        audit.record(
            "access_decided",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"outcome": outcome.value, "decision": locked.decision},
        )
        if locked.requester is not None:
            with in_language_of(locked.requester):
                notify_person(
                    person=locked.requester,
                    kind="access_decided",
                    subject=_("Risposta alla richiesta di accesso %(number)s") % {"number": locked},
                    body=locked.decision,
                    url=own_address(locked),
                    scope=locked.audit_scope,
                )
    return locked


def withdraw_access(*, request: AccessRequest, base_version: int, by: Person) -> AccessRequest:
    """Who asked does not need the documents any more."""
    with transaction.atomic():
        locked = lock_access(request, base_version, AccessState.WITHDRAWN)
        if not may_see_request(by, locked):
            raise PermissionRefused
        locked.state = AccessState.WITHDRAWN
        locked.version += 1
        locked.save(update_fields=["state", "version"])
        _close_terms(locked, by)
        audit.record("access_withdrawn", by=by, subject=locked, scope=locked.audit_scope)
    return locked


def _close_terms(request: AccessRequest, by: Person) -> None:
    terms = list(terms_of(SUBJECT, request.pk))
    for concerned in request.concerned.all():
        terms += list(terms_of(CONCERNED, concerned.pk))
    for term in terms:
        if term.closed_at is None:
            close_term(term=term, outcome="answered", by=by)
