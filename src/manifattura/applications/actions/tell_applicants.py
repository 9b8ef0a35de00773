"""Tell everybody with an application or a draft that the call was amended, extended, suspended, resumed or revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.domain.states import CallState
from manifattura.calls.domain.unfinished import NO_END
from manifattura.calls.queries.courts import regional_court
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.calls.queries.editions import edition_before
from manifattura.calls.queries.stops import stop as stop_by_id
from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.organisations.queries.organisations import people_acting_for
from manifattura.ui.formats import date_text

from ..domain.amendments import changes_between
from ..domain.states import ApplicationState
from ..models import Application
from ..queries.asked_again import asked_again
from ..queries.message_templates import register_message_template
from ..queries.standings import standings_of
from .clear_ticks import form_url
from .send_message import send_message

REGISTERED = ApplicationState.REGISTERED
SENT = {
    "extended": (
        gettext_noop("Nuova scadenza del bando «%(call)s»"),
        gettext_noop(
            "La scadenza del bando «%(call)s» è spostata al %(deadline)s (atto %(act)s).\n\nMotivo: %(reason)s\n\n"
            "La domanda %(number)s resta valida: non devi fare niente. Se vuoi cambiarla, puoi ritirarla e inviarne "
            "un’altra prima della nuova scadenza."
        ),
    ),
    "suspended": (
        gettext_noop("Il bando «%(call)s» è sospeso"),
        gettext_noop(
            "Il bando «%(call)s» è sospeso (atto %(act)s): i termini sono fermi.\n\nMotivo: %(reason)s\n\n"
            "La domanda %(number)s resta valida. Ti scriviamo quando il bando riprende."
        ),
    ),
    "resumed": (
        gettext_noop("Il bando «%(call)s» riprende"),
        gettext_noop(
            "Il bando «%(call)s» riprende da dov’era (atto %(act)s): i termini ricominciano a contare.\n\n"
            "La domanda %(number)s resta valida. Nella pagina del bando trovi le date in vigore."
        ),
    ),
    "revoked": (
        gettext_noop("Il bando «%(call)s» è revocato"),
        gettext_noop(
            "Il bando «%(call)s» è revocato (atto %(act)s): le domande non hanno seguito.\n\nMotivo: %(reason)s\n\n"
            "La domanda %(number)s resta nella tua area personale, con la sua ricevuta.\n\nPuoi ricorrere al %(court)s entro "
            "%(court_days)s giorni da quando ricevi questo messaggio, o al Presidente della Repubblica entro "
            "%(president_days)s. Puoi chiedere di vedere gli atti."
        ),
    ),
}
AMENDED = {
    "amended": (
        gettext_noop("Il bando «%(call)s» è stato rettificato"),
        gettext_noop(
            "È in vigore una nuova versione del bando «%(call)s» (atto %(act)s).\n\nChe cosa cambia: %(reason)s\n\n"
            "La domanda %(number)s resta valida così com’è: non devi fare niente."
        ),
    ),
    "asks_again": (
        gettext_noop("Il bando «%(call)s» è cambiato: aggiorna la domanda"),
        gettext_noop(
            "È in vigore una nuova versione del bando «%(call)s» (atto %(act)s).\n\nChe cosa cambia: %(reason)s\n\n"
            "La domanda %(number)s resta valida, ma il modulo chiede altro. Dalla pagina della domanda prepara una nuova "
            "versione: le risposte ci sono già. Inviala entro %(deadline)s, altrimenti conta quella che hai inviato."
        ),
    ),
}
DRAFTS = {
    "amended": gettext_noop(
        "Il bando «%(call)s» è stato rettificato. Nella tua bozza %(code)s non devi rileggere niente. %(until)s"
    ),
    "extended": gettext_noop(
        "La scadenza del bando «%(call)s» è spostata al %(deadline)s. La tua bozza %(code)s è salva: hai più tempo per inviarla."
    ),
    "suspended": gettext_noop(
        "Il bando «%(call)s» è sospeso: per ora non si può inviare. Motivo: %(reason)s\n\nLa tua bozza %(code)s è salva e puoi continuare a scriverla."
    ),
    "resumed": gettext_noop(
        "Il bando «%(call)s» riprende. La tua bozza %(code)s è salva: nella pagina del bando trovi la nuova scadenza."
    ),
    "revoked": gettext_noop(
        "Il bando «%(call)s» è revocato: non riceve più domande. Motivo: %(reason)s\n\nLa tua bozza %(code)s resta nella tua area personale."
    ),
}


def register_call_messages() -> None:
    """The texts of this file; called when the app is ready."""
    for what, (subject, body) in {**SENT, **AMENDED}.items():
        register_message_template(f"applications.call_{what}", subject, body)


def tell_applicants(
    *, what: str, call_id: int, edition_id: int | None = None, stop_id: int | None = None
) -> int:
    """A message per application sent and a notice per draft, all or none; returns how many."""
    values = _values(what, edition_id, stop_id)
    told, leads = 0, set()
    with transaction.atomic():
        for application in _concerned(call_id):
            leads.add(application.lead_id)
            send_message(
                application=application,
                template=f"applications.call_{_template(what, application)}",
                context=values,
                once_key=f"call-{what}:{edition_id or stop_id}:{application.pk}",
                by=None,
            )
            told += 1
        drafts = Application.objects.filter(call_id=call_id, state=ApplicationState.DRAFT)
        # where an amendment asks something again, the draft is told when it moves to the new edition
        silent = what in AMENDED and edition_id is not None and _asks_drafts(edition_id)
        # whose application was told of needs no second message about the draft beside it
        others = drafts.exclude(lead_id__in=leads).select_related("lead")
        for draft in () if silent else others.order_by("pk"):
            _tell_draft(draft, what, values)
            told += 1
    return told


def _concerned(call_id: int) -> list[Application]:
    """Who counts in the call; and who is still in a register whose entry is about to end, and has not applied again."""
    rows = Application.objects.filter(call_id=call_id).select_related("call").order_by("pk")
    live = list(rows.filter(is_live=True))
    leads = {one.lead_id for one in live}
    ending = [one for one in rows.filter(is_live=False, state=REGISTERED) if one.lead_id not in leads]
    standings = standings_of(ending)
    return live + [one for one in ending if standings[one.pk].state in (REGISTERED, CallState.SUSPENDED)]


def _asks_drafts(edition_id: int) -> bool:
    """Whether this edition changed a step or a declaration that a draft may have answered already."""
    before = edition_before(edition_id)
    if before is None:
        return False
    changes = changes_between(before, edition_by_id(edition_id))
    return bool(changes.sections or changes.declarations)


def _template(what: str, application: Application) -> str:
    return "asks_again" if what == "amended" and asked_again(application) else what


def _values(what: str, edition_id: int | None, stop_id: int | None) -> dict[str, Any]:
    if edition_id is not None:
        edition = edition_by_id(edition_id)
        return {
            "deadline": edition.timetable.deadline_at,
            "act": edition.act.number,
            "reason": edition.amendment_note,
        }
    assert stop_id is not None
    stop = stop_by_id(stop_id)
    return {
        "act": stop.resume_act_number if what == "resumed" else stop.act_number,
        "reason": stop.reason,
        "court": regional_court(),
        "court_days": legal_parameter("appeal.court_days", today()).count,
        "president_days": legal_parameter("appeal.president_days", today()).count,
    }


def _tell_draft(draft: Application, what: str, values: dict[str, Any]) -> None:
    for person in people_acting_for(draft.lead):
        with in_language_of(person):
            facts = {
                "call": edition_by_id(draft.edition_id).texts.title,
                "code": draft.code,
                "deadline": date_text(values["deadline"], "hour") if "deadline" in values else "",
                "reason": values["reason"],
                "until": _until(values.get("deadline")),
            }
            notify_person(
                person=person,
                kind=f"call_{what}",
                subject=gettext({**SENT, **AMENDED}[what][0]) % facts,
                body=gettext(DRAFTS[what]) % facts,
                url=form_url(draft),
                scope=draft.audit_scope,
            )


def _until(deadline: datetime | None) -> str:
    """A register has no deadline, and what stops a call says none."""
    if deadline is None or deadline >= NO_END:
        return ""
    return gettext("La scadenza è %(deadline)s.") % {"deadline": date_text(deadline, "hour")}
