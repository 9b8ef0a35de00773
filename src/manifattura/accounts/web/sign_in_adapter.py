"""How allauth behaves here: our words, where people land after signing in, which secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
import time
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ..models import Person
from ..permissions import is_committee, is_office
from .places import home_of, kept_way

# said by the page itself, or not worth interrupting for
SILENT = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class SignInAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("Indirizzo o password non corretti: controllali e riprova."),
        "enter_current_password": _("Scrivi la password che usi adesso."),
        "incorrect_password": _("La password non è corretta."),
        "incorrect_code": _("Il codice non è corretto: usa quello che vedi adesso nell’app."),
        "too_many_login_attempts": _("Troppi tentativi non riusciti: aspetta cinque minuti e riprova."),
        "invalid_password_reset": _("Il link non è più valido: chiedine uno nuovo."),
        "rate_limited": _("Troppe richieste in poco tempo: aspetta un minuto e riprova."),
        "account_inactive": _("Questo account non è attivo: scrivi all’ufficio."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        account_id = request.user.pk
        return kept_way(request) or home_of(
            Person.objects.filter(account_id=account_id).first() if account_id else None
        )

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Who has just signed in is not asked for the password again to set up the second factor."""
        records = get_authentication_records(self.request, self.request.user)
        moment = records[-1]["at"] if records else 0
        if time.time() - moment < app_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **options))

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        if message_template not in SILENT:
            super().add_message(request, level, message_template, message_context, extra_tags, message)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {"city": settings.CITY, **context})


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("Il codice non è corretto: usa quello che vedi adesso nell’app."),
        "unverified_email": _("Conferma prima il tuo indirizzo: ti abbiamo scritto il link."),
        "cannot_delete_authenticator": _("Chi lavora per l’ufficio non può togliere il secondo fattore."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.CITY["programme"])

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep their second factor as long as they hold a role."""
        person = Person.objects.filter(account_id=authenticator.user_id).first()
        staff = person is not None and (is_office(person) or is_committee(person))
        return not (staff and settings.STAFF_MFA_REQUIRED)

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user)


def _cipher() -> Fernet:
    """A key of its own made from the secret key: who reads the database alone cannot make codes."""
    digest = hashlib.sha256(f"manifattura.second-factor:{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))
