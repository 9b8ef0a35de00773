"""Log that somebody of the office or of a committee opened an application (GDPR art. 5 and 32)."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from manifattura.kernel.clock import now, today

from ..domain.readings import ReadingKind

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

UPSERT = """
INSERT INTO applications_applicationreading (application_id, person_id, kind, day, first_at, last_at, times)
VALUES (%(application)s, %(person)s, %(kind)s, %(day)s, %(at)s, %(at)s, 1)
ON CONFLICT (application_id, person_id, kind, day)
DO UPDATE SET last_at = GREATEST(applications_applicationreading.last_at, EXCLUDED.last_at),
              times = applications_applicationreading.times + 1
"""

log = logging.getLogger(__name__)


def record_reading(*, application_id: int, kind: ReadingKind, by: Person) -> None:
    """One statement; a failure is written to the program's log and never keeps the page from its reader.

    It opens no transaction and writes no audit entry: it is a log itself, one row per person, kind and day.
    """
    facts = {
        "application": application_id,
        "person": by.pk,
        "kind": kind.value,
        "day": today(),
        "at": now(),
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, facts)
    except DatabaseError:
        log.exception("the reading of application %s was not recorded", application_id)
