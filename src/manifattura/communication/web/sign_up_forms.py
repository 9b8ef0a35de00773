"""The form with which one signs up for a session; its first two fields are those of every booking."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WhoForm(forms.Form):
    """Who books, and where the confirmation goes."""

    name = forms.CharField(
        label=_("Nome e cognome"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Scrivi il tuo nome.")},
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        help_text=_("Ti mandiamo la conferma, il file per il calendario e il link per annullare."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Scrivi il tuo indirizzo e-mail."),
            "invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it."),
        },
    )


class SignUpForm(WhoForm):
    firm = forms.CharField(
        label=_("Impresa o ente"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    needs = forms.CharField(
        label=_("Che cosa ti serve per partecipare"),
        max_length=300,
        required=False,
        help_text=_(
            "Per esempio un ingresso senza gradini o l’interprete della lingua dei segni. Non dire perché."
        ),
    )
