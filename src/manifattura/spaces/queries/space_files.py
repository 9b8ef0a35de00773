"""Photographs and plans of a card."""

from __future__ import annotations

from django.db.models import QuerySet

from ..domain.words import PUBLIC, FileKind
from ..models import Space, SpaceFile


def files_of(space: Space) -> QuerySet[SpaceFile]:
    """For the office: all that are on the card."""
    return SpaceFile.objects.filter(space=space, removed_at=None)


def public_files_of(space: Space) -> QuerySet[SpaceFile]:
    """On a public card; a plan may carry the address, so one whose place is kept back shows photographs alone."""
    found = files_of(space).filter(space__state__in=PUBLIC)
    return found.filter(kind=FileKind.PHOTO) if space.blurred else found
