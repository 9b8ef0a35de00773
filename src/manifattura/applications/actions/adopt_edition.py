"""Bring a draft to the edition in force after an amendment: what changed is asked again, by rule (DESIGN §10.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import notify_people
from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.organisations.queries.organisations import people_acting_for

from ..domain.amendments import Changes, changes_between
from ..domain.states import ApplicationState
from ..models import Application
from ..permissions import is_being_entered
from ..queries.locks import hold_call, lock_application
from .clear_ticks import clear_tick, form_url
from .copy_known_answers import copy_known_answers

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def adopt_edition(*, application: Application, by: Person | None = None) -> bool:
    """Move the draft to the call's current edition; False when there was nothing to do. Answers are kept."""
    with transaction.atomic():
        locked = lock_application(application.pk)
        current = hold_call(locked.call_id).edition_id
        if locked.state != ApplicationState.DRAFT or current is None or current == locked.edition_id:
            return False
        old, new = edition_by_id(locked.edition_id), edition_by_id(current)
        changes = changes_between(old, new)
        locked.edition_id = current
        locked.sections_to_review = _to_review(locked, new, changes)
        locked.save(update_fields=["edition", "sections_to_review", "changed_at"])
        _clear_changed_declarations(locked, changes)
        copy_known_answers(locked)
        audit.record(
            "draft_amended",
            by=by,
            subject=locked,
            on_behalf=locked.lead,
            scope=locked.audit_scope,
            before={"edition": old.version},
            after={"edition": new.version, "sections": locked.sections_to_review},
        )
        if changes.sections or changes.declarations:
            # a longer deadline or a new text is told to everybody by the call itself: nobody hears of it twice
            _tell(locked, new)
    application.refresh_from_db()
    return True


def adopt_edition_everywhere(*, call_id: int) -> int:
    """Every draft of an amended call; returns how many moved."""
    drafts = Application.objects.filter(call_id=call_id, state=ApplicationState.DRAFT)
    return sum(adopt_edition(application=draft) for draft in drafts.iterator())


def _to_review(application: Application, new: Edition, changes: Changes) -> list[str]:
    """Only steps that somebody had already filled in: the others will be read for the first time anyway."""
    filled = {row.section_key for row in application.sections.all() if row.answers}
    known = {section.key for section in new.form}
    pending = set(application.sections_to_review) | (filled & set(changes.sections))
    return [section.key for section in new.form if section.key in pending & known]


def _clear_changed_declarations(application: Application, changes: Changes) -> None:
    for tick in application.ticks.filter(cleared_at=None, declaration_key__in=changes.declarations):
        clear_tick(tick, _("Il bando ha cambiato il testo della dichiarazione"))


def _tell(application: Application, new: Edition) -> None:
    notify_people(
        people=[application.created_by]
        if is_being_entered(application)
        else people_acting_for(application.lead),
        kind="call_amended",
        subject=_("Il bando è cambiato: rileggi la tua bozza"),
        body=_(
            "Il bando «%(title)s» è stato rettificato. Le tue risposte ci sono ancora. Apri la bozza %(code)s: "
            "ti segnaliamo i passi da rileggere prima di inviare."
        )
        % {"title": new.texts.title, "code": application.code},
        url=form_url(application),
        scope=application.audit_scope,
    )
