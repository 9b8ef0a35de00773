"""How an application came in: written here by the applicant, or entered by an officer with the proof of its arrival."""

import re
from enum import StrEnum


class Channel(StrEnum):
    ONLINE = "online"
    PEC = "pec"
    PAPER = "paper"


ENTERED = (Channel.PEC, Channel.PAPER)
"""Ways in that an officer enters."""

_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;.]+")


def is_mail_address(text: str) -> bool:
    """Whether a mail can be written to it: a street or a name is none."""
    return _MAIL.fullmatch(text) is not None
