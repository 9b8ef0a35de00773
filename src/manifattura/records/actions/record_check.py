"""Write the outcome of one check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.states import CheckResult
from ..models import CheckedApplication
from ..permissions import may_check

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def record_check(
    *, checked: CheckedApplication, result: CheckResult, note: str, base_version: int, by: Person
) -> CheckedApplication:
    """`Conflict` when a colleague wrote since the page was read. An untrue declaration opens nothing by itself:

    who loses the benefit is excluded by an act of the head of procedure, after the ranking (DPR 445/2000 art. 75).
    """
    if not note.strip():
        raise Refused(_("Scrivi che cosa hai confrontato, e con che cosa."), field="note")
    with transaction.atomic():
        locked = (
            CheckedApplication.objects.select_for_update(of=("self",))
            .select_related("sample__call", "application")
            .get(pk=checked.pk)
        )
        if not may_check(by, locked.sample.call):
            raise PermissionRefused
        if locked.version != base_version:
            raise Conflict(
                _("Un collega ha appena scritto l’esito: rileggilo, poi decidi."),
                theirs={"result": locked.result, "note": locked.note, "version": locked.version},
            )
        before = {"result": locked.result, "note": locked.note}
        locked.result, locked.note = result, note.strip()
        locked.checked_by, locked.checked_at, locked.version = by, now(), locked.version + 1
        locked.save()
        audit.record(
            "sample_checked",
            by=by,
            subject=locked.application,
            scope=locked.sample.call.audit_scope,
            before=before,
            after={"result": result.value, "note": locked.note},
        )
    return locked
