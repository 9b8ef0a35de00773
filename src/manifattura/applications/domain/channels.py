"""How an application came in: written here by the applicant, or entered by an officer with the proof of its arrival."""

from enum import StrEnum


class Channel(StrEnum):
    ONLINE = "online"
    PEC = "pec"
    PAPER = "paper"


ENTERED = (Channel.PEC, Channel.PAPER)
"""Ways in that an officer enters."""
