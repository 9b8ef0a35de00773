"""Signing in with SPID, CIE and eIDAS through the city's proxy (`config/identity.py`, docs/identity.md)."""

from manifattura.accounts.domain.idling import IdleRule
from manifattura.config.identity import idle_minutes, read_identity, trust_list_days
from manifattura.config.settings.base import ENVIRONMENT, MODE

IDENTITY = read_identity(ENVIRONMENT)
# who sends an application is known by the State, not by a password (CAD art. 64-65); the demo has sample people only
IDENTITY_TO_SEND = MODE == "production"

# a session that nobody uses ends; its owner is warned two minutes before, and stays with one press
SESSION_IDLE = IdleRule(limit=60 * idle_minutes(ENVIRONMENT), warning=120)
# where the warning sends who stays; the design system knows no page of ours by name
SESSION_STAY = "accounts:stay"

SOCIALACCOUNT_ADAPTER = "manifattura.accounts.web.city_identity.IdentityAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {
    "openid_connect": {
        "provider_class": "manifattura.accounts.web.city_identity.CityProvider",
        "OAUTH_PKCE_ENABLED": True,
    }
}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False

# how old a trust list may be before no signature is judged by it (docs/identity.md)
TRUST_LIST_DAYS = trust_list_days(ENVIRONMENT)
