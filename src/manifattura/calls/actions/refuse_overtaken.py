"""Two officers at the same moment: the second is told what happened meanwhile, never that they may not."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused
from manifattura.ui.statuses import find_status

from ..domain.states import CallState
from ..permissions import may_run_call_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call


def refuse_overtaken(call: Call, by: Person, *, expected: Collection[CallState]) -> None:
    """`Refused` with where the call is now, when a colleague moved it on; others are left to the permission."""
    if call.state in expected or not may_run_call_of(by, call.office_id):
        return
    raise Refused(
        _(
            "Intanto un collega ha fatto un altro passo: ora il bando è «%(state)s». Guarda che cosa è cambiato."
        )
        % {"state": find_status("call", call.state).word},
        code="overtaken",
    )


def refuse_amendment_gone(call: Call, by: Person) -> None:
    """`Refused` when the amendment that a colleague had open is published or given up."""
    if call.amendment_by_id is None and may_run_call_of(by, call.office_id):
        raise Refused(_("Intanto un collega ha pubblicato o abbandonato la rettifica."), code="overtaken")


def refuse_amending(call: Call, by: Person) -> None:
    """`Refused` when an amendment is open already, or the call is in a phase that has none."""
    if call.amendment_by_id is not None and may_run_call_of(by, call.office_id):
        raise Refused(
            _("C’è già una rettifica aperta: quello che vuoi cambiare si scrive lì, dalla pagina del bando."),
            code="amending",
        )
    refuse_overtaken(call, by, expected=(CallState.PUBLISHED,))
