"""Words of the formal review, the committee and the ranking."""

from enum import StrEnum


class CheckOutcome(StrEnum):
    """Outcome of one requirement of the checklist."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class ReviewState(StrEnum):
    TO_DO = "to_do"
    IN_PROGRESS = "in_progress"
    ADMITTED = "admitted"
    NOT_ADMITTED = "not_admitted"


class MemberRole(StrEnum):
    PRESIDENT = "president"
    MEMBER = "member"
    SECRETARY = "secretary"
    """Keeps the minutes; does not score and is not counted in the odd number."""


class RankingStage(StrEnum):
    PROVISIONAL = "provisional"
    FINAL = "final"


class DepartureKind(StrEnum):
    """How an application leaves a ranking after the scoring."""

    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    """The applicant gives the grant up."""
    FORFEITED = "forfeited"
    """The term to accept passed, and the head of procedure declared it."""
    EXCLUDED_LATE = "excluded_late"
    """The office found, after the scoring, that it should not have been admitted."""


class AcceptanceOutcome(StrEnum):
    """How a request to accept ends."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    FORFEITED = "forfeited"
    SUPERSEDED = "superseded"
    """A later version grants another amount, or none."""


LEFT_ROWS = tuple(kind.value for kind in DepartureKind)
"""Statuses of the rows of a ranking whose application left."""
