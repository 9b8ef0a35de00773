"""The office says that it saw a space, or takes it out of the census."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.expiry import valid_until
from ..domain.owners import lacks_consent
from ..domain.words import PUBLIC, SpaceState
from ..models import Space, VisitSlot
from ..permissions import may_keep_census
from .open_slots import cancel_slot

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def verify_space(*, space: Space, on: date, how: str, seen: str, by: Person) -> Space:
    """Make the space public. `seen` is the state that the officer looked at. Raises `Refused` beside the field, `Conflict`."""
    if not may_keep_census(by):
        raise PermissionRefused
    if on > today():
        raise Refused(_("La data è nel futuro: controlla l’anno."), field="on")
    if not how.strip():
        raise Refused(_("Scrivi come lo hai verificato: sopralluogo, atti, fotografie."), field="how")
    with transaction.atomic():
        stored = _locked(space, seen)
        if stored.latitude is None:
            raise Refused(
                _("Mancano le coordinate: scrivile nella parte «Dov’è» della scheda, poi verifica.")
            )
        if lacks_consent(stored.owner_kind, stored.consent_on):
            raise Refused(
                _(
                    "Il proprietario è privato: scrivi nella parte «Proprietà» quando ha dato il consenso, poi verifica."
                )
            )
        before = {"state": stored.state}
        # who looks again at a space that is in a call or let finds it in the same state
        stored.state = SpaceState(stored.state) if stored.state in PUBLIC else SpaceState.VERIFIED
        stored.verified_on, stored.verified_how = on, how.strip()
        stored.withdrawn_because = ""
        stored.valid_until = valid_until(on, stored.confirmed_on)
        stored.save()
        audit.record(
            "space_verified",
            by=by,
            subject=stored,
            before=before,
            after={"state": stored.state, "verified_on": on.isoformat(), "verified_how": stored.verified_how},
        )
    return stored


def withdraw_space(*, space: Space, because: str, seen: str, by: Person) -> Space:
    """Take the space out of the public census, its coming visits with it; it may be verified again. Raises `Refused`, `Conflict`."""
    if not may_keep_census(by):
        raise PermissionRefused
    if not because.strip():
        raise Refused(_("Scrivi perché lo togli."), field="because")
    with transaction.atomic():
        stored = _locked(space, seen)
        if stored.state not in (SpaceState.REPORTED, SpaceState.VERIFIED):
            raise Refused(_("Lo spazio è in un bando o è assegnato: prima chiudi quello, poi lo togli."))
        before = {"state": stored.state}
        stored.state, stored.withdrawn_because = SpaceState.WITHDRAWN, because.strip()
        stored.save()
        audit.record(
            "space_withdrawn",
            by=by,
            subject=stored,
            before=before,
            after={"state": stored.state, "withdrawn_because": stored.withdrawn_because},
        )
        # firms that were to visit it are told
        for slot in VisitSlot.objects.filter(space=stored, cancelled_at=None, starts_at__gt=now()):
            cancel_slot(slot=slot, because=_("lo spazio non è più disponibile"), by=by)
    return stored


def _locked(space: Space, seen: str) -> Space:
    # whoever takes a place in a turn holds the turn and looks at the space: neither waits for the other
    stored = Space.objects.select_for_update(no_key=True).get(pk=space.pk)
    if stored.state != seen:
        raise Conflict(
            _("Nel frattempo un collega ha cambiato lo stato dello spazio: guarda com’è adesso."),
            theirs={"state": stored.state},
        )
    return stored
