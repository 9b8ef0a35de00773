"""Tables of spaces, as one of the kinds that an office may import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from manifattura.kernel.tables.check import Rules
from manifattura.kernel.tables.kinds import Kind, register
from manifattura.territory.domain.places import Places
from manifattura.territory.queries.column_words import PLACE_COLUMNS

from ..actions.import_spaces import import_spaces
from ..domain.import_rules import space_rules
from ..permissions import may_keep_census
from ..queries import words
from ..queries.import_plan import foreseen_spaces

COLUMNS = {
    "code": _("Codice"),
    "name": _("Nome"),
    **PLACE_COLUMNS,
    **words.FACTS,
    "rent_a_metre": _("Canone al m²"),
    "notes": _("Note"),
    "data_kind": _("Dato campione o reale"),
}


def register_kind() -> None:
    register(
        Kind(
            key="spaces", slug="spazi", title=_("Spazi"), columns=COLUMNS, rules=_rules, foreseen=foreseen_spaces,
            write=import_spaces, may=may_keep_census, list_url="spaces:office_list", name_of=_name,
        )
    )  # fmt: skip


def _rules(places: Places, today: date) -> Rules:
    return space_rules(places, today)


def _name(values: Mapping[str, Any]) -> str:
    return ", ".join(filter(None, [str(values.get("code") or ""), str(values.get("address") or "")]))
