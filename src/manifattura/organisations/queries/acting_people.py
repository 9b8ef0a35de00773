"""Who acts for many organisations at once: for notices to all the applicants of a call."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING

from ..domain.kinds import MandateState
from ..models import GroupingMember, Mandate

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def people_acting_for_each(organisation_ids: Collection[int]) -> dict[int, list[Person]]:
    """Organisation id → people with an active mandate on it, or on a member of the grouping; two statements."""
    groupings: dict[int, set[int]] = defaultdict(set)
    for member_id, grouping_id in GroupingMember.objects.filter(
        grouping_id__in=organisation_ids, state=MandateState.ACTIVE
    ).values_list("member_id", "grouping_id"):
        groupings[member_id].add(grouping_id)
    wanted = {*organisation_ids, *groupings}
    people: dict[int, dict[int, Person]] = defaultdict(dict)
    for mandate in (
        Mandate.objects.filter(organisation_id__in=wanted, state=MandateState.ACTIVE, person__isnull=False)
        .select_related("person__account")
        .order_by("person__full_name", "person_id")
    ):
        person = mandate.person
        assert person is not None
        for organisation_id in ({mandate.organisation_id} & set(organisation_ids)) | groupings[
            mandate.organisation_id
        ]:
            people[organisation_id][person.pk] = person
    return {organisation_id: list(found.values()) for organisation_id, found in people.items()}
