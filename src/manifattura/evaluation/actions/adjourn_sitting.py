"""Adjourn an open sitting to a later moment, and resume it: in between nobody writes."""

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

from ..domain.sittings import EARLY_MINUTES, SittingState, may_begin
from ..models import Sitting, SittingPause
from ..permissions import may_close_sitting, member_of
from ..queries.committees import members_of
from .notify_members import notify_members
from .open_sitting import refuse_unready

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

RUNNING = (SittingState.OPEN, SittingState.HARMONISING)


def adjourn_sitting(*, sitting: Sitting, resumes_at: datetime, reason: str, by: Person) -> SittingPause:
    """Only the president; members are told when it goes on. Adjourned already: another day, earlier or later."""
    with transaction.atomic():
        locked = _locked(sitting, by)
        if locked.state not in (*RUNNING, SittingState.ADJOURNED):
            raise Refused(_("La seduta non è aperta."), code="state")
        if resumes_at <= database_now():
            raise Refused(_("La seduta riprende in un momento futuro."), field="resumes_at")
        if not reason.strip():
            raise Refused(_("Scrivi perché la rinvii."), field="reason")
        facts = {"resumes_at": resumes_at, "reason": reason.strip()}
        pause, _made = SittingPause.objects.update_or_create(facts, sitting=locked, resumed_at=None)
        audit.record(
            "sitting_adjourned",
            by=by,
            subject=locked,
            scope=locked.committee.call.audit_scope,
            after={"number": locked.number, "at": resumes_at.isoformat(), "why": pause.reason},
        )
        notify_members(
            committee=locked.committee,
            members=members_of(locked.committee),
            kind="sitting_adjourned",
            words=lambda: (
                _("La seduta %(n)s è rinviata") % {"n": locked.number},
                _("Riprende %(at)s. Fino ad allora le schede sono ferme. %(why)s")
                % {"at": date_text(resumes_at, "hour"), "why": pause.reason},
            ),
            url=f"/commissione/sedute/{locked.pk}/",
        )
    return pause


def resume_sitting(*, sitting: Sitting, attended: Collection[int], by: Person) -> Sitting:
    """Only the president, with everybody there again."""
    with transaction.atomic():
        locked = _locked(sitting, by)
        pause = locked.pauses.filter(resumed_at=None).first()
        if pause is None or locked.state is not SittingState.ADJOURNED:
            raise Refused(_("La seduta non è rinviata."), code="state")
        if not may_begin(pause.resumes_at, database_now()):
            raise Refused(
                _(
                    "La seduta è rinviata a %(at)s e riprende al massimo %(n)s minuti prima. Per riprendere prima cambia il "
                    "giorno e l’ora del rinvio."
                )
                % {"at": date_text(pause.resumes_at, "hour"), "n": EARLY_MINUTES},
                code="early",
            )
        members = members_of(locked.committee)
        refuse_unready(locked.committee, members, attended)
        pause.resumed_at = now()
        pause.save(update_fields=["resumed_at"])
        locked.attended.set(member.pk for member in members)
        audit.record(
            "sitting_resumed",
            by=by,
            subject=locked,
            scope=locked.committee.call.audit_scope,
            after={
                "number": locked.number,
                "attended": [member.person.full_name for member in members],
            },
        )
    return locked


def _locked(sitting: Sitting, by: Person) -> Sitting:
    locked = (
        Sitting.objects.select_for_update(of=("self",)).select_related("committee__call").get(pk=sitting.pk)
    )
    if not may_close_sitting(member_of(by, locked.committee)):
        raise PermissionRefused(_("Lo decide il presidente."))
    return locked
