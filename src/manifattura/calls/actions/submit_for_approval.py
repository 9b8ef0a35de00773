"""Ask a second officer to read the draft and approve it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import ngettext

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.publication_checks import blocking, publication_problems
from ..domain.states import CallState
from ..models import Call
from ..permissions import may_submit
from ..queries.draft import build_edition
from .refuse_overtaken import refuse_overtaken

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def submit_for_approval(*, call: Call, by: Person) -> None:
    """The draft waits for the second officer; `Refused` while a check before publication blocks."""
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        refuse_overtaken(locked, by, expected=(CallState.DRAFT,))
        if not may_submit(by, locked):
            raise PermissionRefused
        problems = blocking(publication_problems(build_edition(locked), database_now()))
        if problems:
            raise Refused(
                ngettext(
                    "Resta una cosa da sistemare prima dell’approvazione.",
                    "Restano %(number)s cose da sistemare prima dell’approvazione.",
                    len(problems),
                )
                % {"number": len(problems)},
                code="problems",
            )
        locked.state = CallState.IN_APPROVAL
        locked.submitted_for_approval_by = by
        locked.save(update_fields=["state", "submitted_for_approval_by"])
        audit.record(
            "call_submitted",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"state": CallState.DRAFT},
            after={"state": CallState.IN_APPROVAL},
        )
    call.refresh_from_db()
