"""Which account an identity belongs to, and which ones may be its owner's."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.db.models import Q

from ..domain.claims import Identity
from ..models import Account

PROVIDER = "citta"


def account_of_identity(key: str) -> Account | None:
    """The account that this key opens."""
    found = SocialAccount.objects.filter(provider=PROVIDER, uid=key).select_related("user").first()
    return found.user if found else None


def likely_accounts(identity: Identity) -> list[Account]:
    """Accounts with the same codice fiscale or address: likely the same person's, which nothing proves yet."""
    same = Q(pk__in=[])
    if identity.fiscal_code:
        same |= Q(person__fiscal_code=identity.fiscal_code)
    if identity.email:
        same |= Q(email__iexact=identity.email)
    return list(Account.objects.filter(same, is_active=True).order_by("pk"))


def account_by_email(email: str) -> Account | None:
    return Account.objects.filter(email__iexact=email.strip()).first()


def has_identity(account: Account) -> bool:
    return bool(SocialAccount.objects.filter(provider=PROVIDER, user=account).exists())
