"""Who is asked to accept what when a version comes out: each grant once, again when its amount or its lots change."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Given = tuple[Decimal, str]
"""An amount, and in a call with lots which ones (keys in order, with commas)."""
NOTHING: Given = (Decimal(0), "")


def _same(one: Given, other: Given) -> bool:
    """Rows written before lots were kept name none: the amount alone tells."""
    return one[0] == other[0] and (one[1] == other[1] or not (one[1] and other[1]))


@dataclass(frozen=True)
class Grant:
    """What a version gives one application; `accepted` when the applicant has already said yes to some amount."""

    application_id: int
    amount: Decimal
    accepted: bool
    lots: str = ""

    @property
    def given(self) -> Given:
        return self.amount, self.lots


@dataclass(frozen=True)
class Requests:
    """`ask`: new requests. `supersede`: those that wait for what is no longer offered. `reduced`: accepted and now less.

    `moved`: accepted, and as much is given in other lots: they are asked again.
    """

    ask: tuple[Grant, ...]
    supersede: tuple[int, ...]
    reduced: tuple[int, ...]
    moved: tuple[int, ...] = ()


def requests_for(
    grants: Iterable[Grant], waiting: Mapping[int, Given], accepted: Mapping[int, Given]
) -> Requests:
    """`waiting` and `accepted`: application → what. A grant that grew after acceptance asks nothing more."""
    listed = list(grants)
    offered = {grant.application_id: grant.given for grant in listed}
    reduced = tuple(one for one, given in accepted.items() if offered.get(one, NOTHING)[0] < given[0])
    moved = tuple(
        one
        for one, given in accepted.items()
        if one not in reduced and given[1] and offered[one][1] != given[1]
    )
    return Requests(
        ask=tuple(
            grant
            for grant in listed
            if (not grant.accepted or grant.application_id in moved)
            and grant.amount > 0
            and not _same(waiting.get(grant.application_id, NOTHING), grant.given)
        ),
        supersede=tuple(one for one, given in waiting.items() if not _same(offered.get(one, NOTHING), given)),
        reduced=reduced,
        moved=moved,
    )
