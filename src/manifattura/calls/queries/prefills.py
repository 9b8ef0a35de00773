"""Sources of first answers, as the builder names them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..domain.prefills import EARLIER


def prefill_words() -> dict[str, str]:
    """Source → how the builder calls it."""
    return {
        "name": _("Dalla scheda dell’impresa: nome"),
        "fiscal_code": _("Dalla scheda dell’impresa: codice fiscale"),
        "vat_number": _("Dalla scheda dell’impresa: partita IVA"),
        "pec": _("Dalla scheda dell’impresa: PEC"),
        "founded_on": _("Dalla scheda dell’impresa: data di costituzione"),
        "employees": _("Dalla scheda dell’impresa: persone"),
        "turnover": _("Dalla scheda dell’impresa: fatturato"),
        "main_ateco": _("Dalla scheda dell’impresa: codice ATECO principale"),
        "seat": _("Dalla scheda dell’impresa: sede"),
        EARLIER: _("Dalla stessa domanda, nell’ultima domanda inviata dall’impresa"),
    }
