"""Words of a report that something on the site does not work."""

from enum import StrEnum


class ReportTopic(StrEnum):
    """What the report is about; decides nothing, helps the office to sort."""

    NOT_WORKING = "not_working"
    WRONG_TEXT = "wrong_text"
    ACCESSIBILITY = "accessibility"
    CALL = "call"
    OTHER = "other"


class ReportState(StrEnum):
    TO_ANSWER = "to_answer"
    ANSWERED = "answered"


LONGEST_REPORT = 4000
LONGEST_ANSWER = 4000
