"""What applicants send after the application on paper or by certified mail: of what it is the answer, and whether it is in time."""

from datetime import date
from enum import StrEnum


class About(StrEnum):
    """What it answers."""

    FORM = "form"
    """A form that the office opened: a remedy request, a notice of intended rejection, a yearly confirmation."""
    OBSERVATION = "observation"
    """On the provisional ranking."""
    ACCEPTANCE = "acceptance"
    """A request to accept."""
    LEAVING = "leaving"
    """Given up or withdrawn after the ranking."""


BEFORE = "before"
LATE = "late"


def arrival_problem(arrived_on: date, *, asked_on: date, due_on: date | None) -> str:
    """`before` it was asked, `late`, or nothing. The last day counts whole; a term that has not started is not over."""
    if arrived_on < asked_on:
        return BEFORE
    if due_on is not None and arrived_on > due_on:
        return LATE
    return ""
