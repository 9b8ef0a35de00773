"""Convene a sitting: when, where, what is examined; members are told. Nothing opens until the president opens it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..domain.sittings import is_far, is_past
from ..models import Committee, Sitting, SittingBid
from ..permissions import may_convene
from ..queries.committees import in_evaluation, live_sitting_of, members_of, unexamined_bids
from ..queries.openings import refuse_once_opened
from ..queries.readiness import keeps_from_convening
from .notify_members import notify_members

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def convene_sitting(
    *,
    committee: Committee,
    starts_at: datetime,
    place: str,
    link: str,
    agenda: str,
    bid_ids: Collection[int] | None = None,
    by: Person,
) -> Sitting:
    """The secretary or the president. `bid_ids`: what it will examine; None means everything not examined yet.

    `Refused` without applications: a committee does not meet on nothing.
    """
    with transaction.atomic():
        locked = Committee.objects.select_for_update(of=("self",)).select_related("call").get(pk=committee.pk)
        members = members_of(locked)
        if not may_convene(next((one for one in members if one.person_id == by.pk), None)):
            raise PermissionRefused(_("La seduta la convoca il segretario o il presidente."))
        _refuse_not_now(locked)
        _refuse_unsaid(starts_at, place, link, agenda)
        waiting = unexamined_bids(locked)
        if not waiting:
            raise Refused(
                _("Non ci sono domande da esaminare: una seduta vuota non si convoca."),
                field="bids",
                code="empty",
            )
        bids = [bid for bid in waiting if bid_ids is None or bid.pk in bid_ids]
        if not bids:
            raise Refused(_("Scegli almeno una domanda da esaminare."), field="bids", code="empty")
        sitting = Sitting.objects.create(
            committee=locked,
            number=locked.sittings.count() + 1,
            convened_by=by,
            starts_at=starts_at,
            place=place.strip(),
            link=link.strip(),
            agenda=agenda.strip(),
        )
        SittingBid.objects.bulk_create(
            [SittingBid(sitting=sitting, bid=bid) for bid in bids], batch_size=1000
        )
        audit.record(
            "sitting_convened",
            by=by,
            subject=sitting,
            scope=locked.call.audit_scope,
            after={"number": sitting.number, "at": starts_at.isoformat(), "applications": len(bids)},
        )
        notify_members(
            committee=locked,
            members=members,
            kind="sitting_convened",
            words=lambda: _words(sitting),
            url=f"/commissione/sedute/{sitting.pk}/",
        )
    return sitting


def cancel_sitting(*, sitting: Sitting, reason: str, by: Person) -> Sitting:
    """Revoke a convocation before the opening: its applications wait for another sitting, its number stays used."""
    with transaction.atomic():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        committee = locked.committee
        members = members_of(committee)
        if not may_convene(next((one for one in members if one.person_id == by.pk), None)):
            raise PermissionRefused(_("La seduta la convoca il segretario o il presidente."))
        if locked.opened_at or locked.cancelled_at:
            raise Refused(_("La seduta è già aperta o revocata."), code="state")
        if not reason.strip():
            raise Refused(_("Scrivi perché la revochi."), field="reason")
        locked.cancelled_at, locked.cancel_reason = now(), reason.strip()
        locked.save(update_fields=["cancelled_at", "cancel_reason"])
        locked.examined.update(stands=False)
        audit.record(
            "sitting_cancelled",
            by=by,
            subject=locked,
            scope=committee.call.audit_scope,
            after={"number": locked.number, "why": locked.cancel_reason},
        )
        notify_members(
            committee=committee,
            members=members,
            kind="sitting_cancelled",
            words=lambda: (
                _("La seduta %(n)s non si tiene") % {"n": locked.number},
                locked.cancel_reason,
            ),
        )
    return locked


def _refuse_not_now(committee: Committee) -> None:
    if not in_evaluation(committee):
        raise Refused(_("La commissione lavora quando l’istruttoria è chiusa."), code="state")
    refuse_once_opened(committee.call_id)
    if live_sitting_of(committee) is not None:
        raise Refused(_("C’è già una seduta convocata o aperta."), code="open")
    standing = keeps_from_convening(committee)
    if standing:
        raise Refused(" ".join(standing), code="unready")


def _refuse_unsaid(starts_at: datetime, place: str, link: str, agenda: str) -> None:
    if is_past(starts_at, database_now()):
        raise Refused(_("Quest’ora è già passata: scrivi da adesso in poi."), field="starts_at")
    if is_far(starts_at, database_now()):
        raise Refused(_("La seduta è fra più di un anno: controlla la data."), field="starts_at")
    if not place.strip() and not link.strip():
        raise Refused(_("Scrivi dove ci si trova, o il link per collegarsi."), field="place")
    if not agenda.strip():
        raise Refused(_("Scrivi l’ordine del giorno."), field="agenda")


def _words(sitting: Sitting) -> tuple[str, str]:
    lines = [
        _("Quando: %(at)s.") % {"at": date_text(sitting.starts_at, "hour")},
        *([_("Dove: %(place)s.") % {"place": sitting.place}] if sitting.place else []),
        *([_("Collegamento: %(link)s") % {"link": sitting.link}] if sitting.link else []),
        _("Ordine del giorno: %(agenda)s") % {"agenda": sitting.agenda},
        _("La commissione decide al completo: se non puoi esserci scrivi al segretario."),
    ]
    return _("Convocata la seduta %(n)s") % {"n": sitting.number}, "\n".join(lines)
