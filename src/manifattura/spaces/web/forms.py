"""What the office writes of a space."""

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateField


class VerifyForm(forms.Form):
    on = DateField(label=_("Visto il"))
    how = forms.CharField(
        label=_("Come lo hai verificato"),
        max_length=1000,
        help_text=_("Sopralluogo, atti, fotografie: resta nel registro, non è pubblico."),
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label=_("Perché lo togli"),
        max_length=1000,
        help_text=_("Resta nel registro, non è pubblico."),
        widget=forms.Textarea({"rows": 3}),
    )
