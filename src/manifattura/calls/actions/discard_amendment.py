"""Give up an amendment: the draft says again what the edition in force says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused

from ..models import Call
from ..permissions import may_discard_amendment
from ..queries.editions import current_edition
from .refuse_overtaken import refuse_amendment_gone
from .write_draft import write_draft

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def discard_amendment(*, call: Call, by: Person) -> None:
    """Nothing of what was written stays, apart from the audit trail."""
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        refuse_amendment_gone(locked, by)
        if not may_discard_amendment(by, locked):
            raise PermissionRefused
        note = locked.amendment_note
        locked.amendment_by, locked.amendment_note = None, ""
        locked.revision += 1
        write_draft(call=locked, edition=current_edition(locked))
        audit.record(
            "call_amendment_discarded", by=by, subject=locked, scope=locked.audit_scope, before={"note": note}
        )
    call.refresh_from_db()
