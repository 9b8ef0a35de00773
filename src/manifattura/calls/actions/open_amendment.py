"""Begin an amendment of a published call: its draft opens again for what may still change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.errors import PermissionRefused, Refused

from ..models import Call
from ..permissions import may_amend
from ..queries.editions import current_edition
from .refuse_overtaken import refuse_amending
from .write_draft import write_draft

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def open_amendment(*, call: Call, note: str, by: Person) -> None:
    """`note` says to the public what changes and why; the draft starts equal to the edition in force."""
    if not note.strip():
        raise Refused(_("Scrivi che cosa cambia e perché: chiunque lo leggerà."), field="note")
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        refuse_amending(locked, by)
        if not may_amend(by, locked):
            raise PermissionRefused
        locked.amendment_by, locked.amendment_note = by, note.strip()
        locked.revision += 1
        write_draft(call=locked, edition=current_edition(locked))
        audit.record(
            "call_amendment_opened",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"note": note.strip()},
        )
    call.refresh_from_db()
