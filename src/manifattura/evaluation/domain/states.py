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
