"""Replace a member of the committee, with an act and its reason: the newcomer declares first, and starts over."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.actions.refuse_early_act import refuse_early_act
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel import audit
from manifattura.kernel.clock import ROME, database_now, now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import MemberRole
from ..models import Committee, CommitteeMember, Sheet, Sitting
from ..permissions import may_direct
from ..queries.act_steps import before_replacement
from ..queries.committees import members_of, sittings_at_stake
from ..queries.openings import refuse_once_opened
from .appoint_committee import refuse_composition
from .notify_members import notify_members
from .refuse_ended import refuse_ended
from .send_appointment_notice import send_appointment_notice

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def replace_member(
    *,
    member: CommitteeMember,
    person: Person,
    act_number: str,
    act_on: date,
    reason: str,
    redo: bool = False,
    by: Person,
) -> CommitteeMember:
    """`person` takes the seat, role and public number of `member`, and declares conflicts before opening anything.

    Only the head of procedure. Sheets that `member` was writing in an open sitting go, and the newcomer gets blank ones.
    Where marks are closed already (and no ranking is published), the committee has to compare again as a whole: `redo`
    annuls those sittings, whose marks stay in the records and count no more. Of a secretary nothing is redone.
    """
    with transaction.atomic():
        committee = (
            Committee.objects.select_for_update(of=("self",))
            .select_related("call")
            .get(pk=member.committee_id)
        )
        if not may_direct(by, committee.call):
            raise PermissionRefused(_("La commissione la nomina il responsabile del procedimento."))
        refuse_ended(committee.call.state)
        sittings = list(sittings_at_stake(committee).select_for_update())
        marked = [one for one in sittings if (one.marks_closed_at or one.closed_at) and member.scores]
        if marked and not redo:
            raise Refused(
                _(
                    "I punteggi di una seduta sono già chiusi: per sostituire questa persona la seduta va rifatta."
                ),
                field="redo",
                code="late",
            )
        members = members_of(committee)
        leaving = next((one for one in members if one.pk == member.pk), None)
        if leaving is None:
            raise Refused(_("Questa persona non è più nella commissione."), field="member", code="left")
        if marked:
            # the opening locks the call too: either it finds the sitting annulled, or this finds the envelopes open
            type(committee.call).objects.select_for_update().get(pk=committee.call_id)
            refuse_once_opened(committee.call_id)
        number, why = act_number.strip(), reason.strip()
        _refuse_act(committee, number, act_on, why)
        _refuse_former(committee, person)
        role = MemberRole(leaving.role)
        refuse_composition(
            committee.call,
            [(one.person, MemberRole(one.role)) for one in members if one.pk != leaving.pk]
            + [(person, role)],
            field="person",
        )
        leaving.left_at = now()
        leaving.save(update_fields=["left_at"])
        newcomer = CommitteeMember.objects.create(
            committee=committee,
            person=person,
            role=role,
            position=leaving.position,
            public_number=leaving.public_number,
            replaces=leaving,
            act_number=number,
            act_on=act_on,
            reason=why,
        )
        for sitting in sittings:
            if sitting in marked:
                _annul(sitting, why, tell=[one for one in members if one.pk != leaving.pk])
            elif sitting.opened_at and not sitting.closed_at:
                _hand_over(sitting, leaving, newcomer)
        audit.record(
            "committee_member_replaced",
            by=by,
            subject=committee,
            scope=committee.call.audit_scope,
            before={"members": leaving.person.full_name},
            after={
                "members": person.full_name,
                "act": number,
                "act_on": act_on.isoformat(),
                "why": why,
                "annulled": [sitting.number for sitting in marked],
            },
        )
        send_appointment_notice(member=newcomer)
        _tell_leaving(committee, leaving)
    return newcomer


def _refuse_act(committee: Committee, number: str, act_on: date, why: str) -> None:
    if not number:
        raise Refused(_("Scrivi il numero dell’atto."), field="act_number")
    if act_on > database_now().astimezone(ROME).date():
        raise Refused(_("L’atto non può avere una data futura."), field="act_on")
    refuse_early_act(committee.call, act_on, before_replacement(committee))
    if not why:
        raise Refused(_("Scrivi perché la sostituisci."), field="reason")


def _refuse_former(committee: Committee, person: Person) -> None:
    if committee.members.filter(person_id=person.pk, left_at__isnull=False).exists():
        raise Refused(_("Questa persona ha già lasciato la commissione."), field="person")


def _hand_over(sitting: Sitting, leaving: CommitteeMember, newcomer: CommitteeMember) -> None:
    """The open sitting goes on with the newcomer, from blank sheets; present once they have accepted and declared."""
    Sheet.objects.filter(sitting=sitting, member=leaving).delete()
    sitting.attended.remove(leaving)
    if newcomer.scores:
        Sheet.objects.bulk_create(
            [
                Sheet(member=newcomer, bid_id=bid_id, sitting=sitting)
                for bid_id in sitting.examined.values_list("bid_id", flat=True)
            ],
            batch_size=1000,
        )


def _annul(sitting: Sitting, why: str, *, tell: list[CommitteeMember]) -> None:
    """Its marks stay as they are and count no more; its applications wait for another sitting. `tell` are told so."""
    sitting.annulled_at, sitting.annul_reason = now(), why
    sitting.save(update_fields=["annulled_at", "annul_reason"])
    sitting.examined.update(stands=False)
    notify_members(
        committee=sitting.committee,
        members=tell,
        kind="sitting_annulled",
        words=lambda: (
            _("La seduta %(n)s è annullata") % {"n": sitting.number},
            _(
                "Una persona della commissione è stata sostituita: le domande di quella seduta si valutano di nuovo in "
                "un’altra. I punteggi dati restano agli atti e non contano."
            ),
        ),
    )


def _tell_leaving(committee: Committee, leaving: CommitteeMember) -> None:
    with in_language_of(leaving.person):
        notify_person(
            person=leaving.person,
            kind="committee_left",
            subject=_("Non sei più nella commissione del bando «%(call)s»")
            % {"call": current_edition(committee.call).texts.title[:120]},
            body=_("L’ufficio ti ha sostituito con un atto: non devi fare altro."),
            url="/avvisi/",
            scope=committee.call.audit_scope,
        )
