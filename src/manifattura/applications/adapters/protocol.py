"""The seam for the city's own protocol system: an installation names its client in the setting `PROTOCOL_SYSTEM`.

Numbers are always given by our own register (DPR 445/2000 art. 53, c. 5: a register of its own, without gaps): nobody who sends
waits for another system, and none that is down stops a call. The city's system is told afterwards, and its number kept beside ours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

OWN = "manifattura.applications.adapters.protocol.OwnRegister"


@dataclass(frozen=True)
class Entry:
    """What the law asks of a registration (art. 53, c. 1). `number` is ours: telling it twice must change nothing."""

    number: str
    registered_at: datetime
    sender: str
    subject: str
    sha256: str


class ProtocolSystem(Protocol):
    """Another register that wants to know of each arrival."""

    is_own: bool

    def record(self, entry: Entry) -> str:
        """The number that the system gave, the same each time it is asked for one entry.

        Raises `ProtocolUnavailableError` when it cannot tell now, `ProtocolRefusedError` when it does not want the entry.
        """
        ...


class ProtocolUnavailableError(Exception):
    """It does not answer, or not in time: asked again a minute later."""


class ProtocolRefusedError(Exception):
    """It answered no; the reason is for the office."""


class OwnRegister:
    """No other system: our number is the number."""

    is_own = True

    def record(self, entry: Entry) -> str:
        return entry.number


def protocol_system() -> ProtocolSystem:
    """The installation's."""
    return cast("ProtocolSystem", import_string(getattr(settings, "PROTOCOL_SYSTEM", OWN))())
