"""Give a person of the office the secret address of a calendar with the terms of their offices."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.accounts.permissions import is_office
from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused

from ..models import TermFeed
from .revoke_term_feed import revoke_term_feed

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def open_term_feed(*, by: Person) -> str:
    """The token, shown once: only its digest is kept. An earlier address stops working."""
    if not is_office(by):
        raise PermissionRefused
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        revoke_term_feed(by=by)
        feed = TermFeed.objects.create(person=by, token_sha256=TermFeed.digest(token))
        audit.record("term_feed_opened", by=by, subject=feed)
    return token
