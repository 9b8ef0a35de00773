"""The round's opening and deadline, judged by the database's clock (DESIGN §10.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from manifattura.calls.domain.states import is_before_deadline
from manifattura.kernel.clock import database_now

from ..models import Application
from .applications import bid_of


@dataclass(frozen=True)
class Term:
    """When the round of an application opens and ends."""

    opens_at: datetime
    deadline_at: datetime
    inclusive: bool

    def is_open(self, moment: datetime) -> bool:
        return self.opens_at <= moment and is_before_deadline(
            moment, self.deadline_at, inclusive=self.inclusive
        )


def term_of(application: Application) -> Term:
    """The term of the application's round."""
    row = bid_of(application).round
    return Term(row.opens_at, row.deadline_at, row.deadline_inclusive)


def is_in_time(application: Application) -> bool:
    """Whether the term is still running now, by the database's clock."""
    return term_of(application).is_open(database_now())
