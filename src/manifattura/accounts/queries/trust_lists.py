"""The trust lists in force, how old they are, and whether signatures can be judged by them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings

from manifattura.kernel.clock import now

from ..domain.trust_lists import Age, Freshness, ListKind, age_of
from ..models import TrustList

if TYPE_CHECKING:
    from pyhanko.sign.validation.qualified.tsp import TSPRegistry


@dataclass(frozen=True)
class ListInForce:
    row: TrustList
    age: Age

    @property
    def counts(self) -> bool:
        return self.age.freshness is not Freshness.OVER

    @property
    def counts_until(self) -> datetime:
        return self.row.issued_at + timedelta(days=settings.TRUST_LIST_DAYS + 1)

    @property
    def document(self) -> dict[str, Any]:
        """Which list this is, for what is kept of a verification."""
        return {
            "kind": self.row.kind,
            "territory": self.row.territory,
            "issued_at": self.row.issued_at.isoformat(),
            "sequence": self.row.sequence,
            "sha256": self.row.sha256,
        }


def lists_in_force(at: datetime | None = None) -> list[ListInForce]:
    """All of them without their content, those that are too old as well."""
    moment = at or now()
    return [
        ListInForce(
            row,
            age_of(
                issued_at=row.issued_at,
                next_update=row.next_update,
                at=moment,
                most_days=settings.TRUST_LIST_DAYS,
            ),
        )
        for row in TrustList.objects.filter(is_in_force=True).defer("content").order_by("kind", "territory")
    ]


def lists_that_count(at: datetime | None = None) -> list[ListInForce]:
    return [one for one in lists_in_force(at) if one.counts]


def lists_to_renew() -> list[ListInForce]:
    """Those of which a newer one is out, or that count no longer."""
    return [one for one in lists_in_force() if one.age.freshness is not Freshness.FRESH]


def signatures_are_taken() -> bool:
    """Whether a qualified signature can be verified here at all: there is a list, and it is not too old."""
    return bool(lists_that_count())


def registry_of_lists(lists: list[ListInForce]) -> TSPRegistry:
    """The services of these lists; read once per process, for the national ones are megabytes."""
    return _registry(tuple(sorted(one.row.sha256 for one in lists)))


@lru_cache(maxsize=2)
def _registry(digests: tuple[str, ...]) -> TSPRegistry:
    from ..adapters.trusted_services import registry_of

    found = TrustList.objects.filter(sha256__in=digests).order_by("sha256", "-id").distinct("sha256")
    return registry_of((ListKind(row.kind), bytes(row.content)) for row in found)
