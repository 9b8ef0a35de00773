"""The forms of sign-in, in our words: allauth's own, with labels, helps and no placeholders."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.account.models import EmailAddress
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..actions.register_person import register_person
from ..models import Account

Words = dict[str, tuple[Any, Any]]

NEW_PASSWORD = _("Almeno 12 caratteri. Quattro parole in fila vanno bene.")
DIFFERENT = _("Le due password non sono uguali: riscrivile.")


class InOurWords(forms.Form):
    """Label and help by field name; placeholders off, because they vanish while one writes."""

    words: Words = {}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class LoginForm(InOurWords, account.LoginForm):
    words = {"login": (_("Indirizzo e-mail"), ""), "password": (_("Password"), "")}


class SignupForm(InOurWords, account.SignupForm):
    """Asks the full name too, and creates the person behind the account."""

    words = {
        "email": (_("Indirizzo e-mail"), _("Ti scriviamo un link per confermarlo.")),
        "password1": (_("Password"), NEW_PASSWORD),
        "password2": (_("Ripeti la password"), ""),
    }
    field_order = ["full_name", "email", "password1", "password2"]
    full_name = forms.CharField(
        label=_("Nome e cognome"),
        max_length=160,
        help_text=_("Come sul documento: compare sulle domande che firmi."),
        widget=forms.TextInput({"autocomplete": "name"}),
    )

    def clean_full_name(self) -> str:
        return clean_full_name(self.cleaned_data["full_name"])

    def try_save(self, request: HttpRequest) -> Any:
        """Two clicks at once: the second finds the address taken, as anybody who signs up with it does."""
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def signup(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        assert isinstance(user, Account)
        register_person(full_name=self.cleaned_data["full_name"], email=user.email, account=user)


class ResetPasswordForm(InOurWords, account.ResetPasswordForm):
    words = {"email": (_("Indirizzo e-mail"), _("Quello con cui ti sei registrato."))}


class _NewPassword(InOurWords):
    words = {
        "oldpassword": (_("Password attuale"), ""),
        "password1": (_("Nuova password"), NEW_PASSWORD),
        "password2": (_("Ripeti la nuova password"), ""),
    }


class NewPasswordForm(_NewPassword, account.ResetPasswordKeyForm):
    pass


class ChangePasswordForm(_NewPassword, account.ChangePasswordForm):
    pass


class ChangeAddressForm(InOurWords, account.AddEmailForm):
    """A new address of one's own; who else has an account here is told to nobody."""

    words = {"email": (_("Nuovo indirizzo e-mail"), _("Ti scriviamo un link per confermarlo."))}

    def clean_email(self) -> str:
        if self.user.email in {person.email for person in settings.DEMO_PEOPLE}:
            raise forms.ValidationError(_("Le persone di questo sito di prova tengono il loro indirizzo."))
        return str(super().clean_email())

    def save(self, request: HttpRequest) -> EmailAddress:
        address = self.cleaned_data["email"]
        if Account.objects.filter(email__iexact=address).exists():
            messages.success(request, _("Ti abbiamo scritto un’e-mail con il link di conferma."))
            return EmailAddress(user=self.user, email=address)
        return super().save(request)


class SetPasswordForm(_NewPassword, account.SetPasswordForm):
    pass


class ReauthenticateForm(InOurWords, account.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class _Code(InOurWords):
    words = {"code": (_("Codice"), _("Sei cifre dall’app, oppure uno dei codici di recupero."))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs.update({"autocomplete": "one-time-code", "inputmode": "text"})


class CodeForm(_Code, mfa.AuthenticateForm):
    pass


class ReauthenticateCodeForm(_Code, mfa.ReauthenticateForm):
    pass


class ActivateCodesForm(InOurWords, totp.ActivateTOTPForm):
    words = {"code": (_("Codice dell’app"), _("Le sei cifre che l’app mostra adesso."))}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].widget.attrs.update({"inputmode": "numeric"})


def clean_full_name(text: str) -> str:
    """One space between the words; a name has at least two letters."""
    name = " ".join(text.split())
    if sum(sign.isalpha() for sign in name) < 2:
        raise forms.ValidationError(_("Scrivi nome e cognome."))
    return name
