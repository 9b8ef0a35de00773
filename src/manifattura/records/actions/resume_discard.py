"""Take up again a discard that stopped: a job that failed, or whoever ordered it is not in the office any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.jobs import defer

from ..models import RetentionRun
from ..permissions import may_direct_retention
from .order_discard import DISCARD_TASK

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def resume_discard(*, run: RetentionRun, by: Person) -> None:
    """Another job for what is left; a job that still works shares the list with it."""
    if not may_direct_retention(by, run.call):
        raise PermissionRefused
    with transaction.atomic():
        locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
        if locked.ordered_at is None or locked.finished_at is not None:
            raise Refused(_("Non c’è uno scarto da riprendere."), code="state")
        audit.record("discard_resumed", by=by, subject=locked, scope=run.call.audit_scope)
        defer(DISCARD_TASK, run_id=locked.pk, by_id=by.pk)
