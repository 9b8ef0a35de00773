"""Who may still write on an answer sheet, and until when: the one gate of every action that changes answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.calls.domain.clocks import TermState
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text, elided

from ..domain.form_states import FormState
from ..domain.states import ApplicationState
from ..models import Application, FilledForm
from ..permissions import is_being_entered, may_enter_for, may_write_on
from ..queries.filled_forms import form_term
from ..queries.moments import moment_words
from ..queries.sheets import Sheet, application_of, is_typed_by_office
from ..queries.windows import Hold, Window, window_of

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def refuse_unless_writable(sheet: Sheet, by: Person) -> None:
    """Only while it is being prepared and its term runs, by whoever may write on it.

    A reply that arrived on paper or by certified mail is typed by the office alone, also when its term is over by now.
    """
    if isinstance(sheet, FilledForm) and is_typed_by_office(sheet):
        refuse_who_does_not_type(sheet, by)
        return
    if not may_write_on(by, application_of(sheet)):
        raise PermissionRefused
    if isinstance(sheet, FilledForm):
        refuse_unless_open(sheet)
    else:
        _refuse_unless_draft(sheet)


def refuse_who_does_not_type(form: FilledForm, by: Person) -> None:
    """While the office types what arrived, the applicant's people read."""
    if not may_enter_for(by, form.application.call):
        raise Refused(
            _("L’ufficio sta registrando la risposta che gli hai mandato: dal sito non si può cambiare."),
            code="typed",
        )


def refuse_unless_open(form: FilledForm) -> None:
    """Forms that were sent never change; forms that were closed are not sent any more."""
    if form.state == FormState.SENT:
        raise Refused(_("Il modulo è stato inviato: non si può più cambiare."), code="sent")
    if form.state == FormState.CLOSED:
        raise Refused(
            _(
                "Il modulo è stato chiuso: non si può più cambiare o inviare. Puoi ancora scrivere all’ufficio dai "
                "messaggi della domanda."
            ),
            code="late",
        )
    if is_late(form):
        term = form_term(form)
        assert term is not None
        raise Refused(
            elided(
                _(
                    "Il termine è scaduto il %(day)s: il modulo si può leggere, ma non più inviare. Puoi ancora scrivere "
                    "all’ufficio dai messaggi della domanda."
                )
                % {"day": date_text(term.due_on)}
            ),
            code="late",
        )


def is_late(form: FilledForm) -> bool:
    """Whether the last day is over for a form that nobody sent, also before the job closes it."""
    if form.state != FormState.DRAFT:
        return False
    term = form_term(form)
    return term is not None and term.state_on(database_now().astimezone(ROME).date()) == TermState.EXPIRED


def _refuse_unless_draft(application: Application) -> None:
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("La domanda è stata inviata: non si può più cambiare."), code="sent")
    # what arrived another way is judged by its proof, when it is registered
    if is_being_entered(application):
        return
    window = window_of(application)
    if not window.is_writable:
        raise Refused(_held(window), code="late")


def _held(window: Window) -> str:
    if window.hold is Hold.REVOKED:
        return _("Il bando è revocato: la bozza si può leggere, ma non più cambiare o inviare.")
    if window.hold is Hold.CLOSED:
        return _("Il bando non riceve più domande: la bozza si può leggere, ma non più cambiare o inviare.")
    if window.following and window.late_until:
        return _(
            "La sessione %(number)s è finita: fino a %(until)s la bozza resta com’è, per chi ha un biglietto. Poi la puoi "
            "cambiare, per la sessione %(following)s."
        ) % {
            "number": window.term.number,
            "until": moment_words(window.late_until),
            "following": window.following.number,
        }
    return _("Il termine è scaduto %(moment)s: la bozza si può leggere, ma non più cambiare o inviare.") % {
        "moment": moment_words(window.term.deadline_at)
    }
