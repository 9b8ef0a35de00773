"""What every act on an application under review asks: the right person, no conflict, nothing changed since the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.applications.domain.states import ApplicationState
from manifattura.kernel import audit_words
from manifattura.kernel.errors import Conflict, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.ui.statuses import find_status

from ..models import OfficerStatement, Review
from ..queries.awaited_replies import refuse_before_arrived
from ..queries.requirements import requirements_of
from ..queries.reviews import lock_review
from .save_check import refuse_unless_workable

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def lock_for_act(review: Review, base_version: int, by: Person) -> Review:
    """The locked review of an application that nothing else keeps busy; `Conflict` names who changed what since."""
    locked = lock_review(review.pk)
    refuse_unless_workable(locked, by)
    refuse_stale(locked, base_version)
    refuse_without_statement(locked, by)
    refuse_busy(locked)
    return locked


def refuse_stale(review: Review, base_version: int) -> None:
    """`Conflict` when the review changed since the page was read; the message says what was done last, and by whom."""
    if review.version == base_version:
        return
    last = _last_act(review)
    text = _("La domanda è cambiata mentre la guardavi: rileggi i controlli, poi decidi.")
    raise Conflict(f"{text} {last}" if last else text, theirs={"version": review.version, "what": last})


def _last_act(review: Review) -> str:
    """What the audit trail holds as the last act on the application, as a sentence."""
    entry = (
        AuditEntry.objects.filter(subject_type="application", subject_id=str(review.application_id))
        # what follows from a decision by itself is not what somebody did
        .exclude(verb="application_released")
        .order_by("-pk")
        .first()
    )
    if entry is None:
        return ""
    return _("Ultima cosa fatta: %(who)s %(act)s.") % {
        "who": entry.actor_label,
        "act": _check_words(review, entry) or audit_words.act(entry),
    }


def _check_words(review: Review, entry: AuditEntry) -> str:
    """Which requirement was checked, and how; nothing for other acts."""
    facts = entry.after or {}
    key = facts.get("requirement")
    titles = {row.key: row.title for row in requirements_of(review.application)}
    if entry.verb != "check_saved" or key not in titles:
        return ""
    word = find_status("check", facts["outcome"] or "to_do").word
    return _("ha messo «%(outcome)s» a «%(title)s»") % {"outcome": word, "title": titles[key]}


def refuse_without_statement(review: Review, by: Person) -> None:
    """The officer has said that there is no conflict with this firm (L. 241/1990 art. 6-bis)."""
    if not OfficerStatement.objects.filter(review=review, person_id=by.pk, has_conflict=False).exists():
        raise Refused(_("Prima dichiara se hai conflitti di interesse con questa impresa."), field="conflict")


def refuse_busy(review: Review) -> None:
    """While a remedy or a notice runs, or a reply that came in time is being typed, nothing else is decided."""
    refuse_before_arrived(review)
    state = review.application.state
    if state == ApplicationState.REMEDY_REQUESTED:
        raise Refused(
            _("C’è una richiesta di integrazione aperta: aspetta la risposta o ritirala."), code="remedy"
        )
    if state == ApplicationState.REJECTION_NOTICE:
        raise Refused(
            _("C’è un preavviso di rigetto aperto: si decide dopo le osservazioni o alla scadenza."),
            code="notice",
        )
    if state == ApplicationState.WITHDRAWN:
        raise Refused(_("L’impresa ha ritirato la domanda."), code="withdrawn")
    if state != ApplicationState.UNDER_REVIEW:
        raise Refused(_("La domanda non è in istruttoria."), code="state")


def touch(review: Review) -> None:
    """Pages read before this act are stale from now on."""
    review.version += 1
    review.save(update_fields=["version"])
