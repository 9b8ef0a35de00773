"""Sign-in by password, Django's and allauth's, with an account that brings its person along."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend as AllauthBackend
from django.contrib.auth.backends import ModelBackend

from ..models import Account
from ..queries.signed_in import account_with_person


class WithPerson:
    """`get_user` is asked at every request of somebody signed in."""

    def get_user(self, user_id: Any) -> Account | None:
        account = account_with_person(int(user_id))
        return account if account is not None and account.is_active else None


class PasswordBackend(WithPerson, ModelBackend):
    """Django's own."""


class SignInBackend(WithPerson, AllauthBackend):
    """The one of the sign-in pages."""
