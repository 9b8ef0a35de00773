"""What a person should do first: the answer or the draft whose time ends first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manifattura.calls.domain.unfinished import NO_END
from manifattura.calls.queries.call_texts import title_of
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel.clock import ROME
from manifattura.ui.formats import date_text

from ..domain.states import ApplicationState
from ..models import Application, FilledForm
from ..permissions import may_send_application
from ..queries.asked_again import asked_again
from ..queries.standings import is_stopped

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

AGAIN = gettext_noop("Il bando è cambiato: rileggi la bozza")
UPDATE = gettext_noop("Il bando è cambiato: aggiorna la domanda")
SEND = gettext_noop("Completa e invia la domanda")
ACCEPT_GRANT = gettext_noop("Accetta il contributo o rinuncia")
ACCEPT_PLACE = gettext_noop("Accetta il posto o rinuncia")
CURE = gettext_noop("Rimedia alla sospensione e scrivilo all’ufficio")
CONTRIBUTE = gettext_noop("Completa la tua parte della domanda")
DatedForms = Sequence[tuple[FilledForm, date | None]]
DatedAnswers = Sequence[tuple[Application, date | None]]


def next_action(
    rows: Sequence[dict[str, Any]], forms: DatedForms, answers: DatedAnswers, person: Person
) -> dict[str, Any] | None:
    """One yellow box, never two; at the same instant what the office waits for comes first."""
    found = [_of_form(form, due_on) for form, due_on in forms]
    found += [_of_answer(application, due_on) for application, due_on in answers]
    found += [
        _of_draft(row)
        for row in rows
        if row["application"].state == ApplicationState.DRAFT and _receives(row)
    ]
    copied = {row["application"].copied_from_id for row in rows}
    found += [
        _of_sent(row)
        for row in rows
        if _receives(row) and row["application"].pk not in copied and asked_again(row["application"])
    ]
    first = min(found, key=lambda action: action["until"], default=None)
    # who cannot send is not told to: a colleague, or another firm of the grouping
    if first and first["title"] == SEND and not may_send_application(person, first["application"]):
        first["title"] = CONTRIBUTE
    if first:
        title = first["title"]
        first["title"] = _(title)
    return first


def _receives(row: dict[str, Any]) -> bool:
    return bool(row["is_open"]) and not is_stopped(row["application"])


def _end_of(due_on: date | None) -> datetime:
    """A day counts to its end."""
    return datetime.combine(due_on + timedelta(days=1), datetime.min.time(), ROME) if due_on else NO_END


def answer_title(application: Application) -> str:
    """What the office waits for, outside a form."""
    if application.state == ApplicationState.REGISTERED:
        return CURE
    return ACCEPT_GRANT if application.call.gives_money else ACCEPT_PLACE


def _of_answer(application: Application, due_on: date | None) -> dict[str, Any]:
    return {
        "until": _end_of(due_on),
        "form": None,
        "application": application,
        "title": answer_title(application),
        "when": date_text(due_on, "long") if due_on else "",
        "name": title_of(edition_by_id(application.edition_id)),
        "firm": application.lead.name,
        "href": reverse("applications:detail", args=[application.code]),
        "action": _("Apri la domanda"),
    }


def _of_form(form: FilledForm, due_on: date | None) -> dict[str, Any]:
    return {
        "until": _end_of(due_on),
        "form": form,
        "title": gettext_noop("L’ufficio aspetta una risposta"),
        "when": date_text(due_on, "long") if due_on else "",
        "name": form.title,
        "firm": form.application.lead.name,
        "href": reverse("applications:filled_form", args=[form.code]),
        "action": _("Compila il modulo"),
    }


def _of_draft(row: dict[str, Any]) -> dict[str, Any]:
    application, term = row["application"], row["term"]
    again = application.sections_to_review
    return {
        "until": term.deadline_at,
        "form": None,
        "application": application,
        "title": AGAIN if again else SEND,
        "when": date_text(term.shown_deadline, "hour") if term.shown_deadline else "",
        "name": row["title"],
        "firm": application.lead.name,
        "href": reverse("applications:resume", args=[application.code]),
        "action": _("Continua la domanda"),
    }


def _of_sent(row: dict[str, Any]) -> dict[str, Any]:
    """The form asks something else since it was sent."""
    return _of_draft(row) | {
        "title": UPDATE,
        "href": reverse("applications:detail", args=[row["application"].code]),
        "action": _("Apri la domanda"),
    }
