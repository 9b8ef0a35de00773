"""What visitors write to the office: a problem of the site, or a request for assistance; states of both."""

from datetime import timedelta
from enum import StrEnum


class Purpose(StrEnum):
    PROBLEM = "problem"
    ASSISTANCE = "assistance"


class ProblemTopic(StrEnum):
    """What a report of a problem is about; decides nothing, helps the office to sort."""

    NOT_WORKING = "not_working"
    WRONG_TEXT = "wrong_text"
    ACCESSIBILITY = "accessibility"
    CALL = "call"
    OTHER = "other"


class EnquiryState(StrEnum):
    TO_ANSWER = "to_answer"
    IN_CHARGE = "in_charge"
    """Somebody of the office follows it."""
    ANSWERED = "answered"
    CLOSED = "closed"
    """Ended without an answer, with the reason why."""


WAITING = (EnquiryState.TO_ANSWER, EnquiryState.IN_CHARGE)
LONGEST_TEXT = 4000
LONGEST_ANSWER = 4000
LONGEST_REASON = 300
KEPT_FOR = timedelta(days=90)
"""After a request for assistance is settled, who asked and what was written are forgotten; that it came stays."""


def is_settled(state: str) -> bool:
    """Answered or closed: what was read does not change any more."""
    return state not in WAITING


def keeps_address(purpose: str) -> bool:
    """Whether the address stays after the answer is sent: of a problem it was left for the answer alone."""
    return purpose == Purpose.ASSISTANCE
