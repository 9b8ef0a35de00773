"""A new person: behind a sign-up, an accepted invitation, or without a sign-in at all."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..models import Account, Person


def register_person(
    *,
    full_name: str,
    email: str,
    account: Account | None = None,
    is_sample: bool = False,
    by: Person | None = None,
) -> Person:
    """Create the person, with the account they sign in with when there is one; `by` None means themselves."""
    with transaction.atomic():
        person = Person.objects.create(
            account=account, full_name=" ".join(full_name.split())[:160], email=email, is_sample=is_sample
        )
        audit.record("person_registered", by=by or person, subject=person, after={"email": email})
    return person


def open_account(
    *, full_name: str, email: str, password: str, is_sample: bool = False, by: Person | None = None
) -> Person:
    """A person with an account whose address is known to be theirs (an invitation's link, the demo)."""
    try:
        with transaction.atomic():
            account = Account.objects.create_user(email, password)
            EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
            return register_person(
                full_name=full_name, email=account.email, account=account, is_sample=is_sample, by=by
            )
    except IntegrityError as error:
        raise Refused(
            _("C’è già un account con questo indirizzo: accedi con quello."), field="email"
        ) from error
