"""Write the day on which a term ends, as its start, its stops and the city's calendar make it."""

from __future__ import annotations

from manifattura.kernel.city_calendar import city_calendar

from ..domain.clocks import last_day
from ..models import Term


def reckon_term(term: Term) -> bool:
    """Whether the day changed. The caller holds the row's lock or has just made it, and writes the audit entry."""
    due_on = last_day(term.clock, city_calendar())
    if due_on == term.due_on:
        return False
    term.due_on = due_on
    term.moves += 1
    term.save(update_fields=["due_on", "moves"])
    return True
