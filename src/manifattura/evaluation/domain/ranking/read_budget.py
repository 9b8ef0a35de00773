"""Reads what the budgets of both versions say alike: the part-funded last one, ties at the edge, reserves (docs/formats.md §2, §3)."""

from manifattura.evaluation.domain.ranking.model import EdgeTies, Reserve
from manifattura.kernel.document_types import (
    boolean,
    distinct,
    field,
    identifier,
    items,
    members,
    money,
    one_of,
    share,
)
from manifattura.kernel.strict_json import InvalidInput


def partial_last(value: object) -> tuple[bool, int]:
    """Whether the last one may get a part, and the least share of its request."""
    owner = members(value, ("allowed", "min_share"))
    return field(owner, "allowed", boolean), field(owner, "min_share", share)


def edge_ties(owner: dict[str, object], *, partial_allowed: bool) -> EdgeTies:
    """What happens to equals across the end of the money; sharing it out needs parts."""
    found = EdgeTies(field(owner, "edge_ties", lambda item: one_of(item, tuple(EdgeTies))))
    if found is EdgeTies.PRO_RATA and not partial_allowed:
        raise InvalidInput("edge_ties 'pro_rata' needs partial_last allowed")
    return found


def reserves(value: object, amount: int) -> tuple[Reserve, ...]:
    """Money kept for those with a flag, together no more than the budget's amount (in cents)."""
    found = items(value, _reserve)
    distinct((reserve.flag for reserve in found), "flag")
    if sum(reserve.amount for reserve in found) > amount:
        raise InvalidInput("the reserves are above the amount of the budget")
    return found


def _reserve(value: object) -> Reserve:
    owner = members(value, ("flag", "amount"))
    return Reserve(field(owner, "flag", identifier), field(owner, "amount", money))
