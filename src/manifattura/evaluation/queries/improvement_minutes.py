"""The minutes of a sitting of equal offers as an accessible PDF: who was asked, what each offered, who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from manifattura.kernel.pdf import render_pdf
from manifattura.ui.formats import date_text, money_text

from ..domain.improvements import groups_of
from .draw_minutes import TEMPLATE

if TYPE_CHECKING:
    from manifattura.calls.domain.edition import Edition

    from ..models import OfferImprovement


def improvement_minutes_pdf(sitting: OfferImprovement, edition: Edition) -> bytes:
    """Of a sitting that was held; codes only, no names of applicants."""
    assert sitting.held_at is not None
    assert edition.allocation is not None
    language = "en" if (get_language() or "").startswith("en") else "it"
    heading = _("Verbale della seduta n. %(n)s per migliorare le offerte uguali") % {"n": sitting.number}
    written = {(one["lot"], one["applicant"]): one["amount"] for one in sitting.offers}
    data = {
        "title": f"{heading}: {edition.texts.title}",
        "heading": heading,
        "call": edition.texts.title,
        "office": edition.office.name,
        "facts_title": _("La seduta"),
        "facts": [
            [_("Convocata"), date_text(sitting.convened_at, "hour")],
            [_("Seduta"), date_text(sitting.sitting_at, "hour")],
            [_("Dove"), sitting.place],
            [_("Presenti"), sitting.attended],
            [_("Scritto"), date_text(sitting.held_at, "seconds")],
            *([[_("Note"), sitting.notes]] if sitting.notes else []),
        ],
        "groups_title": _("Chi aveva offerto uguale, lotto per lotto"),
        "heads": [_("Prima offerta"), _("Domanda"), _("Offerta della seduta")],
        "groups": [
            [
                [
                    f"{edition.allocation.lot(group.lot).title}: {money_text(group.offer)}",
                    code,
                    money_text(written[group.lot, code])
                    if (group.lot, code) in written
                    else _("non ha migliorato"),
                ]
                for code in group.applicants
            ]
            for group in groups_of(sitting.announcement)
        ],
        "rule_title": _("La regola"),
        "rule": _(
            "R.D. 827/1924, art. 77: chi ha offerto uguale può migliorare, in busta chiusa, nella stessa seduta. Passa l’offerta "
            "migliore; se sono di nuovo uguali, o nessuno migliora, decide il sorteggio pubblico."
        ),
        "digest_title": _("Impronta SHA-256 della convocazione"),
        "digest": sitting.sha256,
        "sample": _("Dati campione: imprese e importi sono di esempio.") if edition.is_sample else "",
    }
    return render_pdf(TEMPLATE, data, made_at=sitting.held_at, language=language)
