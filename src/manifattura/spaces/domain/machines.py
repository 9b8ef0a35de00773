"""The list of machines as people write it: one a line, with its kilowatts at the end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

THREE_PHASE = re.compile(r"\b(trifase|three[- ]phase|380|400\s*v)\b", re.IGNORECASE)
KILOWATTS = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?)\s*(?:kw)?\s*$", re.IGNORECASE)
MOST_LINES = 40


@dataclass(frozen=True)
class Machines:
    """`kw`: all of them together; `three_phase`: one of them says so; `unread`: numbers of the lines without kilowatts."""

    kw: Decimal | None
    three_phase: bool
    unread: tuple[int, ...]


def read_machines(text: str) -> Machines:
    """Sum the machines of a list. "Sega a nastro 2,2 trifase", "Tornio: 4 kW"; empty lines count for nothing."""
    total, some, unread = Decimal(0), False, []
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        words = THREE_PHASE.sub(" ", line).strip()
        if not words:
            continue
        found = KILOWATTS.search(words)
        if found is None or number > MOST_LINES:
            unread.append(number)
            continue
        total, some = total + Decimal(found[1].replace(",", ".")), True
    three_phase = any(THREE_PHASE.search(line) for line in lines)
    return Machines(total if some else None, three_phase, tuple(unread))
