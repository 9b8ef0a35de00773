"""The forms of the page about sealed envelopes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ...domain.sealing import FEWEST, MOST_SHARES
from .fields import WholeField


class SealedForm(forms.Form):
    seal_whole = forms.BooleanField(
        label=_("Tutta la domanda va in busta chiusa"),
        help_text=_(
            "Restano aperti solo titolo, costo del progetto, dichiarazioni e marca da bollo. Se non lo scegli, vanno in "
            "busta solo le domande segnate nel modulo."
        ),
        required=False,
    )
    seal_shares = WholeField(
        label=_("In quante parti si divide la chiave"),
        help_text=_("Una per custode."),
        min_value=FEWEST,
        max_value=MOST_SHARES,
    )
    seal_threshold = WholeField(
        label=_("Quante parti servono per aprire"),
        help_text=_("Con meno parti non si apre niente. Se ne mancano troppe, le buste non si aprono più."),
        min_value=FEWEST,
        max_value=MOST_SHARES,
    )
    seal_committee_reads = forms.BooleanField(
        label=_("Dopo l’apertura le legge anche la commissione"),
        help_text=_("L’ufficio e chi ha fatto domanda le leggono sempre."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        shares, threshold = facts.get("seal_shares"), facts.get("seal_threshold")
        if shares is not None and threshold is not None and threshold > shares:
            self.add_error("seal_threshold", _("Non possono servire più parti di quante sono."))
        return facts


class CodeForm(forms.Form):
    """The code as the officer has kept it."""

    code = forms.CharField(
        label=_("Scrivi il codice che hai conservato"),
        help_text=_("Nove gruppi di quattro segni. Maiuscole e trattini non contano."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Scrivi il codice."),
            "max_length": _("È troppo lungo per essere un codice: i gruppi sono nove."),
        },
    )
