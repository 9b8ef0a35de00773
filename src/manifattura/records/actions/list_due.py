"""The dry run: list exactly what would be discarded today, and fix the list with its digest."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.retention import RULE_OF
from ..models import RetentionItem, RetentionRun
from ..permissions import may_direct_retention
from ..queries.retention import due_items, list_sha256

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

AT_ONCE = 1000


def list_due(*, call: Call, by: Person) -> RetentionRun:
    """Nothing is discarded. `Refused` when nothing is due."""
    if not may_direct_retention(by, call):
        raise PermissionRefused
    on = today()
    with transaction.atomic():
        items = due_items(call, on)
        if not items:
            raise Refused(_("Oggi non c’è nulla da scartare."), code="nothing")
        counts = Counter(item.category.value for item in items)
        run = RetentionRun.objects.create(
            call=call,
            due_on=on,
            counts=dict(counts),
            files=sum(len(item.facts.get("files", ())) for item in items),
            sha256=list_sha256(items),
            needs_authorisation=any(RULE_OF[item.category].needs_authorisation for item in items),
            listed_by=by,
        )
        RetentionItem.objects.bulk_create(
            (
                RetentionItem(
                    run=run,
                    position=position,
                    category=item.category,
                    subject_type=item.subject_type,
                    subject_id=item.subject_id,
                    label=item.label,
                    facts=dict(item.facts),
                )
                for position, item in enumerate(items, start=1)
            ),
            batch_size=AT_ONCE,
        )
        audit.record(
            "retention_listed",
            by=by,
            subject=run,
            scope=call.audit_scope,
            after={"items": len(items), "files": run.files, "sha256": run.sha256},
        )
    return run
