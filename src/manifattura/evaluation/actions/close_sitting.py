"""The president ends the individual marks, then the sitting: from then on marks are seen by all and nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.sittings import SittingState
from ..models import Sitting
from ..permissions import may_close_sitting, member_of
from ..queries.committees import harmonising_work, members_of, scoring, sitting_work
from ..queries.readiness import obstacles_of, rule_of, unscored_by_all
from .notify_members import about_call, notify_members

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..queries.committees import Work


def close_marks(*, sitting: Sitting, by: Person) -> Sitting:
    """Individual marks are over: the committee compares them. Only where the call has a harmonisation round."""
    with transaction.atomic():
        locked = _locked(sitting, by)
        if not rule_of(locked.committee).harmonisation:
            raise Refused(_("Il bando non prevede il confronto sui punteggi."), code="rule")
        if locked.state is not SittingState.OPEN:
            raise Refused(_not_open(locked), code="state")
        _refuse_obstacles(locked)
        _refuse_unfinished(sitting_work(locked))
        _refuse_unscored(locked)
        locked.marks_closed_at = now()
        locked.save(update_fields=["marks_closed_at"])
        audit.record(
            "marks_closed",
            by=by,
            subject=locked,
            scope=locked.committee.call.audit_scope,
            after={"number": locked.number, "applications": locked.examined.count()},
        )
        notify_members(
            committee=locked.committee,
            members=scoring(members_of(locked.committee)),
            kind="marks_closed",
            words=lambda: (
                _("Seduta %(n)s: confronta i punteggi") % {"n": locked.number},
                _(
                    "I punteggi individuali sono chiusi. Guarda le differenze, poi conferma i tuoi o cambiali una volta."
                ),
            ),
            url=f"/commissione/sedute/{locked.pk}/confronto/",
        )
    return locked


def close_sitting(*, sitting: Sitting, notes: str, by: Person) -> Sitting:
    """For good. `Refused` with who is still missing. `notes` go into the minutes."""
    with transaction.atomic():
        locked = _locked(sitting, by)
        committee = locked.committee
        if locked.state is SittingState.CLOSED:
            raise Refused(_("La seduta è già chiusa."), code="closed")
        if locked.state not in (SittingState.OPEN, SittingState.HARMONISING):
            raise Refused(_not_open(locked), code="state")
        _refuse_obstacles(locked)
        _refuse_unfinished(sitting_work(locked))
        _refuse_unscored(locked)
        if rule_of(committee).harmonisation:
            _refuse_unharmonised(locked)
        locked.closed_at, locked.closed_by, locked.notes = now(), by, notes.strip()
        locked.save(update_fields=["closed_at", "closed_by", "notes"])
        audit.record(
            "sitting_closed",
            by=by,
            subject=locked,
            scope=committee.call.audit_scope,
            after={"number": locked.number, "applications": locked.examined.count(), "notes": locked.notes},
        )
        with in_language_of(committee.call.head_of_procedure):
            notify_person(
                person=committee.call.head_of_procedure,
                kind="sitting_closed",
                subject=about_call(
                    _("La commissione ha chiuso la seduta %(n)s") % {"n": locked.number}, committee
                ),
                body=_("I punteggi sono definitivi e visibili all’ufficio."),
                url=f"/ufficio/bandi/{committee.call_id}/andamento/",
                scope=committee.call.audit_scope,
            )
    return locked


def _locked(sitting: Sitting, by: Person) -> Sitting:
    locked = (
        Sitting.objects.select_for_update(of=("self",)).select_related("committee__call").get(pk=sitting.pk)
    )
    if not may_close_sitting(member_of(by, locked.committee)):
        raise PermissionRefused(_("La seduta la chiude il presidente."))
    return locked


def _not_open(sitting: Sitting) -> str:
    return {
        SittingState.ADJOURNED: _("La seduta è rinviata: prima va ripresa."),
        SittingState.HARMONISING: _("I punteggi individuali sono già chiusi."),
    }.get(sitting.state, _("La seduta non è aperta."))


def _refuse_obstacles(sitting: Sitting) -> None:
    """Who entered meanwhile, the secretary included, has accepted and declared; nobody in conflict sits on."""
    standing = obstacles_of(sitting.committee)
    if standing:
        raise Refused(" ".join(standing), code="unready")


def _refuse_unfinished(works: list[Work]) -> None:
    waiting = [work for work in works if work.done < work.total]
    if waiting:
        count = sum(work.total - work.done for work in waiting)
        names = ", ".join(work.member.person.full_name for work in waiting)
        text = ngettext(
            "Manca ancora una scheda: %(people)s.", "Mancano ancora %(n)s schede: %(people)s.", count
        )
        raise Refused(text % {"n": count, "people": names}, code="incomplete")


def _refuse_unharmonised(sitting: Sitting) -> None:
    if sitting.marks_closed_at is None:
        raise Refused(
            _("Il bando prevede il confronto: prima chiudi i punteggi individuali."), code="harmonise"
        )
    waiting = [work for work in harmonising_work(sitting) if work.done < work.total]
    if waiting:
        count = sum(work.total - work.done for work in waiting)
        names = ", ".join(work.member.person.full_name for work in waiting)
        text = ngettext(
            "Manca ancora una conferma: %(people)s.", "Mancano ancora %(n)s conferme: %(people)s.", count
        )
        raise Refused(text % {"n": count, "people": names}, code="unconfirmed")


def _refuse_unscored(sitting: Sitting) -> None:
    """A conflict reported late may leave an application without anybody to score it."""
    texts = unscored_by_all(sitting)
    if texts:
        raise Refused(" ".join(texts), code="nobody")
