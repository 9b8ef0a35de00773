"""What is asked of the spaces, as an address says it: of the list, of the map, of an alert on a search."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from manifattura.territory.queries.areas import nil_choices
from manifattura.ui.formats import money_text
from manifattura.ui.forms import parse_number

from ..domain.words import OFFERED, PUBLIC, PermittedUse, SpaceState
from ..models import Space
from . import words
from .spaces import ORDERS, Box, public_spaces

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
NOT_IN_A_SEARCH = ("ordine", "stato")
"""What an alert does not keep: it tells of spaces on offer, the newest."""
LONGEST = 300

STATES = {
    "": OFFERED,
    "liberi": frozenset({SpaceState.VERIFIED}),
    "in-bando": frozenset({SpaceState.IN_CALL}),
    "assegnati": frozenset({SpaceState.ASSIGNED}),
    "in-uso": frozenset({SpaceState.IN_USE}),
    "tutti": PUBLIC,
}


NUMBERS = ("mq", "canone", "kw", "altezza", "carico")


@dataclass(frozen=True)
class Asked:
    """The question of an address, only what can be read of it."""

    values: dict[str, str]
    box: Box | None

    @property
    def filtered(self) -> bool:
        return any(value for name, value in self.values.items() if name != "ordine")

    @property
    def unread(self) -> list[str]:
        """What was written where a number goes and is none: it asks nothing, and the form says so."""
        return [name for name in NUMBERS if self.values[name] and number_asked(self.values[name]) is None]

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


def read_asked(given: Mapping[str, Any]) -> Asked:
    """What is no number, no order, no box asks nothing."""
    values = {name: str(given.get(name, "")).strip()[:100] for name in NAMES}
    if values["ordine"] not in ORDERS:
        values["ordine"] = ""
    if values["stato"] not in STATES:
        values["stato"] = ""
    box = _box(values["riquadro"])
    if box is None:
        values["riquadro"] = ""
    return Asked(values, box)


# ------------------------------------------------------------------ a search that is kept


def search_of(query: str) -> str:
    """The question of an address as an alert keeps it; empty when it asks nothing, or is too long to be one of ours."""
    asked = read_asked(QueryDict(query[:2000]))
    values = {name: "" if name in NOT_IN_A_SEARCH else value for name, value in asked.values.items()}
    kept = Asked(values, asked.box).query()
    return kept if len(kept) <= LONGEST else ""


def found_by_search(query: str) -> QuerySet[Space]:
    """The spaces on offer that a kept search finds."""
    return read_asked(QueryDict(query)).found()


def search_words(query: str) -> str:
    """A kept search in words: `Bovisa, almeno 50 m²`."""
    asked = read_asked(QueryDict(query)).values
    zones = {str(one["key"]): str(one["name"]) for one in settings.CITY.get("target_areas", ())}
    nils = {str(number): name for number, name in nil_choices()} if asked["nil"] else {}
    uses = {use.value: str(word) for use, word in words.PERMITTED_USES.items()}
    rent = number_asked(asked["canone"])
    parts = [
        f"«{asked['q']}»" if asked["q"] else "",
        (nils.get(asked["nil"]) or f"NIL {asked['nil']}") if asked["nil"] else "",
        zones.get(asked["zona"], ""),
        uses.get(asked["uso"], ""),
        _least(asked["mq"], _("almeno %(n)s m²")),
        _("al massimo %(rent)s l’anno") % {"rent": money_text(rent, "round")} if rent is not None else "",
        _least(asked["kw"], _("almeno %(n)s kW")),
        _least(asked["altezza"], _("alto almeno %(n)s m")),
        _least(asked["carico"], _("regge almeno %(n)s kg/m²")),
        _("accessibile a tutti") if asked["accessibile"] else "",
        _("in una parte della mappa") if asked["riquadro"] else "",
    ]
    return ", ".join(filter(None, parts))


def _least(text: str, pattern: str) -> str:
    return pattern % {"n": text} if number_asked(text) is not None else ""


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
