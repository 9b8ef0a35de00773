"""What people tell of spaces: one that the census does not know, an error on a card; and what is no report at all."""

import re
from enum import StrEnum


class ReportKind(StrEnum):
    NEW_SPACE = "new_space"
    ERROR = "error"


class ReportState(StrEnum):
    """The office answers once, with its reason."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"


class ReporterRole(StrEnum):
    CITIZEN = "citizen"
    OWNER = "owner"


class ErrorTopic(StrEnum):
    NOT_VACANT = "not_vacant"
    WRONG_DATA = "wrong_data"
    WRONG_PLACE = "wrong_place"
    OTHER = "other"


LONGEST = 2000
MOST_LINKS = 2
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def is_spam(text: str, trap: str) -> bool:
    """A machine fills the field that nobody sees, or writes a list of links."""
    return bool(trap.strip()) or len(LINK.findall(text)) > MOST_LINKS
