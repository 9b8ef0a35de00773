"""What a template is: a whole call with no dates, and the name of its target area in the city's profile."""

from dataclasses import dataclass

from ..edition import Edition


@dataclass(frozen=True)
class CallTemplate:
    """`area` names a target area of the city profile, so that no quarter is written in code."""

    key: str
    name: str
    description: str
    edition: Edition
    area: str = ""
