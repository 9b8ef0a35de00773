"""The head of procedure lets a suspended term go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.kernel.clock import today
from manifattura.kernel.errors import PermissionRefused

from ..models import Term
from ..permissions import may_suspend_term
from .resume_term import resume_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def order_resumption(*, term: Term, by: Person) -> Term:
    """From tomorrow the days count again. What the law stopped (a notice of rejection, a remedy) goes on by its own rule."""
    if not may_suspend_term(by, term.office_id):
        raise PermissionRefused
    return resume_term(term=term, on=today(), ground="", by=by)
