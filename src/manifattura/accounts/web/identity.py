"""Entering with SPID, CIE or eIDAS; an identity met for the first time finds its account, or gets one."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter as sign_in_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.rate_limits import seconds_to_wait

from ..actions.link_identity import link_identity, open_account_by_identity, renew_identity
from ..actions.mail_identity_link import mail_identity_link
from ..actions.note_access import note_access
from ..domain.accesses import AccessKind
from ..domain.claims import ClaimRefusedError
from ..models import Account
from ..queries.identities import account_by_email, account_of_identity, likely_accounts
from ..queries.identity_words import REFUSALS
from . import city_identity
from .arriving import Arrived, arrived_in, enter, keep_arrived, mail_token, proven_address

SCHEMES = ("spid", "cie", "eidas")


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("Indirizzo e-mail"),
        max_length=254,
        help_text=gettext_lazy("Ti scriviamo un link per confermarlo."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class PasswordForm(forms.Form):
    password = forms.CharField(
        label=gettext_lazy("Password del tuo account"),
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@audience("public")
@never_cache
@require_safe
def begin(request: HttpRequest, scheme: str) -> HttpResponseBase:
    """Lead to the proxy, and remember where the person was going."""
    if not city_identity.is_offered() or scheme not in SCHEMES:
        raise Http404
    way = request.GET.get("next", "")
    way = way if url_has_allowed_host_and_scheme(way, allowed_hosts=None) else ""
    try:
        return city_identity.ask(request, scheme=scheme, way=way)
    except ClaimRefusedError as refusal:
        return _refused(request, refusal)


@audience("public")
@never_cache
@require_safe
def answer(request: HttpRequest) -> HttpResponseBase:
    """The proxy sends the person back here."""
    if not city_identity.is_offered():
        raise Http404
    try:
        identity, way = city_identity.answered(request)
    except ClaimRefusedError as refusal:
        return _refused(request, refusal)
    account = account_of_identity(identity.key)
    if account is not None:
        renew_identity(identity=identity, account=account)
        return enter(request, account, identity, way)
    keep_arrived(request, identity, way)
    if _candidates(request, Arrived(identity, way, "")):
        return redirect("identity_join")
    if identity.email and identity.is_email_verified:
        try:
            return enter(
                request, open_account_by_identity(identity=identity, email=identity.email), identity, way
            )
        except Refused:
            # taken in this very moment
            return redirect("identity_join")
    return redirect("identity_address")


@audience("public")
@never_cache
def join(request: HttpRequest) -> HttpResponse:
    """An account looks like theirs: its password, or a link to its address, proves it."""
    arrived = arrived_in(request)
    if arrived is None:
        return redirect("account_login")
    accounts = _candidates(request, arrived)
    if not accounts:
        return redirect("identity_address")
    form = PasswordForm(request.POST if "password" in request.POST else None)
    refused = ""
    if "mail" in request.POST:
        return _mail(request, arrived, [account.email for account in accounts])
    if form.is_bound and form.is_valid():
        try:
            account = _whose_password(request, accounts, form.cleaned_data["password"])
            if account is not None:
                link_identity(identity=arrived.identity, account=account)
                return enter(request, account, arrived.identity, arrived.way)
            form.add_error("password", _("La password non è corretta."))
        except ValidationError as error:
            form.add_error("password", error)
        except Refused as refusal:
            refused = refusal.message
    context = {
        "identity": arrived.identity,
        "form": form,
        "refused": refused,
        "addresses": [_masked(account.email) for account in accounts],
    }
    return render(request, "accounts/identity_join.html", context)


@audience("public")
@never_cache
def address(request: HttpRequest) -> HttpResponse:
    """Where to write to: what the provider said, or another address; a link proves that it is theirs."""
    arrived = arrived_in(request)
    if arrived is None:
        return redirect("account_login")
    form = AddressForm(request.POST or None, initial={"email": arrived.identity.email})
    if request.method == "POST" and form.is_valid():
        return _mail(request, arrived, [form.cleaned_data["email"].lower()])
    return render(request, "accounts/identity_address.html", {"identity": arrived.identity, "form": form})


@audience("public")
@never_cache
@require_safe
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: it counts in the browser that asked for it, and nowhere else."""
    arrived = arrived_in(request)
    email = proven_address(arrived, token) if arrived else ""
    if arrived is None or not email:
        return render(request, "accounts/identity_link_closed.html", status=410)
    account = account_by_email(email)
    try:
        if account is None:
            account = open_account_by_identity(identity=arrived.identity, email=email)
        else:
            link_identity(identity=arrived.identity, account=account)
    except Refused as refusal:
        context = {"identity": arrived.identity, "refused": refusal.message, "form": AddressForm()}
        return render(request, "accounts/identity_address.html", context, status=409)
    return enter(request, account, arrived.identity, arrived.way)


def _candidates(request: HttpRequest, arrived: Arrived) -> list[Account]:
    found = likely_accounts(arrived.identity)
    if request.user.is_authenticated and request.user not in found:
        found.insert(0, Account.objects.get(pk=request.user.pk))
    return found


def _whose_password(request: HttpRequest, accounts: list[Account], password: str) -> Account | None:
    """Attempts are counted as at sign-in."""
    for account in accounts:
        if sign_in_adapter(request).authenticate(request, email=account.email, password=password):
            return account
    return None


def _mail(request: HttpRequest, arrived: Arrived, emails: list[str]) -> HttpResponse:
    """The same page whether the address has an account or not: who asks learns nothing."""
    if seconds_to_wait(f"identity-mail:{arrived.identity.key}", 5, timedelta(minutes=10)):
        context = {
            "identity": arrived.identity,
            "refused": _("Ti abbiamo già scritto più volte: aspetta dieci minuti, poi riprova."),
            "form": AddressForm(),
        }
        return render(request, "accounts/identity_address.html", context, status=429)
    for email in emails:
        mail_identity_link(
            email=email, token=mail_token(arrived, email), full_name=arrived.identity.full_name
        )
    context = {"address": _masked(emails[0]), "joining": bool(_candidates(request, arrived))}
    return render(request, "accounts/identity_mail_sent.html", context)


def _refused(request: HttpRequest, refusal: ClaimRefusedError) -> HttpResponse:
    note_access(AccessKind.REFUSED, reason=str(refusal.reason), address=city_identity.address_of(request))
    context = {"refusal": REFUSALS[refusal.reason]}
    return render(request, "accounts/identity_refused.html", context, status=403)


def _masked(email: str) -> str:
    name, _at, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}"
