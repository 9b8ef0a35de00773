"""The city's proxy towards SPID, CIE and eIDAS: what we ask of it, and what we believe of its answer."""

from __future__ import annotations

import json
import secrets
import time
from typing import Any

import jwt
import requests
from allauth.core.internal.httpkit import get_client_ip
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language

from ..domain.assurance import accepted_acr
from ..domain.claims import ClaimRefusedError, Expected, Identity, Reason, identity_of

NAME = "citta"
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
"""Signatures of a key pair only: never `none`, never one made with a secret that we hold too."""
TIMEOUT = 10


class IdentityAdapter(DefaultSocialAccountAdapter):
    """The one provider of this installation, from the settings of the moment."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        if settings.IDENTITY is None:
            return []
        return [
            SocialApp(
                provider="openid_connect",
                provider_id=NAME,
                name=NAME,
                client_id=settings.IDENTITY.client,
                secret=settings.IDENTITY.secret,
                settings={"server_url": settings.IDENTITY.issuer},
            )
        ]


class CityAdapter(OpenIDConnectOAuth2Adapter):
    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        return f"{request.scheme}://{request.get_host()}{reverse('identity_answer')}"


class CityProvider(OpenIDConnectProvider):
    oauth2_adapter_class = CityAdapter


def is_offered() -> bool:
    return settings.IDENTITY is not None


def _named() -> Any:
    """The provider of the settings: whoever gets here has asked `is_offered`."""
    return settings.IDENTITY


def ask(request: HttpRequest, *, scheme: str, way: str) -> HttpResponseBase:
    """Lead to the proxy: code flow with PKCE, state, nonce, and the level that will do."""
    provider = _provider(request)
    nonce = secrets.token_urlsafe(24)
    parameters = {
        "nonce": nonce,
        "acr_values": " ".join(accepted_acr(_named().level)),
        "ui_locales": get_language() or "it",
        # never whoever came before on a shared computer, nor a level that just was not enough
        "prompt": "login",
    }
    if _named().hint:
        parameters[_named().hint] = scheme
    try:
        answer: HttpResponseBase = provider.redirect(
            request,
            process="login",
            next_url=way,
            data={"nonce": nonce, "scheme": scheme},
            auth_params=parameters,
        )
    except (requests.RequestException, KeyError, ValueError) as error:
        raise ClaimRefusedError(Reason.PROVIDER) from error
    return answer


def answered(request: HttpRequest) -> tuple[Identity, str]:
    """Who came back from the proxy, and where they were going; `ClaimRefusedError` when it is not to be believed."""
    provider = _provider(request)
    try:
        state = provider.unstash_redirect_state(request, request.GET.get("state", ""))
    except PermissionDenied as error:
        raise ClaimRefusedError(Reason.STATE) from error
    if "code" not in request.GET:
        cancelled = request.GET.get("error") == "access_denied"
        raise ClaimRefusedError(Reason.CANCELLED if cancelled else Reason.PROVIDER)
    adapter = CityAdapter(request, NAME)
    try:
        client = adapter.get_client(request, provider.app)
        tokens = client.get_access_token(request.GET["code"], pkce_code_verifier=state["pkce_code_verifier"])
        userinfo = _userinfo(adapter, tokens)
        token = _believed(adapter, tokens["id_token"])
    except (OAuth2Error, requests.RequestException, KeyError, ValueError) as error:
        raise ClaimRefusedError(Reason.PROVIDER) from error
    identity = identity_of(
        token,
        userinfo,
        Expected(
            issuer=adapter.openid_config["issuer"],
            client=_named().client,
            nonce=state["data"]["nonce"],
            least_level=_named().level,
            scheme_claim=_named().scheme_claim,
            asked_scheme=state["data"]["scheme"],
            moment=time.time(),
        ),
    )
    return identity, str(state.get("next") or "")


def address_of(request: HttpRequest) -> str | None:
    """Where the request came from, for the access log."""
    return get_client_ip(request) or None


def _provider(request: HttpRequest) -> Any:
    return IdentityAdapter(request).get_provider(request, provider=NAME)


def _userinfo(adapter: CityAdapter, tokens: dict[str, Any]) -> dict[str, Any]:
    if "userinfo_endpoint" not in adapter.openid_config:
        return {}
    answer = requests.get(
        adapter.profile_url,
        headers={"Authorization": f"Bearer {tokens['access_token']}", "Accept": "application/json"},
        timeout=TIMEOUT,
    )
    answer.raise_for_status()
    found = answer.json()
    return found if isinstance(found, dict) else {}


def _believed(adapter: CityAdapter, text: str) -> dict[str, Any]:
    """The claims of a token signed by one of the provider's keys; what they say is judged by `identity_of`."""
    answer = requests.get(adapter.openid_config["jwks_uri"], timeout=TIMEOUT)
    answer.raise_for_status()
    try:
        header = jwt.get_unverified_header(text)
        if header.get("alg") not in ALGORITHMS:
            raise ClaimRefusedError(Reason.SIGNATURE)
        key = next(one for one in answer.json()["keys"] if one.get("kid") == header.get("kid"))
        public = jwt.PyJWK.from_json(json.dumps(key), algorithm=header["alg"]).key
        claims: dict[str, Any] = jwt.decode(
            text,
            key=public,
            algorithms=[header["alg"]],
            options={"verify_aud": False, "verify_exp": False, "verify_iat": False, "verify_nbf": False},
        )
    except (jwt.PyJWTError, StopIteration) as error:
        raise ClaimRefusedError(Reason.SIGNATURE) from error
    return claims
