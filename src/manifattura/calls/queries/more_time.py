"""By how much a deadline must move for the rules of an open call to change: a parameter, not a constant."""

from datetime import timedelta

from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter


def more_time() -> timedelta:
    return timedelta(days=legal_parameter("amendment.more_days", today()).count)
