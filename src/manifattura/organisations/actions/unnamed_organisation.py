"""The firm that stands where one was, once nothing must say which it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..models import Organisation

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def unnamed_organisation(*, code: str, like: Organisation, by: Person) -> Organisation:
    """One for each application, so that two of one call stay two; nobody acts for it. Only the kind is kept."""
    return Organisation.objects.create(
        kind=like.kind, name=f"Impresa non più indicata ({code})", is_sample=like.is_sample, created_by=by
    )
