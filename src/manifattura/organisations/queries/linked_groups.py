"""The register of linked firms: its groups, and to which of them organisations belong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db.models import QuerySet

from ..domain.kinds import MandateState
from ..models import LinkedFirm, LinkedGroup


def linked_groups(*, ended: bool = False) -> QuerySet[LinkedGroup]:
    """Groups that hold, or those that ended, by name."""
    return (
        LinkedGroup.objects.filter(ended_at__isnull=not ended)
        .select_related("created_by", "ended_by")
        .prefetch_related("firms__organisation")
    )


def groups_by_organisation(organisation_ids: Collection[int]) -> dict[int, set[int]]:
    """Organisation id → ids of the groups that hold and that it belongs to; a grouping belongs to its members' groups."""
    found: dict[int, set[int]] = defaultdict(set)
    links = LinkedFirm.objects.filter(group__ended_at=None).order_by()
    for key in ("organisation_id", "organisation__groupings__grouping_id"):
        chosen = links.filter(**{f"{key.removesuffix('_id')}__in": list(organisation_ids)})
        if key != "organisation_id":
            chosen = chosen.filter(organisation__groupings__state=MandateState.ACTIVE)
        for organisation_id, group_id in chosen.values_list(key, "group_id"):
            if organisation_id in organisation_ids:
                found[organisation_id].add(group_id)
    return found


def groups_of_firms() -> dict[int, set[int]]:
    """The whole register: id of each firm in a group that holds → ids of its groups. Chains run through firms that are in two."""
    found: dict[int, set[int]] = defaultdict(set)
    for organisation_id, group_id in (
        LinkedFirm.objects.filter(group__ended_at=None).order_by().values_list("organisation_id", "group_id")
    ):
        found[organisation_id].add(group_id)
    return found


def single_undertaking(organisation_id: int) -> frozenset[int]:
    """Ids of the organisations that count as one with this one (itself included), through chains of groups that hold."""
    found: frozenset[int] = frozenset()
    reached = frozenset({organisation_id})
    while reached != found:
        found = reached
        groups = {group for held in groups_by_organisation(found).values() for group in held}
        firms = (
            LinkedFirm.objects.filter(group__in=groups).order_by().values_list("organisation_id", flat=True)
        )
        reached = found.union(firms)
    return found
