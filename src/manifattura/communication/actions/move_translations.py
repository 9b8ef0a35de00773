"""A page that takes another address takes it in every language: the address is one, the language before it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

if TYPE_CHECKING:
    from ..models import PublicPage


def move_translations(page: PublicPage) -> int:
    """Give the translations the last part of this page's address; returns how many moved.

    Each goes through a publication of what is on line, so the old address is remembered; a draft in hand keeps its words. One whose
    place is taken by another page stays where it is.
    """
    moved = 0
    with transaction.atomic():
        for translation in page.get_translations():
            if translation.slug == page.slug:
                continue
            if translation.get_siblings(inclusive=False).filter(slug=page.slug).exists():
                continue
            draft = (
                translation.get_latest_revision_as_object() if translation.has_unpublished_changes else None
            )
            translation.slug = page.slug
            if translation.live:
                translation.save_revision(clean=False).publish()
            else:
                translation.save(clean=False)
            if draft is not None:
                draft.slug = page.slug
                draft.save_revision(clean=False)
            moved += 1
    return moved
