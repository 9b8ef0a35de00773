"""Before an application is sent: the one of the same firm that counts gives way, or the sending is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.domain.states import CallKind
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.states import WITHDRAWABLE_STATES
from ..queries.applications import gives_way, live_of
from ..queries.locks import lock_application
from .withdraw_application import mark_withdrawn

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def make_room(*, application: Application, by: Person, replaces: bool) -> None:
    """Inside the caller's transaction. `replaces`: the earlier one is withdrawn, as long as it has no outcome.

    One that got nothing in a session of a rolling call that is over keeps its outcome and its place in that
    ranking: it only makes way. `Refused` otherwise.
    """
    live = live_of(application.call_id, application.lead_id)
    if live is None:
        return
    locked = lock_application(live.pk)
    if gives_way(locked):
        let_pass(locked, by)
        return
    refuse_decided(locked)
    if not replaces:
        raise Refused(
            _(
                "Hai già inviato una domanda per questo bando. Conferma che questa la sostituisce, o ritira l’altra."
            ),
            code="already_sent",
        )
    mark_withdrawn(locked, by)


def refuse_decided(live: Application) -> None:
    """What has an outcome is not replaced: leaving a ranking is an act of its own (`evaluation.record_leaving`)."""
    if live.state in WITHDRAWABLE_STATES or gives_way(live):
        return
    if live.call.kind == CallKind.ROLLING:
        raise Refused(
            _(
                "Questa impresa ha già una domanda con un esito. Può farne un’altra quando la graduatoria di quella "
                "sessione è definitiva e non ha ottenuto il contributo. Chi è in riserva deve prima rinunciare."
            ),
            field="organisation",
            code="decided",
        )
    raise Refused(
        _("Per questo bando l’impresa ha già una domanda con un esito: non può farne un’altra."),
        field="organisation",
        code="decided",
    )


def let_pass(application: Application, by: Person) -> None:
    """The firm may send another; this one stays as it ended. On a locked row."""
    application.gave_way = True
    application.save(update_fields=["gave_way", "changed_at"])
    audit.record("application_released", by=by, subject=application, scope=application.audit_scope)
