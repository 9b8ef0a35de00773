"""Forms with which the office writes to applicants and records what it sent outside."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.applications.domain.certified_mail import ReceiptKind
from manifattura.applications.domain.message_texts import BODY_LENGTH, SUBJECT_LENGTH, MessageText
from manifattura.kernel.errors import Refused
from manifattura.ui.forms import DateTimeField, show_refusal

UNFINISHED = re.compile(r"\[(scrivi|write)\b[^\]]*\]", re.IGNORECASE)
"""What a template leaves to the officer: `[scrivi qui che cosa]`."""


class TextsForm(forms.Form):
    """Subject and text, in Italian and, if one wants, in English."""

    subject = forms.CharField(label=_("Oggetto"), max_length=SUBJECT_LENGTH)
    body = forms.CharField(
        label=_("Messaggio"), max_length=BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 10})
    )
    subject_en = forms.CharField(label=_("Oggetto in inglese"), max_length=SUBJECT_LENGTH, required=False)
    body_en = forms.CharField(
        label=_("Messaggio in inglese"),
        max_length=BODY_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    needs_proof = forms.BooleanField(
        label=_("Serve la prova che l’ha ricevuto"),
        help_text=_(
            "L’e-mail dice solo che c’è un messaggio: il testo si legge nell’area personale, e aprirlo è la prova."
        ),
        required=False,
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        subject, body = given.get("subject_en", ""), given.get("body_en", "")
        if bool(subject) != bool(body):
            missing = "body_en" if subject else "subject_en"
            self.add_error(missing, _("In inglese servono oggetto e messaggio, o nessuno dei due."))
        for name in ("subject", "body", "subject_en", "body_en"):
            if UNFINISHED.search(given.get(name, "")):
                self.add_error(name, _("Completa le parti fra parentesi quadre."))
        return given

    def texts(self) -> dict[str, MessageText]:
        """Language → text, of a valid form."""
        given = self.cleaned_data
        texts = {"it": MessageText(" ".join(given["subject"].split()), given["body"].strip())}
        if given["subject_en"]:
            texts["en"] = MessageText(" ".join(given["subject_en"].split()), given["body_en"].strip())
        return texts


class WriteForm(TextsForm):
    """To one applicant."""

    settles = forms.BooleanField(
        label=_("Con questo rispondi a ciò che l’impresa ha scritto"), required=False, initial=True
    )


KINDS = [
    ("", _("Lo dice il file")),
    (ReceiptKind.ACCEPTANCE, _("Accettazione")),
    (ReceiptKind.DELIVERY, _("Avvenuta consegna")),
    (ReceiptKind.FAILURE, _("Mancata consegna")),
]


class ReceiptForm(forms.Form):
    """A receipt of certified mail: the file says everything when it is the saved e-mail."""

    file = forms.FileField(
        label=_("File della ricevuta"),
        help_text=_("Il messaggio salvato (.eml), il suo daticert.xml, oppure un PDF."),
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(label=_("Che ricevuta è"), choices=KINDS, required=False)
    address = forms.EmailField(
        label=_("Indirizzo PEC dell’impresa"), required=False, help_text=_("Se il file non lo dice.")
    )
    happened_at = DateTimeField(
        label=_("Giorno e ora della ricevuta"), required=False, help_text=_("Se il file non li dice.")
    )
    identifier = forms.CharField(
        label=_("Identificativo del messaggio"),
        max_length=300,
        required=False,
        help_text=_("Se il file non lo dice."),
    )


class OutsideForm(forms.Form):
    """A letter that was sent by certified mail and is not in the thread yet."""

    subject = forms.CharField(label=_("Oggetto della PEC"), max_length=SUBJECT_LENGTH)
    body = forms.CharField(
        label=_("Testo della PEC"), max_length=BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 8})
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


def add_refusal(form: forms.Form, refusal: Refused) -> str:
    """Show the refusal beside its field; returns the error of the files, which no form field holds."""
    if refusal.field == "files":
        return refusal.message
    show_refusal(form, refusal)
    return ""
