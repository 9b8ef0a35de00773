"""Take the stamps that an application pays with: each number serves once, whoever wrote it (DPR 642/1972 art. 12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.stamp_duty import USED, stamps_used

if TYPE_CHECKING:
    from collections.abc import Collection

    from ..models import Application
    from ..queries.drafts import Draft

# One statement: two applications with one number wait for each other on the unique index. A stamp comes back only to
# the same applicant, for the same call, after withdrawing: it is still the stamp of that request.
TAKE = """
INSERT INTO applications_usedstamp AS used (number, application_id, used_at)
SELECT number, %(application)s, clock_timestamp() FROM unnest(%(numbers)s::text[]) AS number ORDER BY number
ON CONFLICT (number) DO UPDATE SET application_id = excluded.application_id, used_at = excluded.used_at
WHERE used.application_id = excluded.application_id OR EXISTS (
  SELECT 1 FROM applications_application earlier
  WHERE earlier.id = used.application_id AND earlier.state = 'withdrawn'
    AND earlier.call_id = %(call)s AND earlier.lead_id = %(lead)s)
RETURNING number
"""


def take_stamps(application: Application, read: Draft, *, known: Collection[str] = ()) -> None:
    """Inside the sending's transaction. `Refused` beside the field, saying nothing of who used the stamp.

    `known`: fields (`<key>.number`) whose stamp an officer knows to be used, on a document that is registered as it came.
    """
    stamps = stamps_used(read.questions, read.visible.answers)
    if not stamps:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            TAKE,
            {
                "application": application.pk,
                "numbers": list(stamps),
                "call": application.call_id,
                "lead": application.lead_id,
            },
        )
        taken = {row[0] for row in cursor.fetchall()}
    for number, field in stamps.items():
        if number not in taken and f"{field}.number" not in known:
            raise Refused(_(USED), field=f"{field}.number", code="stamp_used")
