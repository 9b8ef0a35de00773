"""Check an application for a reasonable doubt, whatever the draw says (DPR 445/2000 art. 71 c. 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.states import CheckReason
from ..models import CheckedApplication, SampleCheck
from ..permissions import may_check
from ..queries.samples import applications_by_code

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def add_doubt(*, sample: SampleCheck, code: str, doubt: str, by: Person) -> CheckedApplication:
    """Any application sent to the call, in the list of the draw or not. `Refused` when it is under check already."""
    if not may_check(by, sample.call):
        raise PermissionRefused
    bare = code.strip().upper()
    found = applications_by_code(sample.call_id, [bare])
    if bare not in found:
        raise Refused(_("Questo codice non è di una domanda del bando."), field="code")
    if not doubt.strip():
        raise Refused(_("Scrivi qual è il dubbio."), field="doubt")
    with transaction.atomic():
        application = found[bare]
        checked, is_new = CheckedApplication.objects.get_or_create(
            sample=sample,
            application=application,
            defaults={"reason": CheckReason.DOUBT, "doubt": doubt.strip()},
        )
        if not is_new:
            raise Refused(_("Questa domanda è già da controllare."), field="code")
        audit.record(
            "doubt_added",
            by=by,
            subject=application,
            scope=sample.call.audit_scope,
            after={"doubt": doubt.strip()},
        )
    return checked
