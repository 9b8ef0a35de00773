"""The published versions of a public call, and one of them with its digest and canonical bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from manifattura.kernel.canonical_json import canonical_json

from ..domain.differences import Difference, differences
from ..domain.edition import Edition
from ..domain.states import PUBLIC_STATES, CallState
from ..models import CallEdition
from .editions import editions


@dataclass(frozen=True)
class Version:
    """One published edition: its act, its day, what it says and changes with respect to the one before."""

    number: int
    sha256: str
    act_number: str
    act_on: date
    published_at: datetime
    note: str
    changes: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class PublicCall:
    """A public call with one of its editions (the one in force unless another is asked for) and how many there are."""

    slug: str
    state: CallState
    edition: Edition
    version: Version
    versions: int
    latest: int

    @property
    def is_in_force(self) -> bool:
        return self.version.number == self.latest


def public_edition(slug: str, number: int | None = None) -> PublicCall | None:
    """The public call of this address with its edition in force, or its version `number`; None when not published."""
    rows = list(
        CallEdition.objects.filter(call__slug=slug, call__state__in=PUBLIC_STATES)
        .select_related("call")
        .defer("document")
        .order_by("version")
    )
    if not rows:
        return None
    current = rows[-1].call.current_edition_id
    chosen = next((row for row in rows if _is_chosen(row, number, current)), None)
    if chosen is None:
        return None
    return PublicCall(
        slug=slug,
        state=CallState(chosen.call.state),
        edition=editions([chosen.pk])[chosen.pk],
        version=_version(chosen),
        versions=len(rows),
        latest=next(row.version for row in rows if row.pk == current),
    )


def _is_chosen(row: CallEdition, number: int | None, current: int | None) -> bool:
    return row.pk == current if number is None else row.version == number


def versions_of(slug: str) -> list[Version]:
    """Every published version, the latest first, each with its differences from the one before."""
    rows = list(
        CallEdition.objects.filter(call__slug=slug, call__state__in=PUBLIC_STATES).order_by("version")
    )
    before: Mapping[str, Any] | None = None
    found = []
    for row in rows:
        changes = () if before is None else differences(before, row.document)
        found.append(_version(row, changes))
        before = row.document
    return found[::-1]


def canonical_edition(slug: str, number: int) -> tuple[bytes, str] | None:
    """The canonical bytes of a public version and their published SHA-256; None when there is no such version."""
    row = (
        CallEdition.objects.filter(call__slug=slug, call__state__in=PUBLIC_STATES, version=number)
        .values_list("document", "sha256")
        .first()
    )
    return (canonical_json(row[0]), row[1]) if row else None


def _version(row: CallEdition, changes: tuple[Difference, ...] = ()) -> Version:
    return Version(
        number=row.version,
        sha256=row.sha256,
        act_number=row.act_number,
        act_on=row.act_on,
        published_at=row.published_at,
        note=row.note,
        changes=changes,
    )
