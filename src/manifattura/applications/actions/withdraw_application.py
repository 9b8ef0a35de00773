"""Withdraw a sent application: before the deadline to send another, later to give up, until there is a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.queries.organisations import people_acting_for
from manifattura.ui.formats import date_text

from ..domain.states import WITHDRAWABLE_STATES, ApplicationState
from ..models import Application
from ..permissions import may_send_application
from ..queries.locks import hold_call, lock_application
from ..signals import application_withdrawn

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

NOTHING_TO_WITHDRAW = (CallState.REVOKED, CallState.CONCLUDED)
"""States of a call that ends every application in it."""


def withdraw_application(*, application: Application, by: Person) -> Application:
    """Take back a sent application; withdrawing twice changes nothing more.

    After the deadline no other can be sent. `Refused` once a ranking is published, or the call was revoked or concluded.
    """
    with transaction.atomic():
        locked = lock_application(application.pk)
        if not may_send_application(by, locked):
            raise PermissionRefused(_("Può ritirare solo chi rappresenta l’impresa o un suo delegato."))
        if locked.state == ApplicationState.WITHDRAWN:
            return application
        if locked.state not in WITHDRAWABLE_STATES:
            raise Refused(_("Adesso questa domanda non si può ritirare: scrivi all’ufficio."), code="state")
        if hold_call(locked.call_id).state in NOTHING_TO_WITHDRAW:
            raise Refused(_("Il bando è finito: non c’è più niente da ritirare."), code="late")
        mark_withdrawn(locked, by)
        _tell(locked, by)
    application.refresh_from_db()
    return application


def mark_withdrawn(application: Application, by: Person) -> None:
    """The write itself, on a locked application, inside the caller's transaction."""
    application.state = ApplicationState.WITHDRAWN
    application.is_live = False
    application.withdrawn_at = now()
    application.withdrawn_by = by
    application.save(update_fields=["state", "is_live", "withdrawn_at", "withdrawn_by", "changed_at"])
    audit.record(
        "application_withdrawn",
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
    )
    pk = application.pk
    transaction.on_commit(lambda: application_withdrawn.send(Application, application_id=pk))


def _tell(application: Application, by: Person) -> None:
    """Everybody who works for the applicant, the other firms of a grouping too; whoever did it keeps the proof."""
    title = edition_by_id(application.edition_id).texts.title
    for person in people_acting_for(application.lead):
        with in_language_of(person):
            notify_person(
                person=person,
                kind="application_withdrawn",
                subject=_("Domanda ritirata: %(number)s") % {"number": application.submission},
                body=_(
                    "%(who)s ha ritirato %(moment)s la domanda di %(firm)s per «%(call)s». L’ufficio non la valuta."
                )
                % {
                    "who": by.full_name,
                    "moment": date_text(application.withdrawn_at, "hour"),
                    "firm": application.lead.name,
                    "call": title,
                },
                url=reverse("applications:detail", args=[application.code]),
                scope=application.audit_scope,
            )
