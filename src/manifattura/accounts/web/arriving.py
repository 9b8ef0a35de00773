"""Between the proxy's answer and the signed-in session: what is kept meanwhile, and how it becomes a sign-in."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.core import signing
from django.http import HttpRequest, HttpResponse

from ..domain.claims import Identity
from ..models import Account

ARRIVED = "identity_arrived"
"""In the session: an identity that opens no account yet."""
ENTERING = "identity_entering"
"""In the session: the identity that is signing in, until the second factor is given too."""
METHOD = "public_identity"
PATIENCE = 1800
SALT = "manifattura.accounts.identity"


@dataclass(frozen=True)
class Arrived:
    """An identity on its way, the page it was going to, and what ties a link by mail to this browser."""

    identity: Identity
    way: str
    secret: str


def keep_arrived(request: HttpRequest, identity: Identity, way: str) -> None:
    request.session[ARRIVED] = {
        "identity": identity.as_facts(),
        "way": way,
        "secret": secrets.token_urlsafe(16),
        "at": time.time(),
    }


def arrived_in(request: HttpRequest) -> Arrived | None:
    """Who is waiting in this session; nobody after half an hour."""
    kept = request.session.get(ARRIVED)
    if not kept or time.time() - kept["at"] > PATIENCE:
        return None
    return Arrived(Identity(**kept["identity"]), kept["way"], kept["secret"])


def mail_token(arrived: Arrived, email: str) -> str:
    return signing.dumps({"secret": arrived.secret, "email": email}, salt=SALT, compress=True)


def proven_address(arrived: Arrived, token: str) -> str:
    """The address whose link was opened in the browser that asked for it; empty for any other token."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=PATIENCE)
    except signing.BadSignature:
        return ""
    return str(said["email"]) if secrets.compare_digest(said["secret"], arrived.secret) else ""


def enter(request: HttpRequest, account: Account, identity: Identity, way: str) -> HttpResponse:
    """Sign in; staff give their second factor too, as after a password."""
    if request.user.is_authenticated and request.user.pk != account.pk:
        logout(request)
    request.session.pop(ARRIVED, None)
    request.session[ENTERING] = {
        "account": account.pk,
        "code": identity.assurance.code,
        "issuer": identity.issuer,
        "token": identity.token,
    }
    record_authentication(request, account, method=METHOD)
    answer: HttpResponse = perform_login(request, account, redirect_url=way or None)
    return answer


def take_entering(request: HttpRequest, account: Account) -> dict[str, Any] | None:
    """The identity this sign-in came with; None when the last thing given was a password."""
    entering: dict[str, Any] | None = request.session.pop(ENTERING, None)
    given = [one["method"] for one in get_authentication_records(request, account) if one["method"] != "mfa"]
    if entering and entering["account"] == account.pk and given and given[-1] == METHOD:
        return entering
    return None
