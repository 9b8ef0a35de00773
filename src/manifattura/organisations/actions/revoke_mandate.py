"""End a mandate: by a legal representative, by who holds it, or by an official with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.kinds import MandateKind, MandateState
from ..domain.mandates import may_become
from ..models import Mandate
from ..permissions import may_decide_claims, may_manage_mandates
from .guard import locked
from .links import list_link

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def revoke_mandate(*, mandate: Mandate, reason: str, by: Person) -> Mandate:
    """End it now; the last legal representative stays, unless the office ends it (then the office answers requests)."""
    own = mandate.person_id == by.pk
    official = may_decide_claims(by)
    if not (own or official or may_manage_mandates(by, mandate.organisation_id)):
        raise PermissionRefused(_("Solo il legale rappresentante toglie un incarico."))
    if not own and not reason.strip():
        raise Refused(_("Scrivi il motivo: resta nel registro."), field="reason")
    with transaction.atomic():
        # one organisation at a time: two representatives cannot remove each other in the same instant
        organisation = locked(mandate.organisation_id)
        stored = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if not may_become(MandateState(stored.state), MandateState.REVOKED):
            raise Refused(_("Questo incarico è già terminato."))
        if not official and _is_last_representative(stored):
            raise Refused(_("È l’unico legale rappresentante: invitane un altro, oppure scrivi all’ufficio."))
        stored.state, stored.ended_at, stored.answered_by = MandateState.REVOKED, now(), by
        stored.save(update_fields=["state", "ended_at", "answered_by"])
        audit.record(
            "mandate_revoked",
            by=by,
            subject=stored,
            on_behalf=organisation,
            before={"person": _who(stored), "kind": stored.kind},
            after={"reason": reason.strip()},
        )
        if stored.person is not None and not own:
            with in_language_of(stored.person):
                notify_person(
                    person=stored.person,
                    kind="mandate_revoked",
                    subject=_("Non agisci più per %(firm)s") % {"firm": organisation.name},
                    body=_("Motivo: %(reason)s") % {"reason": reason.strip()},
                    url=list_link(),
                )
    return stored


def _is_last_representative(mandate: Mandate) -> bool:
    if mandate.kind != MandateKind.LEGAL_REP or mandate.state != MandateState.ACTIVE:
        return False
    others = Mandate.objects.filter(
        organisation_id=mandate.organisation_id, kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE
    ).exclude(pk=mandate.pk)
    return not others.exists()


def _who(mandate: Mandate) -> str:
    return mandate.person.full_name if mandate.person else mandate.invited_email
