"""A person corrects what we know of them."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.fiscal_code import clean_fiscal_code
from ..models import Person

FACTS = ("full_name", "phone", "fiscal_code", "language")


def update_profile(
    *, person: Person, full_name: str, phone: str, fiscal_code: str, language: str, by: Person
) -> Person:
    """Store the facts; refuses a codice fiscale that is wrong or belongs to somebody else."""
    if by.pk != person.pk:
        raise PermissionRefused
    code = _checked(fiscal_code) if fiscal_code.strip() else None
    if person.identified_at and (code, " ".join(full_name.split())) != (person.fiscal_code, person.full_name):
        raise Refused(
            _("Nome e codice fiscale li dice la tua identità digitale: qui non si cambiano."),
            field="full_name",
        )
    try:
        with transaction.atomic():
            stored = Person.objects.select_for_update().get(pk=person.pk)
            before = {fact: getattr(stored, fact) for fact in FACTS}
            stored.full_name = " ".join(full_name.split())
            stored.phone, stored.fiscal_code, stored.language = phone.strip(), code, language
            stored.save(update_fields=FACTS)
            after = {fact: getattr(stored, fact) for fact in FACTS}
            if before != after:
                audit.record("profile_updated", by=by, subject=stored, before=before, after=after)
    except IntegrityError as error:
        raise Refused(
            _("Questo codice fiscale è già di un’altra persona registrata: scrivi all’ufficio."),
            field="fiscal_code",
        ) from error
    return stored


def _checked(fiscal_code: str) -> str:
    try:
        return clean_fiscal_code(fiscal_code)
    except ValueError as error:
        message = (
            _("Il codice fiscale di una persona ha 16 caratteri: controlla di averli scritti tutti.")
            if str(error) == "length"
            else _("Questo codice fiscale non esiste: controlla lettere e numeri.")
        )
        raise Refused(message, field="fiscal_code") from error
