"""The row of an enquiry, locked for one of the staff while it is still to be settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Enquiry
from ..permissions import may_handle_enquiry

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def locked_while_open(enquiry: Enquiry, by: Person) -> Enquiry:
    """Inside the caller's transaction. Raises `PermissionRefused`, or `Refused` when a colleague was faster."""
    locked = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if not may_handle_enquiry(by, locked):
        raise PermissionRefused
    if locked.is_settled:
        raise Refused(_("Un collega ha già risposto o l’ha chiusa. Non è cambiato nulla."), code="settled")
    return locked
