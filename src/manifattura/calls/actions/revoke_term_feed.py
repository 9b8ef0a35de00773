"""Make the secret address of a person's calendar of terms stop working."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..models import TermFeed

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def revoke_term_feed(*, by: Person) -> bool:
    """Whether there was one. Each person revokes their own."""
    with transaction.atomic():
        feed = TermFeed.objects.select_for_update().filter(person=by, revoked_at=None).first()
        if feed is None:
            return False
        feed.revoked_at = database_now()
        feed.save(update_fields=["revoked_at"])
        audit.record("term_feed_revoked", by=by, subject=feed)
    return True
