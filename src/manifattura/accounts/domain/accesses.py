"""What the access log says happened."""

from datetime import datetime
from enum import StrEnum


class AccessKind(StrEnum):
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    SIGNED_OUT = "signed_out"
    ENDED_IDLE = "ended_idle"


def oldest_kept(moment: datetime, months: int) -> datetime:
    """The beginning of what is still kept: so many months before the first of this month, never less than asked."""
    before = moment.year * 12 + moment.month - 1 - months
    return moment.replace(
        year=before // 12, month=before % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0
    )
