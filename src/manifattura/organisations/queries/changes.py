"""Whether the facts that a submission freezes of an organisation were changed, as the audit trail tells."""

from __future__ import annotations

from datetime import datetime

from manifattura.kernel.models import AuditEntry

from ..domain.kinds import MandateState
from ..models import GroupingMember, Organisation

CHANGES = (
    "organisation_changed", "firm_constituted", "activities_changed", "seat_added", "seat_changed", "seat_removed",
    "member_joined", "member_removed",
)  # fmt: skip
NOT_FROZEN = frozenset({"email", "phone", "website", "balance_total", "source"})
"""What an entry may name and `queries.organisations.snapshot` leaves out."""


def is_changed_since(organisation_id: int, moment: datetime) -> bool:
    """From `moment` on, the organisation or, in a grouping, one of its members."""
    members = GroupingMember.objects.filter(grouping_id=organisation_id, state=MandateState.ACTIVE)
    ids = (organisation_id, *members.values_list("member_id", flat=True))
    entries = AuditEntry.objects.filter(
        subject_type="organisation",
        subject_id__in=[Organisation(pk=pk).audit_id for pk in ids],
        verb__in=CHANGES,
        at__gte=moment,
    )
    return any(
        not NOT_FROZEN.issuperset({*(before or ()), *(after or ())})
        for before, after in entries.values_list("before", "after")
    )
