"""A later deadline becomes a new edition in force: what extensions and resumptions share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.kernel.jobs import defer

from ..domain.extensions import ExtensionError, extended
from ..queries.draft import next_version
from ..queries.editions import current_edition
from ..queries.texts import translated
from .publish_call import freeze_edition
from .sync_call_terms import sync_call_terms
from .tell_applicants import AMENDMENT_TASK
from .write_draft import write_draft

if TYPE_CHECKING:
    from datetime import datetime

    from manifattura.accounts.models import Person

    from ..domain.edition import Act
    from ..models import Call, CallEdition, CallRound


def move_deadline(
    *, call: Call, round: CallRound, deadline_at: datetime, act: Act, note: str, by: Person
) -> CallEdition:
    """Freeze the next edition with the later deadline of `round`; `call` is locked, its draft and session follow.

    `Refused` (field `deadline_at`) when the deadline is not later and future, or while an amendment is being written.
    """
    if call.amendment_by_id is not None:
        raise Refused(
            _("È aperta una rettifica: pubblicala o abbandonala, poi sposta la scadenza."), code="amending"
        )
    try:
        edition = extended(current_edition(call), round.number, deadline_at, database_now())
    except ExtensionError as error:
        raise Refused(translated(error.message), field="deadline_at") from error
    edition = replace(edition, version=next_version(call), act=act, amendment_note=note)
    write_draft(call=call, edition=edition)
    row = freeze_edition(call, edition, by=by)
    call.save(update_fields=["current_edition"])
    round.deadline_at = deadline_at
    round.save(update_fields=["deadline_at"])
    sync_call_terms(call=call, by=by)
    defer(AMENDMENT_TASK, call_id=call.pk)
    return row
