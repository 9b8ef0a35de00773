"""One way into the draft for every save: lock, permission, what an amendment may touch, who else was there, audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..domain.amendments import amendable_parts
from ..domain.problems import Part
from ..domain.states import CallState
from ..models import Call
from ..permissions import is_editable, may_write_calls_of
from ..queries.editions import current_edition

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


class DraftChange:
    """The locked call, and what the audit trail will say of this save."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.before: dict[str, Any] = {}
        self.after: dict[str, Any] = {}

    def note(self, name: str, before: Any, after: Any) -> None:
        """Record one value that changes; equal values are left out."""
        if before != after:
            self.before[name], self.after[name] = plain_value(before), plain_value(after)

    @property
    def is_empty(self) -> bool:
        return not (self.before or self.after)


@contextmanager
def changing_draft(
    *, call: Call, part: Part, target: str, revision: int, verb: str, by: Person
) -> Iterator[DraftChange]:
    """Hold the draft while one thing (`target`: a page or an item of it) is written.

    `revision` is the one the person saw: `Conflict` when somebody saved the same target since. A draft that was in
    approval or approved goes back to draft, because what was approved is no longer what is written.
    """
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        _refuse_unless_open(locked, part, by)
        _refuse_if_overtaken(locked, target, revision)
        change = DraftChange(locked)
        yield change
        if change.is_empty:
            return
        locked.revision += 1
        locked.part_revisions = {
            **locked.part_revisions,
            target: {"revision": locked.revision, "by": by.full_name, "person": by.pk},
        }
        _back_to_draft(locked)
        locked.save()
        audit.record(
            verb,
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            before={"part": part.value, **change.before},
            after={"part": part.value, **change.after},
        )
    call.refresh_from_db()


def _refuse_unless_open(call: Call, part: Part, by: Person) -> None:
    if not may_write_calls_of(by, call.office_id):
        raise PermissionRefused
    if not is_editable(call):
        raise Refused(
            _("Il bando è pubblicato: apri una rettifica per cambiarlo.")
            if call.state == CallState.PUBLISHED
            else _("Il bando è in istruttoria o concluso: non cambia più."),
            code="frozen",
        )
    if call.amendment_by_id is not None and part not in amendable_parts(
        current_edition(call), database_now()
    ):
        raise Refused(
            _("Le domande sono già arrivate: questa parte del bando non cambia più."), code="frozen"
        )


def _refuse_if_overtaken(call: Call, target: str, revision: int) -> None:
    last = call.part_revisions.get(target)
    if last and last["revision"] > revision:
        raise Conflict(
            _("%(person)s ha salvato questa parte mentre la scrivevi. Confronta i valori e salva di nuovo.")
            % {"person": last["by"]},
            theirs={"revision": call.revision, "by": last["by"]},
        )


def _back_to_draft(call: Call) -> None:
    if call.state in (CallState.IN_APPROVAL, CallState.APPROVED):
        call.state = CallState.DRAFT
        call.approved_by, call.approved_at, call.approved_sha256 = None, None, ""


def plain_value(value: Any) -> Any:
    """As the audit trail keeps it: JSON without fractions."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain_value(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain_value(inner) for inner in value]
    return value
