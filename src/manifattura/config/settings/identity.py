"""Signing in with SPID, CIE and eIDAS through the city's proxy (`config/identity.py`, docs/identity.md)."""

from manifattura.config.identity import read_identity
from manifattura.config.settings.base import ENVIRONMENT, MODE

IDENTITY = read_identity(ENVIRONMENT)
# who sends an application is known by the State, not by a password (CAD art. 64-65); the demo has sample people only
IDENTITY_TO_SEND = MODE == "production"

SOCIALACCOUNT_ADAPTER = "manifattura.accounts.web.city_identity.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {
    "openid_connect": {
        "provider_class": "manifattura.accounts.web.city_identity.CityProvider",
        "OAUTH_PKCE_ENABLED": True,
    }
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
