"""What allauth announces about an account goes to the audit trail; a second factor removed is asked for again."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import (
    email_changed,
    email_confirmed,
    password_changed,
    password_reset,
    password_set,
)
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from manifattura.kernel import audit

from .actions.note_access import note_access
from .domain.accesses import AccessKind
from .domain.assurance import Assurance, Scheme, read_assurance
from .models import Account, Person
from .web.arriving import take_entering
from .web.city_identity import address_of
from .web.middleware import ASSURANCE, SECOND_FACTOR, note_seen


def _person_of(account_id: int) -> Person | None:
    return Person.objects.filter(account_id=account_id).first()


@receiver(user_logged_in)
def note_sign_in(user: Account, request: HttpRequest, **_facts: Any) -> None:
    """The session knows from now on how well it knows its person."""
    came = take_entering(request, user) or {"code": Assurance(Scheme.PASSWORD).code}
    request.session[ASSURANCE] = came["code"]
    note_seen(request, now=True)
    person = _person_of(user.pk)
    if person is None:
        return
    person.assurance = read_assurance(came["code"])
    audit.record("signed_in", by=person, subject=person)
    note_access(
        AccessKind.SIGNED_IN,
        person=person,
        assurance=person.assurance,
        issuer=came.get("issuer", ""),
        token=came.get("token", ""),
        address=address_of(request),
    )


@receiver(user_logged_out)
def note_sign_out(user: Account | None, request: HttpRequest, **_facts: Any) -> None:
    if user is not None and (person := _person_of(user.pk)):
        note_access(AccessKind.SIGNED_OUT, person=person, address=address_of(request))


@receiver([password_changed, password_reset, password_set])
def note_new_password(user: Account, **_facts: Any) -> None:
    if person := _person_of(user.pk):
        audit.record("password_changed", by=person, subject=person)


@receiver(email_confirmed)
def note_confirmed_address(email_address: Any, **_facts: Any) -> None:
    if person := _person_of(email_address.user_id):
        audit.record("address_confirmed", by=person, subject=person)


@receiver(email_changed)
def follow_new_address(user: Account, from_email_address: Any, to_email_address: Any, **_facts: Any) -> None:
    """The person is written to at the new address from now on."""
    person = _person_of(user.pk)
    if person is None:
        return
    old = from_email_address.email if from_email_address else ""
    if person.email.lower() in ("", old.lower()):
        person.email = to_email_address.email
        person.save(update_fields=["email"])
    audit.record(
        "address_changed",
        by=person,
        subject=person,
        before={"email": old},
        after={"email": to_email_address.email},
    )


@receiver([authenticator_added, authenticator_reset])
def note_second_factor(user: Account, authenticator: Any, **_facts: Any) -> None:
    if person := _person_of(user.pk):
        audit.record("second_factor_set", by=person, subject=person, after={"kind": authenticator.type})


@receiver(authenticator_removed)
def note_second_factor_removed(
    request: HttpRequest, user: Account, authenticator: Any, **_facts: Any
) -> None:
    request.session.pop(SECOND_FACTOR, None)
    if person := _person_of(user.pk):
        audit.record("second_factor_removed", by=person, subject=person, before={"kind": authenticator.type})
