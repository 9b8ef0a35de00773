"""Tell everybody with an application or a draft that the call was amended, extended, suspended, resumed or revoked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.domain.amendments import changed_rules
from manifattura.calls.domain.sessions import sessions_of
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.courts import regional_court
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.calls.queries.editions import edition_before
from manifattura.calls.queries.stops import stop as stop_by_id
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.parameters import legal_parameter
from manifattura.organisations.queries.organisations import people_acting_for
from manifattura.ui.formats import date_text

from ..domain.amendments import changes_between
from ..domain.states import ApplicationState
from ..models import Application
from ..queries.asked_again import asked_again
from ..queries.message_templates import register_message_template
from ..queries.standings import standings_of
from ..queries.times import Term, term_of
from .clear_ticks import form_url
from .send_message import send_message

REGISTERED = ApplicationState.REGISTERED
SENT = {
    "extended": (
        gettext_noop("Nuova scadenza del bando «%(call)s»"),
        gettext_noop(
            "Il bando «%(call)s» ha una nuova scadenza: %(deadline)s (atto %(act)s).\n\nMotivo: %(reason)s\n\n"
            "La domanda %(number)s resta valida: non devi fare niente. Se vuoi cambiarla, dalla sua pagina prepara una nuova "
            "versione e inviala prima della nuova scadenza."
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
            "Il bando «%(call)s» riprende da dov’era (atto %(act)s): i termini che si erano fermati riprendono.\n\n"
            "La domanda %(number)s resta valida. %(until)s"
        ),
    ),
    "revoked": (
        gettext_noop("Il bando «%(call)s» è revocato"),
        gettext_noop(
            "Il bando «%(call)s» è revocato (atto %(act)s): le domande non hanno seguito.\n\nMotivo: %(reason)s\n\n"
            "La domanda %(number)s resta nella tua area personale, con la sua ricevuta.\n\nPuoi ricorrere al %(court)s, entro "
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
    "may_update": (
        gettext_noop("Il bando «%(call)s» è cambiato: puoi aggiornare la domanda"),
        gettext_noop(
            "È in vigore una nuova versione del bando «%(call)s» (atto %(act)s).\n\nChe cosa cambia: %(reason)s\n\n"
            "La domanda %(number)s resta valida: se ti va bene così, non devi fare niente. Se vuoi cambiarla, dalla sua pagina "
            "prepara una nuova versione: le risposte ci sono già. Hai tempo fino alla nuova scadenza, %(deadline)s; conta "
            "l’ultima che invii."
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
        "Il bando «%(call)s» è stato rettificato (atto %(act)s). Che cosa cambia: %(reason)s\n\nLa tua bozza %(code)s è salva: le risposte "
        "restano come sono. %(until)s"
    ),
    "extended": gettext_noop(
        "Il bando «%(call)s» ha una nuova scadenza: %(deadline)s (atto %(act)s).\n\nMotivo: %(reason)s\n\nLa tua bozza %(code)s è "
        "salva: hai più tempo per inviarla."
    ),
    "suspended": gettext_noop(
        "Il bando «%(call)s» è sospeso (atto %(act)s): per ora non si può inviare. Motivo: %(reason)s\n\nLa tua bozza %(code)s è salva e puoi continuare a scriverla."
    ),
    "resumed": gettext_noop(
        "Il bando «%(call)s» riprende (atto %(act)s). La tua bozza %(code)s è salva. %(until)s"
    ),
    "revoked": gettext_noop(
        "Il bando «%(call)s» è revocato (atto %(act)s): non riceve più domande. Motivo: %(reason)s\n\nLa tua bozza %(code)s resta nella tua area personale."
    ),
}


def register_call_messages() -> None:
    """The texts of this file; called when the app is ready."""
    for what, (subject, body) in {**SENT, **AMENDED}.items():
        register_message_template(f"applications.call_{what}", subject, body)


def tell_applicants(
    *, what: str, call_id: int, edition_id: int | None = None, stop_id: int | None = None
) -> int:
    """A message per application sent and a notice per draft, all or none; returns how many.

    A later deadline is told to the session that has it: to who is in another one it says nothing.
    """
    facts, change = _facts(what, edition_id, stop_id), _change(edition_id)
    told, leads = 0, set()
    with transaction.atomic():
        for application in _concerned(call_id):
            leads.add(application.lead_id)
            term = term_of(application)
            if what == "extended" and term.number not in change.moved:
                continue
            send_message(
                application=application,
                template=f"applications.call_{_template(what, application, term, change)}",
                context=facts | {"deadline": term.shown_deadline, "until": partial(_until, term)},
                once_key=f"call-{what}:{edition_id or stop_id}:{application.pk}",
                by=None,
            )
            told += 1
        # where an amendment asks something again, the draft is told when it moves to the new edition
        silent = what in AMENDED and change.asks_drafts
        drafts = Application.objects.filter(call_id=call_id, state=ApplicationState.DRAFT)
        # whose application was told of needs no second message about the draft beside it
        others = drafts.exclude(lead_id__in=leads).select_related("call", "lead")
        for draft in () if silent else others.order_by("pk"):
            term = term_of(draft)
            if what == "extended" and term.number not in change.moved:
                continue
            _tell_draft(draft, what, facts, term)
            told += 1
    return told


@dataclass(frozen=True)
class Change:
    """What another edition is to an applicant: nothing where the call was only stopped."""

    asks_drafts: bool = False
    """Whether it changed a step or a declaration that a draft may have answered already."""
    rules: bool = False
    """Whether it changed what applications are judged by, or what they may get."""
    moved: frozenset[int] = frozenset()
    """Sessions with another deadline."""


def _change(edition_id: int | None) -> Change:
    before = edition_before(edition_id) if edition_id is not None else None
    if before is None or edition_id is None:
        return Change()
    after = edition_by_id(edition_id)
    asked = changes_between(before, after)
    sessions = zip(sessions_of(before), sessions_of(after), strict=False)
    return Change(
        asks_drafts=bool(asked.sections or asked.declarations),
        rules=bool(changed_rules(before, after)),
        moved=frozenset(old.number for old, new in sessions if old.deadline_at != new.deadline_at),
    )


def _concerned(call_id: int) -> list[Application]:
    """Who counts in the call; and who is still in a register whose entry is about to end, and has not applied again."""
    rows = Application.objects.filter(call_id=call_id).select_related("call").order_by("pk")
    live = list(rows.filter(is_live=True))
    leads = {one.lead_id for one in live}
    ending = [one for one in rows.filter(is_live=False, state=REGISTERED) if one.lead_id not in leads]
    standings = standings_of(ending)
    return live + [one for one in ending if standings[one.pk].state in (REGISTERED, CallState.SUSPENDED)]


def _template(what: str, application: Application, term: Term, change: Change) -> str:
    if what != "amended":
        return what
    if asked_again(application):
        return "asks_again"
    replaceable = application.state == ApplicationState.SUBMITTED and term.is_open(database_now())
    return "may_update" if replaceable and (change.rules or term.number in change.moved) else what


def _facts(what: str, edition_id: int | None, stop_id: int | None) -> dict[str, Any]:
    if edition_id is not None:
        edition = edition_by_id(edition_id)
        return {"act": edition.act.number, "reason": edition.amendment_note}
    assert stop_id is not None
    stop = stop_by_id(stop_id)
    return {
        "act": stop.resume_act_number if what == "resumed" else stop.act_number,
        "reason": stop.reason,
        "court": regional_court(),
        "court_days": legal_parameter("appeal.court_days", today()).count,
        "president_days": legal_parameter("appeal.president_days", today()).count,
    }


def _tell_draft(draft: Application, what: str, facts: dict[str, Any], term: Term) -> None:
    for person in people_acting_for(draft.lead):
        with in_language_of(person):
            values = facts | {
                "call": edition_by_id(draft.edition_id).texts.title,
                "code": draft.code,
                "deadline": date_text(term.shown_deadline, "hour"),
                "until": _until(term),
            }
            notify_person(
                person=person,
                kind=f"call_{what}",
                subject=gettext({**SENT, **AMENDED}[what][0]) % values,
                body=gettext(DRAFTS[what]) % values,
                url=form_url(draft),
                scope=draft.audit_scope,
            )


def _until(term: Term) -> str:
    """Nothing where there is no deadline, or it is over."""
    deadline = term.shown_deadline
    if deadline is None or term.is_over(database_now()):
        return ""
    return gettext("La scadenza è %(deadline)s.") % {"deadline": date_text(deadline, "hour")}
