"""Invite a colleague by e-mail: the mandate starts when the owner of that address accepts it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..domain.kinds import MandateKind, MandateState, ParticipantKind
from ..domain.mandates import may_become
from ..models import Mandate, Organisation
from ..permissions import may_manage_mandates
from ..queries.words import MANDATES
from .guard import locked
from .links import list_link, people_link

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

INVITATION_TASK = "organisations.email_invitation"


def invite_colleague(*, organisation: Organisation, email: str, kind: MandateKind, by: Person) -> Mandate:
    """Store the invitation and queue its e-mail; only legal representatives invite."""
    if organisation.kind == ParticipantKind.GROUPING or not may_manage_mandates(by, organisation.pk):
        raise PermissionRefused(_("Solo il legale rappresentante dell’impresa invita altre persone."))
    address = email.strip().lower()
    held = Mandate.objects.filter(
        organisation=organisation,
        person__account__email__iexact=address,
        state__in=[MandateState.ACTIVE, MandateState.PENDING],
    )
    if held.exists():
        raise Refused(_("Questa persona agisce già per l’impresa, o l’ha chiesto."), field="email")
    try:
        with transaction.atomic():
            mandate = Mandate.objects.create(
                organisation=organisation,
                invited_email=address,
                kind=kind,
                state=MandateState.PENDING,
                granted_by=by,
            )
            audit.record(
                "colleague_invited",
                by=by,
                subject=mandate,
                on_behalf=organisation,
                after={"email": address, "kind": kind},
            )
            defer(INVITATION_TASK, mandate_id=mandate.pk)
    except IntegrityError as error:
        raise Refused(_("Hai già invitato questo indirizzo."), field="email") from error
    return mandate


def answer_invitation(*, mandate: Mandate, accept: bool, by: Person) -> Mandate:
    """Accept or decline: only who signs in with the invited address, which is verified."""
    with transaction.atomic():
        organisation = locked(mandate.organisation_id)
        stored = Mandate.objects.select_for_update().get(pk=mandate.pk)
        address = by.account.email.lower() if by.account else ""
        if not address or stored.invited_email.lower() != address:
            raise PermissionRefused(_("Questo invito è per un altro indirizzo."))
        target = MandateState.ACTIVE if accept else MandateState.REFUSED
        if stored.person_id is not None or not may_become(MandateState(stored.state), target):
            raise Refused(_("A questo invito hai già risposto."))
        if accept and _acts_already(stored, by):
            raise Refused(_("Agisci già per questa impresa."))
        stored.state, stored.person, stored.answered_by = target, by, by
        stored.ended_at = None if accept else now()
        stored.save(update_fields=["state", "person", "answered_by", "ended_at"])
        audit.record(
            "invitation_taken" if accept else "invitation_declined",
            by=by,
            subject=stored,
            on_behalf=organisation,
        )
        _tell_who_invited(stored, organisation, accept, by)
    return stored


def _tell_who_invited(mandate: Mandate, organisation: Organisation, accept: bool, by: Person) -> None:
    if mandate.granted_by is None:
        return
    with in_language_of(mandate.granted_by):
        subject = (
            _("%(person)s ora agisce per %(firm)s") if accept else _("%(person)s non agirà per %(firm)s")
        )
        notify_person(
            person=mandate.granted_by,
            kind="invitation_answered",
            subject=subject % {"person": by.full_name, "firm": organisation.name},
            body=_("Ha accettato il tuo invito.") if accept else _("Ha rifiutato il tuo invito."),
            url=people_link(organisation.pk),
        )


def email_invitation(*, mandate_id: int) -> bool:
    """Send the invitation's e-mail; False when it does not stand any more."""
    mandate = (
        Mandate.objects.select_related("organisation", "granted_by")
        .filter(pk=mandate_id, state=MandateState.PENDING, person=None)
        .first()
    )
    if mandate is None:
        return False
    context = {
        "city": settings.CITY,
        "mandate": mandate,
        "kind": MANDATES[MandateKind(mandate.kind)],
        "link": settings.PUBLIC_ADDRESS + list_link(),
    }
    subject = _("Invito a lavorare per %(firm)s") % {"firm": mandate.organisation.name}
    body = render_to_string("organisations/email/invitation.txt", context)
    EmailMessage(subject=subject, body=body, to=[mandate.invited_email]).send()
    return True


def _acts_already(mandate: Mandate, person: Person) -> bool:
    live = Mandate.objects.filter(
        organisation_id=mandate.organisation_id,
        person_id=person.pk,
        state__in=[MandateState.ACTIVE, MandateState.PENDING],
    )
    return live.exists()
