"""The minutes of a public draw as an accessible PDF: what was announced, the value, the keys, who was there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel.pdf import render_pdf
from manifattura.ui.formats import date_text

from ..domain.draws import tickets

if TYPE_CHECKING:
    from manifattura.calls.domain.edition import Edition

    from ..models import PublicDraw

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "evaluation" / "pdf" / "draw.typ"


def draw_minutes_pdf(draw: PublicDraw, edition: Edition) -> bytes:
    """Of a draw that was held; only codes, no names of applicants."""
    assert draw.held_at is not None
    language = "en" if (get_language() or "").startswith("en") else "it"
    return render_pdf(TEMPLATE, _data(draw, edition), made_at=draw.held_at, language=language)


def _data(draw: PublicDraw, edition: Edition) -> dict[str, Any]:
    heading = _("Verbale del sorteggio pubblico n. %(n)s") % {"n": draw.number}
    return {
        "title": f"{heading}: {edition.texts.title}",
        "heading": heading,
        "call": edition.texts.title,
        "office": edition.office.name,
        "facts_title": _("La seduta"),
        "facts": [
            [_("Convocata"), date_text(draw.convened_at, "hour")],
            [_("Seduta"), date_text(draw.sitting_at, "hour")],
            [_("Dove"), draw.place],
            [_("Presenti"), draw.attended],
            [_("Valore annunciato"), draw.seed_source],
            [_("Giorno del valore"), date_text(draw.seed_on, "long")],
            [_("Valore estratto"), draw.seed],
            [_("Scritto"), date_text(draw.held_at, "seconds")],
            *([[_("Note"), draw.notes]] if draw.notes else []),
        ],
        "groups_title": _("Le domande a pari merito, nell’ordine del sorteggio"),
        "heads": [_("Ordine"), _("Domanda"), _("Chiave")],
        "groups": [
            [[str(one.place), one.id, one.key] for one in tickets(group, draw.seed)]
            for group in draw.announcement["groups"]
        ],
        "rule_title": _("Come si rifà"),
        "rule": _(
            "La chiave di una domanda è l’impronta SHA-256 del testo «valore:codice». Va prima la chiave più piccola. "
            "Chiunque la ricalcola, su qualunque computer."
        ),
        "digest_title": _("Impronta SHA-256 dell’elenco pubblicato prima"),
        "digest": draw.sha256,
        "sample": _("Dati campione: imprese e importi sono di esempio.") if edition.is_sample else "",
    }
