"""Discard some of what an ordered list has, and come back for the rest: it can stop anywhere and go on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.accounts.queries.people import person_by_id
from manifattura.applications.actions.erase_content import erase_content
from manifattura.applications.actions.erase_draft import erase_draft
from manifattura.applications.actions.erase_messages import erase_messages
from manifattura.applications.actions.erase_readings import erase_readings
from manifattura.evaluation.actions.erase_casework import erase_casework
from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer

from ..domain.retention import CONTENT, Category
from ..models import RetentionItem, RetentionRun
from .erase_access import erase_access
from .erase_check import erase_check
from .erase_packages import erase_packages
from .order_discard import DISCARD_TASK, authority_words

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

BATCH = 25


def discard_batch(*, run_id: int, by_id: int, batch: int = BATCH) -> int:
    """Each thing in its own transaction; returns how many are left. Two workers at once share the list."""
    run = RetentionRun.objects.select_related("call").get(pk=run_id)
    by = person_by_id(by_id)
    if run.ordered_at is None or run.finished_at is not None or by is None:
        return 0
    for _number in range(batch):
        if not _discard_next(run, by):
            break
    left = RetentionItem.objects.filter(run=run, done_at=None).count()
    if left:
        defer(DISCARD_TASK, run_id=run_id, by_id=by_id)
    else:
        _finish(run, by)
    return left


def _discard_next(run: RetentionRun, by: Person) -> bool:
    with transaction.atomic():
        item = (
            RetentionItem.objects.select_for_update(skip_locked=True)
            .filter(run=run, done_at=None)
            .order_by("position")
            .first()
        )
        if item is None:
            return False
        _discard(run, item, by)
        item.done_at = database_now()
        item.save(update_fields=["done_at"])
    return True


def _discard(run: RetentionRun, item: RetentionItem, by: Person) -> None:
    category, authority = Category(item.category), authority_words(run)
    pk = item.subject_id
    if category is Category.DRAFTS:
        erase_draft(application_id=pk, by=by)
    elif category in CONTENT:
        erase_casework(application_id=pk, authority=authority, by=by)
        erase_content(application_id=pk, keeps_firm=category is Category.FUNDED, authority=authority, by=by)
    elif category is Category.MESSAGES:
        erase_messages(application_id=pk, authority=authority, by=by)
    elif category is Category.READINGS:
        until = date.fromisoformat(item.facts["until"])
        erase_readings(application_id=pk, until=until, authority=authority, by=by)
    elif category is Category.SAMPLES:
        erase_check(check_id=pk, by=by)
    else:
        erase_access(request_id=pk, authority=authority, by=by)


def _finish(run: RetentionRun, by: Person) -> None:
    """Once, whoever comes last."""
    with transaction.atomic():
        locked = RetentionRun.objects.select_for_update().get(pk=run.pk)
        if locked.finished_at is not None:
            return
        if locked.needs_authorisation:
            erase_packages(call=run.call, authority=authority_words(locked), by=by)
        locked.finished_at = database_now()
        locked.save(update_fields=["finished_at"])
        audit.record(
            "discard_finished",
            by=None,
            subject=locked,
            scope=run.call.audit_scope,
            after={"items": locked.items.count(), "authority": authority_words(locked)},
        )
