"""Extension, suspension, resumption, revocation, conclusion: each says what will happen, then asks for the act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST

from manifattura.accounts.permissions import may_sign_for_office
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text
from manifattura.ui.forms import DateTimeField, show_refusal

from ... import permissions
from ...actions.conclude_call import conclude_call
from ...actions.extend_deadline import extend_deadline
from ...actions.resume_call import resume_call
from ...actions.revoke_call import revoke_call
from ...actions.suspend_call import suspend_call
from ...domain.states import CallState
from ...models import Call, CallRound, ExtensionProposal
from ...queries.outages import waiting_proposals
from ...queries.rounds import deadline_passed, rounds_of
from ...queries.stops import proposed_deadline, session_that_was_open, stops_of
from .access import office_call
from .approval import ActForm
from .outages import decided_already


class StopForm(ActForm):
    reason = forms.CharField(
        label=gettext_lazy("Motivo"),
        help_text=gettext_lazy("Chiunque lo leggerà nella pagina del bando."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("reason", "act_number", "act_on")


class ExtensionForm(ActForm):
    round = forms.ChoiceField(label=gettext_lazy("Sessione"))
    deadline_at = DateTimeField(
        label=gettext_lazy("Nuova scadenza"), help_text=gettext_lazy("Giorno e ora di Roma.")
    )
    note = forms.CharField(
        label=gettext_lazy("Motivo"),
        help_text=gettext_lazy("Chiunque lo leggerà accanto alla nuova versione."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ("round", "deadline_at", "note", "act_number", "act_on")

    def __init__(self, *args: Any, sessions: list[CallRound], **options: Any) -> None:
        super().__init__(*args, **options)
        self.sessions = {str(one.number): one for one in sessions}
        if len(sessions) == 1:
            del self.fields["round"]
        else:
            self.fields["round"].choices = [
                (number, _("Sessione %(number)s") % {"number": number}) for number in self.sessions
            ]

    @property
    def session(self) -> CallRound:
        return self.sessions[self.cleaned_data.get("round") or next(iter(self.sessions))]


class ResumeForm(ActForm):
    deadline_at = DateTimeField(label=gettext_lazy("Nuova scadenza"))
    field_order = ("deadline_at", "act_number", "act_on")

    def __init__(self, *args: Any, with_deadline: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if with_deadline:
            self.fields["deadline_at"].help_text = _(
                "La proposta aggiunge il tempo della sospensione. Giorno e ora di Roma."
            )
        else:
            del self.fields["deadline_at"]


@audience("office")
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if back := _not_now(request, call, permissions.may_extend(request.person, call)):
        return back
    moment = database_now()
    proposal = _proposal(request, call)
    if proposal is None and "proposta" in request.GET:
        # a proposal that somebody decided meanwhile is no reason for another extension
        messages.info(request, decided_already())
        return redirect("calls:office_outages")
    sessions = (
        [proposal.round]
        if proposal
        else [
            one
            for one in rounds_of(call).filter(state=CallState.PUBLISHED)
            if not deadline_passed(one, moment)
        ]
    )
    if not sessions:
        messages.error(request, _("La scadenza è passata: non si può più prorogare."))
        return redirect("calls:office_detail", call.pk)
    initial: dict[str, Any] = {"act_on": today(), "deadline_at": sessions[0].deadline_at}
    if proposal is not None:
        initial |= {"deadline_at": proposal.deadline_at, "note": _outage_words(proposal)}
    form = ExtensionForm(request.POST or None, sessions=sessions, initial=initial)

    def act(facts: dict[str, Any]) -> None:
        facts.pop("round", None)
        extend_deadline(call=call, round=form.session, proposal=proposal, by=request.person, **facts)

    return _page(
        request,
        call,
        form,
        act,
        title=_("Proroga la scadenza"),
        button=_("Proroga la scadenza"),
        done=_("Scadenza prorogata: la nuova versione è in vigore."),
        effects=[
            _("La nuova scadenza vale da subito; la versione precedente resta leggibile."),
            _("Chi ha già inviato è avvisato: la sua domanda resta valida."),
            _("Chi sta scrivendo una bozza è avvisato della nuova data."),
        ],
    )


def _proposal(request: HttpRequest, call: Call) -> ExtensionProposal | None:
    """The proposal of an outage that the page was opened from."""
    written = request.GET.get("proposta", "")
    if not written.isdigit() or len(written) > 12:
        return None
    return waiting_proposals(call.pk).filter(pk=int(written)).first()


def _outage_words(proposal: ExtensionProposal) -> str:
    outage = proposal.outage
    return _("Il sistema è rimasto fermo %(minutes)s minuti, da %(start)s a %(end)s.") % {
        "minutes": outage.minutes,
        "start": date_text(outage.started_at, "hour"),
        "end": date_text(outage.ended_at, "hour"),
    }


@audience("office")
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if back := _not_now(request, call, permissions.may_suspend(request.person, call)):
        return back
    return _page(
        request,
        call,
        StopForm(request.POST or None, initial={"act_on": today()}),
        lambda facts: suspend_call(call=call, by=request.person, **facts),
        title=_("Sospendi il bando"),
        button=_("Sospendi il bando"),
        done=_("Bando sospeso: nessuno può inviare, i termini sono fermi."),
        effects=[
            _("Da subito nessuno può inviare una domanda; le bozze si possono ancora scrivere."),
            _("I termini in corso si fermano oggi e riprendono con il bando."),
            _("Chi ha una domanda o una bozza riceve il motivo."),
        ],
    )


@audience("office")
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if back := _not_now(request, call, permissions.may_resume(request.person, call)):
        return back
    stop = stops_of(call.pk)[0]
    session = session_that_was_open(call, stop)
    initial: dict[str, Any] = {"act_on": today()}
    if session is not None:
        initial["deadline_at"] = proposed_deadline(session, stop, database_now())
    return _page(
        request,
        call,
        ResumeForm(request.POST or None, with_deadline=session is not None, initial=initial),
        lambda facts: resume_call(call=call, by=request.person, **facts),
        title=_("Riprendi il bando"),
        button=_("Riprendi il bando"),
        done=_("Il bando riprende da dov’era."),
        effects=[
            _("Il bando torna dov’era prima della sospensione."),
            _("I termini che si erano fermati riprendono da dove erano."),
            _("Chi ha una domanda o una bozza è avvisato."),
        ],
    )


@audience("office")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if back := _not_now(request, call, permissions.may_revoke(request.person, call)):
        return back
    return _page(
        request,
        call,
        StopForm(request.POST or None, initial={"act_on": today()}),
        lambda facts: revoke_call(call=call, by=request.person, **facts),
        title=pgettext("command", "Revoca il bando"),
        button=pgettext("command", "Revoca il bando"),
        done=_("Bando revocato."),
        danger=True,
        effects=[
            _("È per sempre: il bando finisce senza graduatoria."),
            _("I termini in corso si chiudono."),
            _("Chi ha una domanda o una bozza riceve il motivo; le domande inviate e le ricevute restano."),
        ],
    )


@audience("office")
@require_POST
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    try:
        conclude_call(call=call, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Bando concluso."))
    return redirect("calls:office_detail", call.pk)


def _not_now(request: HttpRequest, call: Call, may: bool) -> HttpResponse | None:
    """Who signs for the office, but not in this phase (two tabs, a second press), goes back and reads so; others are refused."""
    if may:
        return None
    if not may_sign_for_office(request.person, call.office_id):
        raise PermissionDenied
    messages.info(request, _("Nella fase in cui è adesso il bando non si può fare: qui vedi a che punto è."))
    return redirect("calls:office_detail", call.pk)


def _page(
    request: HttpRequest,
    call: Call,
    form: forms.Form,
    act: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    button: str,
    done: str,
    effects: list[str],
    danger: bool = False,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            act(dict(form.cleaned_data))
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, done)
            return redirect("calls:office_detail", call.pk)
    context = {
        "call": call,
        "form": form,
        "title": title,
        "button": button,
        "effects": effects,
        "danger": danger,
    }
    return render(
        request, "calls/office/stopping.html", context, status=422 if request.method == "POST" else 200
    )
