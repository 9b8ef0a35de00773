"""Where first answers come from, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

RECORD = "record"
EARLIER_PREFIX = "earlier:"


def source_words(origin: str) -> str:
    """The note beside a first answer."""
    if origin.startswith(EARLIER_PREFIX):
        return _("Presa dalla tua domanda %(code)s: controlla e correggi se è cambiata.") % {
            "code": origin.removeprefix(EARLIER_PREFIX)
        }
    return _("Presa dalla scheda dell’impresa: controlla e correggi se è cambiata.")
