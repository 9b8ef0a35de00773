"""A city's protocol system for tests: it can be away for a while, refuse, and remembers what it was told."""

from __future__ import annotations

from manifattura.applications.adapters.protocol import (
    Entry,
    ProtocolRefusedError,
    ProtocolUnavailableError,
)


class CityProtocol:
    """Set `away` to the number of times it will not answer, `unwanted` to the senders it refuses."""

    is_own = False
    told: list[Entry] = []
    given: dict[str, str] = {}
    away = 0
    unwanted: tuple[str, ...] = ()

    @classmethod
    def reset(cls) -> None:
        cls.told, cls.given, cls.away, cls.unwanted = [], {}, 0, ()

    def record(self, entry: Entry) -> str:
        if CityProtocol.away:
            CityProtocol.away -= 1
            raise ProtocolUnavailableError
        if entry.sender in self.unwanted:
            raise ProtocolRefusedError("Mittente non presente in anagrafica")
        self.told.append(entry)
        return self.given.setdefault(entry.number, f"PG/2026/{1000 + len(self.given)}")
