"""The procedure of a call for those who work on it: where it is, what comes next, who does it, what it needs and sends."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.ui.formats import date_text

from ...domain.procedures.catalogue import procedure_of, sends_rejection_notice
from ...domain.procedures.model import Machine, Phase, Who
from ...domain.procedures.places import in_places
from ...domain.procedures.steps import Step, steps_from, steps_of
from ...domain.states import CallKind, CallState
from ...models import Call, CallRound
from ...queries.editions import current_edition
from ...queries.means import session_means
from ...queries.rounds import rounds_of
from .access import office_call
from .builder import desk_of, tabs


@audience("office")
@require_safe
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    found = procedure_of(call.kind)
    if not call.gives_money:
        found = in_places(found)
    notice = sends_rejection_notice(call.kind, call.rejection_notice)
    rounds = list(rounds_of(call))
    context = {
        "call": call,
        "tabs": tabs(desk_of(request, call), None),
        "kind": _(found.staff),
        "about": _(found.about),
        "facts": [
            (_("Tipo"), _(found.staff)),
            (_("Il pubblico legge"), _(found.public)),
            (_("Preavviso di rigetto (art. 10-bis)"), _("sì") if notice else _("no")),
        ],
        "road": _road(call, found.call),
        "now": _rows(steps_from(found.call, CallState(call.state), notice=notice), found.call),
        "sessions": [_session(call, one, found.round, notice) for one in rounds]
        if call.kind == CallKind.ROLLING
        else [],
        "machines": [
            _machine(_("Il bando"), found.call, notice),
            *([_machine(_("Ogni sessione"), found.round, notice)] if call.kind == CallKind.ROLLING else []),
            _machine(_("Ogni domanda"), found.application, notice),
        ],
    }
    return render(request, "calls/office/procedure.html", context)


def who_words() -> dict[Who, str]:
    return {
        Who.APPLICANT: _("chi rappresenta l’impresa"),
        Who.CASE_OFFICER: _("chi istruisce"),
        Who.SECOND_OFFICER: _("un secondo funzionario"),
        Who.HEAD_OF_PROCEDURE: _("responsabile del procedimento"),
        Who.PRESIDENT: _("presidente della commissione"),
        Who.CLOCK: _("il sistema, alla scadenza del termine"),
    }


def _road(call: Call, machine: Machine[CallState]) -> list[dict[str, Any]]:
    """The main road of the call as a timeline; a call that was stopped stands beside it."""
    aside = (CallState.SUSPENDED, CallState.REVOKED)
    phases = [phase for phase in machine.phases if phase.state not in aside]
    states = [phase.state for phase in phases]
    here = states.index(CallState(call.state)) if call.state in states else None
    if here is None:
        stopped = machine.phase(CallState(call.state))
        return [{"state": "now", "title": _(stopped.staff), "text": _(stopped.public)}]
    return [
        {
            "state": "done" if place < here else "now" if place == here else "next",
            "title": _(phase.staff),
            "text": "",
        }
        for place, phase in enumerate(phases)
    ]


def _session(call: Call, row: CallRound, machine: Machine[CallState], notice: bool) -> dict[str, Any]:
    means, carried = session_means(current_edition(call), row)
    state = CallState(row.state)
    following = steps_from(machine, state, notice=notice)
    return {
        "number": row.number,
        "opens": _("da %(day)s") % {"day": date_text(row.opens_at, "hour")},
        "deadline": _("a %(day)s") % {"day": date_text(row.deadline_at, "hour")},
        "means": means,
        "carried": carried,
        "state": row.state,
        "staff": _(machine.phase(state).staff),
        "next": _(following[0].does) if following else "",
        "who": _people(following[0].who) if following else "",
    }


def _machine(title: str, machine: Machine[Any], notice: bool) -> dict[str, Any]:
    reached = {state for arrow in machine.arrows(notice=notice) for state in arrow}
    phases = [phase for phase in machine.phases if phase.state in reached or len(machine.phases) == 1]
    return {
        "title": title,
        "caption": _("I passi. %(what)s") % {"what": title},
        "phases": [(_(phase.staff), _(phase.public)) for phase in phases],
        "rows": _rows(steps_of(machine, notice=notice), machine),
    }


def _rows(steps: Iterable[Step[Any]], machine: Machine[Any]) -> list[dict[str, Any]]:
    names = {phase.state: phase for phase in machine.phases}
    return [
        {
            "does": _(step.does),
            "who": _people(step.who),
            "sources": _names(step.sources, names),
            "targets": _names(step.targets, names),
            "requires": [_(one) for one in step.requires],
            "sends": [_(one) for one in step.sends],
        }
        for step in steps
    ]


def _names(states: Iterable[Any], phases: dict[Any, Phase[Any]]) -> list[str]:
    return [_(phases[state].staff) for state in states]


def _people(who: Iterable[Who]) -> str:
    words = who_words()
    return _(" oppure ").join(words[one] for one in who)
