"""Sign-in pages: allauth's views, only those we style, each with its audience and never cached."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.account.stages import LoginStageController
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp import views as totp
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, re_path
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from manifattura.kernel.audience import Audience, audience

from . import identity
from .places import keep_way

View = Callable[..., HttpResponseBase]


def page(view: View, for_whom: Audience) -> View:
    """The view with its audience declared; its answers hold tokens and are nobody else's."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return audience(for_whom)(shown)


@wraps(account.signup)
def sign_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """Where the person was going is kept while the address is being confirmed."""
    keep_way(request)
    return account.signup(request, *args, **kwargs)


@wraps(mfa.authenticate)
def give_code(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    """The code after the password. Whose factor was taken away meanwhile begins again: the two pages would send them round for ever."""
    stage = LoginStageController.enter(request, AuthenticateStage.key)
    if stage is not None and not is_mfa_enabled(stage.login.user, [Authenticator.Type.TOTP]):
        stage.abort()
        messages.info(request, _("Il tuo secondo fattore è stato azzerato: accedi di nuovo."))
        return redirect("account_login")
    return mfa.authenticate(request, *args, **kwargs)


@audience("person")
def second_factor(request: HttpRequest) -> HttpResponseBase:
    """allauth leads here after a change of the second factor: the profile shows it."""
    return redirect("accounts:profile")


urlpatterns = [
    path("accedi/", page(account.login, "public"), name="account_login"),
    path("accedi/identita/risposta/", identity.answer, name="identity_answer"),
    path("accedi/identita/unisci/", identity.join, name="identity_join"),
    path("accedi/identita/indirizzo/", identity.address, name="identity_address"),
    path("accedi/identita/conferma/<str:token>/", identity.confirm, name="identity_confirm"),
    path("accedi/identita/<slug:scheme>/", identity.begin, name="identity_begin"),
    path("accedi/codice/", page(give_code, "public"), name="mfa_authenticate"),
    path("accedi/di-nuovo/", page(account.reauthenticate, "person"), name="account_reauthenticate"),
    path("accedi/di-nuovo/codice/", page(mfa.reauthenticate, "person"), name="mfa_reauthenticate"),
    path("accedi/non-attivo/", page(account.account_inactive, "public"), name="account_inactive"),
    path("esci/", page(account.logout, "public"), name="account_logout"),
    path("registrati/", page(sign_up, "public"), name="account_signup"),
    path(
        "registrati/conferma/",
        page(account.email_verification_sent, "public"),
        name="account_email_verification_sent",
    ),
    re_path(
        r"^registrati/conferma/(?P<key>[-:\w]+)/$",
        page(account.confirm_email, "public"),
        name="account_confirm_email",
    ),
    path("password/", page(account.password_reset, "public"), name="account_reset_password"),
    path(
        "password/inviata/", page(account.password_reset_done, "public"), name="account_reset_password_done"
    ),
    re_path(
        r"^password/nuova/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        page(account.password_reset_from_key, "public"),
        name="account_reset_password_from_key",
    ),
    path(
        "password/fatto/",
        page(account.password_reset_from_key_done, "public"),
        name="account_reset_password_from_key_done",
    ),
    path(
        "profilo/indirizzo/",
        page(reauthentication_required(account.email), "person"),
        name="account_email",
    ),
    path("profilo/password/", page(account.password_change, "person"), name="account_change_password"),
    path("profilo/password/prima/", page(account.password_set, "person"), name="account_set_password"),
    path("profilo/secondo-fattore/", second_factor, name="mfa_index"),
    path("profilo/secondo-fattore/attiva/", page(totp.activate_totp, "person"), name="mfa_activate_totp"),
    path("profilo/secondo-fattore/togli/", page(totp.deactivate_totp, "person"), name="mfa_deactivate_totp"),
    path(
        "profilo/secondo-fattore/codici/",
        page(recovery.view_recovery_codes, "person"),
        name="mfa_view_recovery_codes",
    ),
    path(
        "profilo/secondo-fattore/codici/nuovi/",
        page(recovery.generate_recovery_codes, "person"),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "profilo/secondo-fattore/codici/scarica/",
        page(recovery.download_recovery_codes, "person"),
        name="mfa_download_recovery_codes",
    ),
]
