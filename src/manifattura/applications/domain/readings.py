"""What of an application was opened by somebody who works on it."""

from enum import StrEnum


class ReadingKind(StrEnum):
    PAGE = "page"
    """What the firm wrote: the page of the formal review."""
    FILE = "file"
    PROJECT = "project"
    """The application as a member of the committee reads it."""
    SHEET = "sheet"
    REPLY = "reply"
    """What was sent later with a form: answers to a remedy request, observations."""
    MESSAGES = "messages"
    COPY = "copy"
    """The answers as a copy for a request of access shows them."""
    VISIT = "visit"
