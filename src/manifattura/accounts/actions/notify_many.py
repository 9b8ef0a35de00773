"""Tell many people each their own thing, in a few statements: the outcomes of a call with thousands of applicants."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from manifattura.kernel.jobs import defer_many

from ..models import Notice, Person
from .notify_person import EMAIL_TASK

BATCH = 1000


@dataclass(frozen=True)
class Letter:
    """A notice before it is written."""

    person: Person
    kind: str
    subject: str
    body: str
    url: str = ""
    scope: str = ""


def notify_many(*, letters: Sequence[Letter], by_email: bool = True) -> int:
    """Store the notices and queue their e-mails; returns how many. `by_email` False: the caller writes its own."""
    with transaction.atomic():
        notices = Notice.objects.bulk_create(
            [
                Notice(
                    person=letter.person,
                    kind=letter.kind,
                    subject=letter.subject[:200],
                    body=letter.body,
                    url=letter.url,
                    scope=letter.scope,
                )
                for letter in letters
            ],
            batch_size=BATCH,
        )
        if by_email:
            defer_many(EMAIL_TASK, [{"notice_id": notice.pk} for notice in notices])
    return len(notices)
