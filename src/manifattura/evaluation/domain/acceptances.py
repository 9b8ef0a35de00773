"""Who is asked to accept what when a version comes out: each grant once, again when its amount changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Grant:
    """What a version gives one application; `accepted` when the applicant has already said yes to some amount."""

    application_id: int
    amount: Decimal
    accepted: bool


@dataclass(frozen=True)
class Requests:
    """`ask`: new requests. `supersede`: those that wait for an amount no longer offered. `reduced`: accepted and now less."""

    ask: tuple[Grant, ...]
    supersede: tuple[int, ...]
    reduced: tuple[int, ...]


def requests_for(
    grants: Iterable[Grant], waiting: Mapping[int, Decimal], accepted: Mapping[int, Decimal]
) -> Requests:
    """`waiting` and `accepted`: application → amount. A grant that grew after acceptance asks nothing more."""
    listed = list(grants)
    offered = {grant.application_id: grant.amount for grant in listed}
    return Requests(
        ask=tuple(
            grant
            for grant in listed
            if not grant.accepted and grant.amount > 0 and waiting.get(grant.application_id) != grant.amount
        ),
        supersede=tuple(one for one, amount in waiting.items() if offered.get(one) != amount),
        reduced=tuple(one for one, amount in accepted.items() if offered.get(one, Decimal(0)) < amount),
    )
