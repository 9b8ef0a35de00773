"""Who marks which application where the call wants only some members: by turns, so that all mark about as many."""

from collections.abc import Collection, Mapping, Sequence


def turns(
    applications: Sequence[int],
    members: Sequence[int],
    *,
    how_many: int | None,
    conflicts: Mapping[int, Collection[int]],
    marked: Mapping[int, int],
) -> dict[int, tuple[int, ...]]:
    """Application → members who mark it, in the order of `members` (the one drawn at appointment).

    For each application in order, those without a conflict who have marked least so far (`marked`: in earlier sittings);
    equal ones in the drawn order. `how_many` None: all who may; when fewer may, all of them. Depends on nothing else, so
    that anybody can follow it.
    """
    load = {member: marked.get(member, 0) for member in members}
    place = {member: number for number, member in enumerate(members)}
    chosen: dict[int, tuple[int, ...]] = {}
    for application in applications:
        free = [member for member in members if member not in conflicts.get(application, ())]
        by_load = sorted(free, key=lambda member: (load[member], place[member]))
        picked = by_load if how_many is None else by_load[:how_many]
        for member in picked:
            load[member] += 1
        chosen[application] = tuple(sorted(picked, key=place.__getitem__))
    return chosen
