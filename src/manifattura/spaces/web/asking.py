"""What is asked of the list and of the map: the same words in the address, so that one can be sent from either."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import parse_number

from ..domain.words import OFFERED, PUBLIC, PermittedUse, SpaceState
from ..models import Space
from ..queries import words
from ..queries.spaces import ORDERS, Box, nils_with_spaces, public_spaces

NAMES = (
    "q",
    "nil",
    "zona",
    "uso",
    "mq",
    "canone",
    "kw",
    "altezza",
    "carico",
    "accessibile",
    "ordine",
    "riquadro",
    "stato",
)
MORE = ("stato", "zona", "kw", "altezza", "carico", "accessibile")
"""Asked less often: behind a disclosure."""
ORDER_WORDS: dict[str, Promise] = {
    "": _("Codice"),
    "canone": _("Canone, dal più basso"),
    "-canone": _("Canone, dal più alto"),
    "-mq": _("Superficie, dalla più grande"),
    "mq": _("Superficie, dalla più piccola"),
    "quartiere": _("Quartiere"),
    "-visto": _("Verificati da poco"),
}


STATES = {
    "": OFFERED,
    "liberi": frozenset({SpaceState.VERIFIED}),
    "in-bando": frozenset({SpaceState.IN_CALL}),
    "assegnati": frozenset({SpaceState.ASSIGNED}),
    "in-uso": frozenset({SpaceState.IN_USE}),
    "tutti": PUBLIC,
}
STATE_WORDS: dict[str, Promise] = {
    "": _("Quelli che si possono chiedere"),
    "liberi": _("Liberi, senza un bando"),
    "in-bando": _("In un bando"),
    "assegnati": _("Assegnati, non ancora aperti"),
    "in-uso": _("In uso"),
    "tutti": _("Tutti"),
}


@dataclass(frozen=True)
class Asked:
    """The question of an address, only what can be read of it."""

    values: dict[str, str]
    box: Box | None

    @property
    def filtered(self) -> bool:
        return any(value for name, value in self.values.items() if name != "ordine")

    @property
    def more(self) -> bool:
        return any(self.values[name] for name in MORE)

    def query(self, *, without: str = "") -> str:
        """The address's question, ready to be put after `?`."""
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in self.values.items() if value and name != without})
        return kept.urlencode()

    def found(self) -> QuerySet[Space]:
        asked = self.values
        area = next(
            (one for one in settings.CITY.get("target_areas", ()) if one["key"] == asked["zona"]), None
        )
        return public_spaces(
            text=asked["q"],
            use=asked["uso"] if asked["uso"] in set(PermittedUse) else "",
            nil=int(asked["nil"]) if asked["nil"].isdecimal() and len(asked["nil"]) < 4 else None,
            nils=tuple(area.get("nils", ())) if area else (),
            excluded_municipi=tuple(area.get("excluded_municipi", ())) if area else (),
            least={
                "net_m2": number_asked(asked["mq"]),
                "power_kw": number_asked(asked["kw"]),
                "clear_height_m": number_asked(asked["altezza"]),
                "floor_load_kg": number_asked(asked["carico"]),
            },
            most_rent=number_asked(asked["canone"]),
            accessible=bool(asked["accessibile"]),
            box=self.box,
            order=asked["ordine"],
            states=STATES[asked["stato"]],
        )

    def context(self) -> dict[str, Any]:
        """What the form of the filters shows."""
        return {
            "uses": [(code.value, word) for code, word in words.PERMITTED_USES.items()],
            "nils": [(str(number), name) for number, name in nils_with_spaces()],
            "zones": [(str(one["key"]), str(one["name"])) for one in settings.CITY.get("target_areas", ())],
            "states": list(STATE_WORDS.items()),
            "orders": list(ORDER_WORDS.items()),
            "asked": self.values,
            "filtered": self.filtered,
            "more": self.more,
            "query": self.query(),
            "query_without_box": self.query(without="riquadro"),
        }


def read_asked(request: HttpRequest) -> Asked:
    """What is no number, no order, no box asks nothing."""
    values = {name: request.GET.get(name, "").strip()[:100] for name in NAMES}
    if values["ordine"] not in ORDERS:
        values["ordine"] = ""
    if values["stato"] not in STATES:
        values["stato"] = ""
    box = _box(values["riquadro"])
    if box is None:
        values["riquadro"] = ""
    return Asked(values, box)


def _box(text: str) -> Box | None:
    """Four degrees with commas: west, south, east, north."""
    try:
        west, south, east, north = (Decimal(part) for part in text.split(","))
    except (ValueError, ArithmeticError):
        return None
    sane = -180 <= west < east <= 180 and -90 <= south < north <= 90
    return Box(west, south, east, north) if sane else None


def number_asked(text: str) -> Decimal | None:
    """What is no number filters nothing."""
    try:
        value = parse_number(text) if text.strip() else None
    except ValueError:
        return None
    return value if value is not None and 0 <= value < 10**9 else None
