"""Tables of firms, as one of the kinds that an office may import."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from manifattura.kernel.tables.check import Rules
from manifattura.kernel.tables.kinds import Kind, register
from manifattura.territory.domain.places import Places
from manifattura.territory.queries.column_words import PLACE_COLUMNS

from ..actions.import_organisations import import_organisations
from ..domain.import_rules import organisation_rules
from ..permissions import may_import_firms
from ..queries.ateco import is_ateco
from ..queries.import_plan import foreseen_organisations

if TYPE_CHECKING:
    from django.utils.functional import Promise

COLUMNS: dict[str, Promise] = {
    "name": _("Denominazione"),
    "legal_form": _("Forma giuridica"),
    "vat_number": _("Partita IVA"),
    "fiscal_code": _("Codice fiscale"),
    "ateco": _("Codice ATECO"),
    "activity": _("Attività"),
    "start_year": _("Anno di inizio"),
    **PLACE_COLUMNS,
    "email": _("Email"),
    "pec": _("PEC"),
    "phone": _("Telefono"),
    "employees": _("Addetti"),
    "state": _("Attiva o cessata"),
    "notes": _("Note"),
}


def register_kind() -> None:
    register(
        Kind(
            key="organisations", slug="imprese", title=_("Imprese"), columns=COLUMNS, rules=_rules, foreseen=foreseen_organisations,
            write=import_organisations, may=may_import_firms, list_url="organisations:office_list", name_of=_name,
        )
    )  # fmt: skip


def _rules(places: Places, today: date) -> Rules:
    return organisation_rules(places, today, is_ateco)


def _name(values: Mapping[str, Any]) -> str:
    code = str(values.get("vat_number") or values.get("fiscal_code") or "")
    return ", ".join(filter(None, [str(values.get("name") or ""), code]))
