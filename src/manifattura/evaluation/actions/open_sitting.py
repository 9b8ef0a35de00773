"""Open a sitting: who is there, which applications it examines; each member gets the sheets they may fill."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.calls.domain.states import CallState
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Committee, CommitteeMember, Sheet, Sitting, SittingBid
from ..permissions import may_keep_minutes
from ..queries.committees import conflicts_in, members_of, scoring, unexamined_bids

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Bid


def open_sitting(
    *, committee: Committee, attended: Collection[int], bid_ids: Collection[int] | None = None, by: Person
) -> Sitting:
    """The secretary opens it. `attended`: ids of members; all who score must be there (the committee decides whole).

    `bid_ids`: what this sitting examines; None means everything not examined yet.
    """
    with transaction.atomic():
        locked = Committee.objects.select_for_update(of=("self",)).select_related("call").get(pk=committee.pk)
        members = members_of(locked)
        me = next((member for member in members if member.person_id == by.pk), None)
        if not may_keep_minutes(me):
            raise PermissionRefused(_("La seduta la apre il segretario."))
        _refuse_unready(locked, members, attended)
        bids = [bid for bid in unexamined_bids(locked) if bid_ids is None or bid.pk in bid_ids]
        if not bids:
            raise Refused(_("Scegli almeno una domanda da esaminare."), field="bids")
        conflicts = conflicts_in(locked)
        _refuse_nobody_left(bids, scoring(members), conflicts)
        sitting = Sitting.objects.create(committee=locked, number=locked.sittings.count() + 1, opened_by=by)
        sitting.attended.set(attended)
        SittingBid.objects.bulk_create(
            [SittingBid(sitting=sitting, bid=bid) for bid in bids], batch_size=1000
        )
        Sheet.objects.bulk_create(
            [
                Sheet(member=member, bid=bid, sitting=sitting)
                for bid in bids
                for member in scoring(members)
                if member.pk not in conflicts.get(bid.application_id, ())
            ],
            batch_size=1000,
        )
        audit.record(
            "sitting_opened",
            by=by,
            subject=sitting,
            scope=locked.call.audit_scope,
            after={
                "number": sitting.number,
                "attended": [member.person.full_name for member in members if member.pk in attended],
                "applications": len(bids),
            },
        )
        notify_people(
            people=[member.person for member in scoring(members)],
            kind="sitting_opened",
            subject=_("La seduta %(n)s è aperta") % {"n": sitting.number},
            body=_("Trovi le tue schede nella pagina della commissione."),
            url="/commissione/",
            scope=locked.call.audit_scope,
        )
    return sitting


def _refuse_unready(committee: Committee, members: list[CommitteeMember], attended: Collection[int]) -> None:
    if committee.call.state != CallState.IN_EVALUATION:
        raise Refused(_("La commissione lavora quando l’istruttoria è chiusa."), code="state")
    if committee.sittings.filter(closed_at=None).exists():
        raise Refused(_("C’è già una seduta aperta."), code="open")
    silent = [member.person.full_name for member in members if member.conflicts_declared_at is None]
    if silent:
        raise Refused(
            _("Prima di aprire le domande devono dichiarare i conflitti: %(people)s.")
            % {"people": ", ".join(silent)},
            code="undeclared",
        )
    absent = [member.person.full_name for member in scoring(members) if member.pk not in attended]
    if absent:
        raise Refused(
            _("La commissione decide al completo: mancano %(people)s.") % {"people": ", ".join(absent)},
            field="attended",
            code="absent",
        )


def _refuse_nobody_left(
    bids: list[Bid], members: list[CommitteeMember], conflicts: dict[int, set[int]]
) -> None:
    everyone = {member.pk for member in members}
    for bid in bids:
        if everyone <= conflicts.get(bid.application_id, set()):
            raise Refused(
                _(
                    "Tutti i componenti hanno un conflitto con la domanda %(code)s: la commissione va integrata."
                )
                % {"code": bid.application.code},
                field="bids",
                code="nobody",
            )
