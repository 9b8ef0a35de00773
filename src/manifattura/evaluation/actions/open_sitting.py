"""Open a convened sitting: the whole committee is there, nothing stands against it; members get their sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now, now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..domain.sittings import EARLY_MINUTES, may_begin
from ..domain.turns import turns
from ..models import Committee, CommitteeMember, Minutes, Sheet, Sitting
from ..permissions import may_close_sitting
from ..queries.committees import conflicts_in, in_evaluation, members_of, scoring
from ..queries.openings import refuse_once_opened
from ..queries.readiness import obstacles_of, rule_of, unscored_by_all
from .notify_members import notify_members

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Bid


def open_sitting(*, sitting: Sitting, attended: Collection[int], by: Person) -> Sitting:
    """Only the president. `attended`: ids of the members present: all who score and the secretary, or nothing opens."""
    with transaction.atomic():
        # the committee's row first, as everybody who changes its members does
        committee = (
            Committee.objects.select_for_update(of=("self",))
            .select_related("call")
            .get(pk=sitting.committee_id)
        )
        locked = Sitting.objects.select_for_update().get(pk=sitting.pk)
        members = members_of(committee)
        if not may_close_sitting(next((one for one in members if one.person_id == by.pk), None)):
            raise PermissionRefused(_("La seduta la apre il presidente."))
        if locked.opened_at or locked.cancelled_at:
            raise Refused(_("La seduta è già aperta o revocata."), code="state")
        _refuse_early(locked)
        refuse_unready(committee, members, attended)
        examined = locked.examined.select_related("bid__application")
        bids = [
            row.bid
            for row in examined.order_by(
                "bid__application__submission__received_at", "bid__application__submission__arrival", "pk"
            )
        ]
        if not bids:
            raise Refused(_("Questa seduta non ha domande da esaminare."), code="empty")
        conflicts = conflicts_in(committee)
        nobody = unscored_by_all(locked)
        if nobody:
            raise Refused(" ".join(nobody), field="bids", code="nobody")
        locked.opened_at, locked.opened_by = now(), by
        locked.save(update_fields=["opened_at", "opened_by"])
        locked.attended.set(member.pk for member in members if member.pk in attended)
        Minutes.objects.create(committee=committee, sitting=locked)
        _hand_out_sheets(locked, bids, scoring(members), conflicts)
        audit.record(
            "sitting_opened",
            by=by,
            subject=locked,
            scope=committee.call.audit_scope,
            after={
                "number": locked.number,
                "attended": [member.person.full_name for member in members if member.pk in attended],
                "applications": len(bids),
            },
        )
        notify_members(
            committee=committee,
            members=scoring(members),
            kind="sitting_opened",
            words=lambda: (
                _("La seduta %(n)s è aperta") % {"n": locked.number},
                _("Trovi le tue schede nella pagina della commissione."),
            ),
        )
    return locked


def _hand_out_sheets(
    sitting: Sitting, bids: list[Bid], members: list[CommitteeMember], conflicts: dict[int, set[int]]
) -> None:
    """A sheet for each member who marks the application: all without a conflict, or some by turns, as the call says."""
    drawn = sorted(members, key=lambda member: member.public_number or 0)
    marked = Counter(
        Sheet.objects.filter(
            member__in=drawn, sitting__closed_at__isnull=False, sitting__annulled_at=None
        ).values_list("member_id", flat=True)
    )
    chosen = turns(
        [bid.application_id for bid in bids],
        [member.pk for member in drawn],
        how_many=rule_of(sitting.committee).assessors,
        conflicts=conflicts,
        marked=marked,
    )
    Sheet.objects.bulk_create(
        [
            Sheet(member_id=member_id, bid=bid, sitting=sitting)
            for bid in bids
            for member_id in chosen[bid.application_id]
        ],
        batch_size=1000,
    )


def _refuse_early(sitting: Sitting) -> None:
    if sitting.starts_at is not None and not may_begin(sitting.starts_at, database_now()):
        raise Refused(
            _(
                "La seduta è convocata per %(at)s e si apre al massimo %(n)s minuti prima. Per riunirvi prima revocala e "
                "convocane un’altra."
            )
            % {"at": date_text(sitting.starts_at, "hour"), "n": EARLY_MINUTES},
            code="early",
        )


def refuse_unready(
    committee: Committee, members: list[CommitteeMember], attended: Collection[int] | None
) -> None:
    """`Refused` while something stands against the committee, or somebody is missing (`attended` None: not asked)."""
    if not in_evaluation(committee):
        raise Refused(_("La commissione lavora quando l’istruttoria è chiusa."), code="state")
    refuse_once_opened(committee.call_id)
    standing = obstacles_of(committee)
    if standing:
        raise Refused(" ".join(standing), code="unready")
    absent = [
        member.person.full_name for member in members if attended is not None and member.pk not in attended
    ]
    if absent:
        raise Refused(
            _("La commissione decide al completo. Assenti: %(people)s.") % {"people": ", ".join(absent)},
            field="attended",
            code="absent",
        )
