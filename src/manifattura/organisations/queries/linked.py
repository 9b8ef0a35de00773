"""Who is behind an applicant: members of its grouping, its legal representatives, what else they represent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ..domain.kinds import MandateKind, MandateState
from ..models import GroupingMember, Mandate


@dataclass(frozen=True)
class Behind:
    """Names only, each list in order: enough to say whether one has a conflict of interest."""

    members: tuple[str, ...] = ()
    representatives: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Other organisations with a legal representative in common, as far as they are registered here."""


def linked_to(organisation_id: int) -> tuple[set[int], set[int]]:
    """Ids of other organisations that take part in whatever this one does: those it shares a firm with (it, its grouping, its
    members, their other groupings), and those with the same legal representative.
    """
    ties = GroupingMember.objects.filter(state=MandateState.ACTIVE)
    firms = {organisation_id, *ties.filter(grouping_id=organisation_id).values_list("member_id", flat=True)}
    groupings = set(ties.filter(member_id__in=firms).values_list("grouping_id", flat=True))
    represented = Mandate.objects.filter(kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE)
    people = represented.filter(organisation_id__in=firms, person__isnull=False).values("person_id")
    same = set(represented.filter(person_id__in=people).values_list("organisation_id", flat=True))
    sharing = (firms | groupings) - {organisation_id}
    return sharing, same - sharing - {organisation_id}


def behind_each(organisation_ids: Collection[int]) -> dict[int, Behind]:
    """Organisation id → who is behind it, in three statements however many there are."""
    members: dict[int, dict[int, str]] = defaultdict(dict)
    for grouping_id, member_id, name in GroupingMember.objects.filter(
        grouping_id__in=organisation_ids, state=MandateState.ACTIVE
    ).values_list("grouping_id", "member_id", "member__name"):
        members[grouping_id][member_id] = name
    everyone = {*organisation_ids, *(one for found in members.values() for one in found)}
    represented = Mandate.objects.filter(kind=MandateKind.LEGAL_REP, state=MandateState.ACTIVE)
    people: dict[int, dict[int, str]] = defaultdict(dict)
    for organisation_id, person_id, name in represented.filter(
        organisation_id__in=everyone, person__isnull=False
    ).values_list("organisation_id", "person_id", "person__full_name"):
        people[organisation_id][person_id] = name
    others: dict[int, dict[int, str]] = defaultdict(dict)
    for person_id, organisation_id, name in represented.filter(
        person_id__in={one for found in people.values() for one in found}
    ).values_list("person_id", "organisation_id", "organisation__name"):
        others[person_id][organisation_id] = name
    return {one: _behind(one, members.get(one, {}), people, others) for one in organisation_ids}


def _behind(
    organisation_id: int,
    members: dict[int, str],
    people: dict[int, dict[int, str]],
    others: dict[int, dict[int, str]],
) -> Behind:
    own = {organisation_id, *members}
    representatives = {pk: name for one in own for pk, name in people.get(one, {}).items()}
    linked = {
        pk: name for person in representatives for pk, name in others.get(person, {}).items() if pk not in own
    }
    return Behind(
        members=tuple(sorted(members.values())),
        representatives=tuple(sorted(representatives.values())),
        linked=tuple(sorted(linked.values())),
    )
