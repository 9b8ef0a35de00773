"""Forms of the thread."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.errors import Refused
from manifattura.ui.forms import show_refusal

from ..domain.message_texts import BODY_LENGTH, SUBJECT_LENGTH


class AnswerForm(forms.Form):
    """What an applicant writes; `key` makes of a form sent twice one message."""

    subject = forms.CharField(label=_("Oggetto"), max_length=SUBJECT_LENGTH)
    body = forms.CharField(
        label=_("Messaggio"), max_length=BODY_LENGTH, widget=forms.Textarea(attrs={"rows": 8})
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


def add_refusal(form: forms.Form, refusal: Refused) -> str:
    """Show the refusal beside its field; returns the error of the files, which no form field holds."""
    if refusal.field == "files":
        return refusal.message
    show_refusal(form, refusal)
    return ""
