"""How an outcome can be contested: court and terms in force on the day, from the city profile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from manifattura.kernel.parameters import legal_parameter


@dataclass(frozen=True)
class Appeal:
    """Days run from the publication or from when the interested party knew."""

    court: str
    court_days: int
    president_days: int


def appeal_on(day: date) -> Appeal:
    """The terms in force on `day` (D.Lgs 104/2010 art. 29 and 41; DPR 1199/1971 art. 9)."""
    return Appeal(
        court=settings.CITY.get("courts", {}).get("regional_court", ""),
        court_days=legal_parameter("appeal.court_days", day).count,
        president_days=legal_parameter("appeal.president_days", day).count,
    )
