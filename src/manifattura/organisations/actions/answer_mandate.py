"""Answer a request to act: the organisation's legal representatives, or an official."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.kinds import MandateState
from ..domain.mandates import may_become
from ..models import Mandate
from ..permissions import may_decide_claims, may_manage_mandates
from .guard import locked
from .links import list_link, organisation_link

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def answer_mandate(*, mandate: Mandate, accept: bool, reason: str, by: Person) -> Mandate:
    """Approve or refuse a waiting request; a refusal says why. Nobody answers their own."""
    if not (may_manage_mandates(by, mandate.organisation_id) or may_decide_claims(by)):
        raise PermissionRefused(_("Risponde il legale rappresentante, oppure l’ufficio."))
    if not accept and not reason.strip():
        raise Refused(_("Scrivi il motivo: chi ha chiesto lo leggerà."), field="reason")
    with transaction.atomic():
        organisation = locked(mandate.organisation_id)
        stored = Mandate.objects.select_for_update().get(pk=mandate.pk)
        target = MandateState.ACTIVE if accept else MandateState.REFUSED
        if stored.person is None or not may_become(MandateState(stored.state), target):
            raise Refused(_("A questa richiesta è già stato risposto."))
        if stored.person_id == by.pk:
            raise PermissionRefused(_("Non puoi rispondere alla tua richiesta."))
        stored.state, stored.answered_by = target, by
        stored.granted_by = by if accept else stored.granted_by
        stored.ended_at = None if accept else now()
        stored.save(update_fields=["state", "answered_by", "granted_by", "ended_at"])
        audit.record(
            "mandate_approved" if accept else "mandate_refused",
            by=by,
            subject=stored,
            on_behalf=organisation,
            after={"person": stored.person.full_name, "kind": stored.kind, "reason": reason.strip()},
        )
        with in_language_of(stored.person):
            notify_person(
                person=stored.person,
                kind="mandate_answered",
                subject=(_("Ora agisci per %(firm)s") if accept else _("Richiesta rifiutata per %(firm)s"))
                % {"firm": organisation.name},
                body=_("La tua richiesta è stata approvata.")
                if accept
                else _("Motivo: %(reason)s") % {"reason": reason.strip()},
                url=organisation_link(organisation.pk) if accept else list_link(),
            )
    return stored
