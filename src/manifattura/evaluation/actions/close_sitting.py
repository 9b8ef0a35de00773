"""The president closes a sitting: every sheet is complete; from then on marks are seen by all and nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_person import notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Sitting
from ..permissions import may_close_sitting, member_of
from ..queries.committees import conflicts_in, members_of, scoring, sitting_work

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def close_sitting(*, sitting: Sitting, notes: str, by: Person) -> Sitting:
    """`Refused` with who is still missing. `notes` go into the minutes."""
    with transaction.atomic():
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        committee = locked.committee
        if not may_close_sitting(member_of(by, committee)):
            raise PermissionRefused(_("La seduta la chiude il presidente."))
        if locked.closed_at:
            raise Refused(_("La seduta è già chiusa."), code="closed")
        _refuse_unfinished(locked)
        _refuse_unscored(locked)
        locked.closed_at, locked.closed_by, locked.notes = now(), by, notes.strip()
        locked.save()
        audit.record(
            "sitting_closed",
            by=by,
            subject=locked,
            scope=committee.call.audit_scope,
            after={"number": locked.number, "applications": locked.examined.count(), "notes": locked.notes},
        )
        notify_person(
            person=committee.call.head_of_procedure,
            kind="sitting_closed",
            subject=_("La commissione ha chiuso la seduta %(n)s") % {"n": locked.number},
            body=_("I punteggi sono definitivi e visibili all’ufficio."),
            url=f"/ufficio/bandi/{committee.call_id}/andamento/",
            scope=committee.call.audit_scope,
        )
    return locked


def _refuse_unfinished(sitting: Sitting) -> None:
    waiting = [work for work in sitting_work(sitting) if work.done < work.total]
    if waiting:
        count = sum(work.total - work.done for work in waiting)
        names = ", ".join(work.member.person.full_name for work in waiting)
        text = ngettext(
            "Manca ancora una scheda: %(people)s.", "Mancano ancora %(n)s schede: %(people)s.", count
        )
        raise Refused(text % {"n": count, "people": names}, code="incomplete")


def _refuse_unscored(sitting: Sitting) -> None:
    """A conflict reported late may leave an application without anybody to score it."""
    everyone = {member.pk for member in scoring(members_of(sitting.committee))}
    conflicts = conflicts_in(sitting.committee)
    for examined in sitting.examined.select_related("bid__application"):
        if everyone <= conflicts.get(examined.bid.application_id, set()):
            raise Refused(
                _("Nessuno può valutare la domanda %(code)s: tutti hanno dichiarato un conflitto.")
                % {"code": examined.bid.application.code},
                code="nobody",
            )
