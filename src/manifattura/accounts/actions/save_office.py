"""Open an office or correct what is known of it: administrators only."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Office, Person
from ..permissions import is_administrator

FACTS = (
    "name", "department", "email", "pec", "phone", "address", "opening_hours",
    "substitute_power", "substitute_power_email",
)  # fmt: skip


def save_office(*, office: Office | None, facts: dict[str, Any], by: Person | None) -> Office:
    """Write the given facts (see `FACTS`); a new office gets its slug from its name. `by` None is the system."""
    if by is not None and not is_administrator(by):
        raise PermissionRefused(_("Solo un amministratore cambia gli uffici."))
    saved = Office() if office is None else Office.objects.get(pk=office.pk)
    before = None if office is None else {fact: getattr(saved, fact) for fact in FACTS}
    for fact in FACTS:
        setattr(saved, fact, facts.get(fact, getattr(saved, fact)))
    saved.slug = saved.slug or slugify(saved.name)[:64]
    try:
        with transaction.atomic():
            saved.save()
            after = {fact: getattr(saved, fact) for fact in FACTS}
            verb = "office_opened" if office is None else "office_changed"
            audit.record(verb, by=by, subject=saved, before=before, after=after)
    except IntegrityError as error:
        raise Refused(_("C’è già un ufficio con questo nome."), field="name") from error
    return saved
