"""The applicant's facts in words: "Chi sei" of the summary, and the office's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from manifattura.organisations.queries.ateco import ateco_title


def firm_rows(applicant: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, value) from a snapshot."""
    rows = [
        (_("Nome"), applicant["name"]),
        (_("Codice fiscale"), applicant.get("fiscal_code", "")),
        (_("Partita IVA"), applicant.get("vat_number", "")),
        (_("Dimensione"), size_word(applicant.get("size_class", ""))),
        *(
            (_("Codice ATECO %(edition)s") % {"edition": row["edition"]}, _ateco(row))
            for row in applicant.get("ateco", ())
        ),
        *((_("Componente del raggruppamento"), member["name"]) for member in applicant.get("members", ())),
    ]
    return [(label, value) for label, value in rows if value]


def size_word(size: str) -> str:
    """`micro` → "Micro impresa"."""
    return {
        "micro": _("Micro impresa"),
        "small": _("Piccola impresa"),
        "medium": _("Media impresa"),
        "large": _("Grande impresa"),
    }.get(size, "")


def _ateco(row: Mapping[str, Any]) -> str:
    return f"{row['code']} {ateco_title(row['code'], row['edition'])}".strip()
