"""What an officer writes of a document that arrived on paper or by certified mail: when, by which way, who signed, the proof."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .forms import DateField, DateTimeField


class ArrivalForm(forms.Form):
    """The proof of an arrival; apps add what the document says."""

    channel = forms.ChoiceField(
        label=_("Come è arrivata"),
        choices=[("pec", _("Per PEC")), ("paper", _("Su carta"))],
        widget=forms.RadioSelect,
    )
    arrived_at = DateTimeField(
        label=_("Quando è arrivata"),
        help_text=_("Giorno e ora della ricevuta di consegna della PEC, o del timbro del protocollo."),
    )
    protocol_number = forms.CharField(label=_("Numero di protocollo"), max_length=40)
    protocol_on = DateField(label=_("Data di protocollo"))
    proof = forms.FileField(
        label=_("Prova di arrivo"),
        help_text=_(
            "La ricevuta o il messaggio della PEC (EML, P7M, ZIP), oppure la scansione del documento con il timbro (PDF, JPG, PNG). Fino a 30 MB."
        ),
    )
    signed_by = forms.CharField(label=_("Chi ha firmato il documento"), max_length=160)
    signed_as = forms.ChoiceField(
        label=_("In quale qualità ha firmato"),
        choices=[("legal_rep", _("Legale rappresentante")), ("delegate", _("Persona delegata"))],
        widget=forms.RadioSelect,
        initial="legal_rep",
    )


class LaterArrivalForm(ArrivalForm):
    """Of something that had a term: once the proof says that it came late, it may be kept without effect."""

    keep_late = forms.BooleanField(
        label=_("Tienila agli atti come arrivata tardi: non cambia nulla, e l’impresa viene avvisata"),
        required=False,
    )
    field_order = [
        "channel",
        "arrived_at",
        "protocol_number",
        "protocol_on",
        "proof",
        "signed_by",
        "signed_as",
    ]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offers_late = "keep_late" in self.data

    def offer_late(self) -> None:
        """The page asks whether to keep it, now that an action has said that it is late."""
        self.offers_late = True
