"""The head of procedure stops a term, or lets it go on, with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Term
from ..permissions import may_suspend_term
from .suspend_term import suspend_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def order_suspension(*, term: Term, since: date, until: date | None, reason: str, by: Person) -> Term:
    """Stopped after the day `since` (today or before), until the day `until` or until it is resumed."""
    if not may_suspend_term(by, term.office_id):
        raise PermissionRefused
    if until is not None and until < today():
        raise Refused(_("La ripresa non può essere nel passato."), field="until")
    return suspend_term(term=term, since=since, until=until, reason=reason, by=by)
