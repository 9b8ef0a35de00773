"""Forms of the staff and office pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.save_office import FACTS
from ..domain.invitations import needs_office
from ..domain.roles import Role
from ..models import Office
from ..queries.role_words import ROLE_WORDS
from .sign_in_forms import NEW_PASSWORD, clean_full_name


class InvitationForm(forms.Form):
    """Whom to invite, as what, where."""

    full_name = forms.CharField(label=_("Nome e cognome"), max_length=160)
    email = forms.EmailField(
        label=_("Indirizzo e-mail"), help_text=_("Riceve un link che vale sette giorni e una volta sola.")
    )
    role = forms.ChoiceField(
        label=_("Ruolo"), choices=[(role.value, word) for role, word in ROLE_WORDS.items()]
    )
    office = forms.ModelChoiceField(
        label=_("Ufficio"),
        queryset=Office.objects.all(),
        required=False,
        empty_label=_("Tutta la città"),
        help_text=_("Lascia “Tutta la città” solo per commissari e amministratori."),
    )

    def clean_full_name(self) -> str:
        return clean_full_name(self.cleaned_data["full_name"])

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("role") and not needs_office(Role(facts["role"])):
            facts["office"] = None
        return facts


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=300,
        help_text=_("Resta nel registro."),
        widget=forms.Textarea({"rows": 3}),
    )


class NewPersonForm(forms.Form):
    """What a person invited without an account still has to say."""

    full_name = forms.CharField(
        label=_("Nome e cognome"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    password1 = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=NEW_PASSWORD,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label=_("Ripeti la password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, email: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.email = email

    def clean_full_name(self) -> str:
        return clean_full_name(self.cleaned_data["full_name"])

    def clean_password1(self) -> str:
        from django.contrib.auth.password_validation import validate_password

        from ..models import Account

        password: str = self.cleaned_data["password1"]
        validate_password(password, Account(email=self.email))
        return password

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if facts.get("password1") and facts["password1"] != facts.get("password2"):
            self.add_error("password2", _("Le due password non sono uguali: riscrivile."))
        return facts


class OfficeForm(forms.ModelForm):
    class Meta:
        model = Office
        fields = FACTS
        labels = {
            "name": _("Nome dell’ufficio"),
            "department": _("Direzione"),
            "email": _("Indirizzo e-mail"),
            "pec": _("PEC"),
            "phone": _("Telefono"),
            "address": _("Indirizzo"),
            "opening_hours": _("Orari"),
            "substitute_power": _("Chi decide se l’ufficio non risponde"),
            "substitute_power_email": _("Indirizzo e-mail di chi decide al suo posto"),
        }
        help_texts = {
            "substitute_power": _(
                "Titolare del potere sostitutivo (L. 241/1990, art. 2 c. 9-bis): è scritto sulle ricevute."
            ),
        }
