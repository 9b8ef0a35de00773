"""A public identity opens an account from now on: one that its owner has proved theirs, or a new one."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused

from ..domain.claims import Identity
from ..models import Account, Person
from ..queries.identities import PROVIDER, has_identity
from .notify_person import in_language_of, notify_person


def link_identity(*, identity: Identity, account: Account) -> Account:
    """Join the identity to an account whose owner has just proved to be there (password, or a link by mail).

    `Refused` when the account has another identity, or says another codice fiscale.
    """
    if has_identity(account):
        raise Refused(_("Questo account è già unito a un’altra identità: scrivi all’ufficio."))
    try:
        with transaction.atomic():
            person = Person.objects.select_for_update().get(account=account)
            if person.fiscal_code and identity.fiscal_code not in ("", person.fiscal_code):
                raise Refused(
                    _("Nel profilo di questo account c’è un altro codice fiscale: correggilo, poi riprova.")
                )
            _vouch(identity, person)
            _open(identity, account)
            audit.record("identity_linked", by=person, subject=person, after={"scheme": str(identity.scheme)})
            with in_language_of(person):
                notify_person(
                    person=person,
                    kind="identity_linked",
                    subject=_("Adesso entri anche con SPID o CIE"),
                    body=_(
                        "Abbiamo unito la tua identità digitale al tuo account. Se non sei stato tu, scrivi all’ufficio."
                    ),
                )
    except IntegrityError as error:
        raise Refused(
            _("Questo codice fiscale è di un’altra persona registrata: scrivi all’ufficio.")
        ) from error
    return account


def open_account_by_identity(*, identity: Identity, email: str) -> Account:
    """A new account without a password, for an address that is known to be theirs.

    A codice fiscale that somebody else only typed becomes free: who proves it comes first.
    """
    try:
        with transaction.atomic():
            account = Account.objects.create_user(email, None)
            EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
            person = _known_without_account(identity) or Person(full_name=identity.full_name)
            person.account, person.email = account, account.email
            person.save()
            _vouch(identity, person)
            _open(identity, account)
            audit.record("person_registered", by=person, subject=person, after={"email": account.email})
    except IntegrityError as error:
        raise Refused(_("C’è già un account con questo indirizzo: usane un altro."), field="email") from error
    return account


def renew_identity(*, identity: Identity, account: Account) -> None:
    """What the identity says today: a name may change, and the day is noted."""
    with transaction.atomic():
        person = Person.objects.select_for_update().filter(account=account).first()
        if person is not None:
            _vouch(identity, person)


def _vouch(identity: Identity, person: Person) -> None:
    before = {"full_name": person.full_name, "fiscal_code": person.fiscal_code}
    if identity.fiscal_code and person.fiscal_code != identity.fiscal_code:
        _free(identity.fiscal_code, person)
        person.fiscal_code = identity.fiscal_code
    person.full_name, person.identified_at = identity.full_name, now()
    person.save(update_fields=["full_name", "fiscal_code", "identified_at"])
    after = {"full_name": person.full_name, "fiscal_code": person.fiscal_code}
    if before != after:
        audit.record("profile_updated", by=person, subject=person, before=before, after=after)


def _free(fiscal_code: str, owner: Person) -> None:
    typed = Person.objects.select_for_update().filter(fiscal_code=fiscal_code).exclude(pk=owner.pk).first()
    if typed is None:
        return
    if typed.identified_at is not None:
        raise Refused(_("Questo codice fiscale è già di un’altra persona registrata: scrivi all’ufficio."))
    typed.fiscal_code = None
    typed.save(update_fields=["fiscal_code"])
    audit.record(
        "fiscal_code_freed",
        by=None,
        subject=typed,
        before={"fiscal_code": fiscal_code},
        after={"fiscal_code": None},
    )


def _known_without_account(identity: Identity) -> Person | None:
    if not identity.fiscal_code:
        return None
    return Person.objects.select_for_update().filter(fiscal_code=identity.fiscal_code, account=None).first()


def _open(identity: Identity, account: Account) -> None:
    SocialAccount.objects.create(user=account, provider=PROVIDER, uid=identity.key, extra_data={})
