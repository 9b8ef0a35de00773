"""Publish an approved call: text, form and grid freeze into edition 1 (L. 241/1990 art. 12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.permissions import may_sign_for_office
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text, elided

from ..domain.document import edition_to_document
from ..domain.edition import Act, Edition
from ..domain.sessions import sessions_of
from ..domain.states import CallState
from ..models import Call, CallEdition, CallLot, CallRound
from ..permissions import may_publish
from ..queries.draft import build_edition, draft_document
from ..queries.editions import last_act_on
from ..signals import call_published
from .make_sealing_key import make_sealing_key
from .refuse_overtaken import refuse_overtaken
from .sync_call_terms import sync_call_terms

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def publish_call(*, call: Call, act_number: str, act_on: date, by: Person) -> CallEdition:
    """Freeze the draft with the act that adopts it; opens and closes by its timetable from now on.

    Refused when the draft is no longer what was approved, or its deadline has passed by the database's clock.
    """
    with transaction.atomic():
        locked = Call.objects.select_for_update().get(pk=call.pk)
        if locked.current_edition_id and may_sign_for_office(by, locked.office_id):
            raise Refused(_("Il bando è già pubblicato."), code="published")
        refuse_overtaken(locked, by, expected=(CallState.APPROVED,))
        if not may_publish(by, locked):
            raise PermissionRefused
        act = checked_act(act_number, act_on)
        if sha256_hex(draft_document(locked)) != locked.approved_sha256:
            raise Refused(_("Il testo è cambiato dopo l’approvazione. Chiedi una nuova approvazione."))
        edition = build_edition(locked, act=act)
        if sessions_of(edition)[0].deadline_at <= database_now():
            raise Refused(_("La scadenza è già passata. Cambiala e chiedi una nuova approvazione."))
        edition = make_sealing_key(locked, edition, by=by)
        row = freeze_edition(locked, edition, by=by)
        open_rounds_and_lot(locked, edition)
        locked.state = CallState.PUBLISHED
        locked.save(update_fields=["state", "current_edition", "sealing_key"])
        audit.record(
            "call_published",
            by=by,
            subject=locked,
            scope=locked.audit_scope,
            after={"act_number": row.act_number, "act_on": act_on.isoformat(), "sha256": row.sha256},
        )
        sync_call_terms(call=locked, by=by)
        transaction.on_commit(lambda: call_published.send(Call, call_id=locked.pk))
    call.refresh_from_db()
    return row


def checked_act(number: str, on: date, *, since: date | None = None) -> Act:
    """The executive decision, with a number and a day that has come; `since`: the day of the act it follows."""
    if not number.strip():
        raise Refused(_("Scrivi il numero della determina."), field="act_number")
    if on > today():
        raise Refused(_("La data della determina non può essere futura."), field="act_on")
    if since is not None and on < since:
        raise Refused(
            elided(
                _("La determina non può venire prima di quella già presa, del %(day)s.")
                % {"day": date_text(since)}
            ),
            field="act_on",
        )
    return Act(number=number.strip(), adopted_on=on)


def following_act(call: Call, number: str, on: date) -> Act:
    """An act on a published call: it comes after those that were taken."""
    return checked_act(number, on, since=last_act_on(call))


def freeze_edition(
    call: Call, edition: Edition, *, by: Person, published_at: datetime | None = None
) -> CallEdition:
    """Store the edition's canonical document with its digest and make it the one in force (call not saved).

    `published_at` is the database's now unless samples of the past are written.
    """
    document = edition_to_document(edition)
    row = CallEdition.objects.create(
        call=call,
        version=edition.version,
        document=document,
        sha256=sha256_hex(document),
        act_number=edition.act.number,
        act_on=edition.act.adopted_on,
        note=edition.amendment_note,
        published_by=by,
        **({"published_at": published_at} if published_at else {}),
    )
    call.current_edition = row
    return row


def open_rounds_and_lot(call: Call, edition: Edition) -> None:
    """The sessions that receive, and the lot: what applications hang on."""
    CallRound.objects.bulk_create(
        CallRound(
            call=call,
            number=session.number,
            opens_at=session.opens_at,
            deadline_at=session.deadline_at,
            deadline_inclusive=session.inclusive,
            budget=session.budget,
        )
        for session in sessions_of(edition)
    )
    CallLot.objects.create(call=call, title=edition.texts.title, budget=edition.budget)
