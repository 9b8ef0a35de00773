"""The office ticks who came to a session."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.attendance import SignUpState
from ..models import SessionRegister, SignUp
from ..permissions import may_keep_registers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def mark_who_came(*, register: SessionRegister, came: Mapping[int, bool], by: "Person") -> int:
    """Only the sign-ups named in `came` are written, so that two people at two doors do not undo each other's ticks.

    How many marks changed. Refused before the session begins.
    """
    if not may_keep_registers(by):
        raise PermissionRefused
    with transaction.atomic():
        locked = SessionRegister.objects.select_for_update().get(pk=register.pk)
        if database_now() < locked.starts_at:
            raise Refused(_("L’appuntamento non è ancora cominciato: le presenze si segnano dopo."))
        rows = SignUp.objects.filter(register=locked, pk__in=came).exclude(state=SignUpState.CANCELLED)
        changed = [row for row in rows.order_by("pk") if row.came != came[row.pk]]
        for row in changed:
            row.came = came[row.pk]
        SignUp.objects.bulk_update(changed, ["came"])
        if changed:
            audit.record(
                "attendance_marked",
                by=by,
                subject=locked,
                after={
                    "came": sum(bool(row.came) for row in changed),
                    "absent": sum(not row.came for row in changed),
                },
            )
    return len(changed)
