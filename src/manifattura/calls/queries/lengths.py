"""How long a term is: what the call decided, else the legal parameter of the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from manifattura.kernel.parameters import legal_parameter

if TYPE_CHECKING:
    from ..domain.edition import Timetable


def remedy_days(timetable: Timetable, on: date) -> int:
    """Days to answer a remedy request made on the day `on`."""
    return timetable.remedy_days or legal_parameter("remedy.default_days", on).count


def acceptance_days(timetable: Timetable, on: date) -> int:
    """Days to accept what was granted on the day `on`."""
    return timetable.acceptance_days or legal_parameter("acceptance.default_days", on).count
