"""Approval, return, publication, amendments: each asks first and says what will happen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from manifattura.accounts.permissions import may_run_call_of, may_sign_for_office
from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ... import permissions
from ...actions.approve_call import approve_call
from ...actions.discard_amendment import discard_amendment
from ...actions.open_amendment import open_amendment
from ...actions.publish_amendment import publish_amendment
from ...actions.publish_call import publish_call
from ...actions.refuse_overtaken import refuse_amending, refuse_amendment_gone, refuse_overtaken
from ...actions.return_call import return_call
from ...actions.submit_for_approval import submit_for_approval
from ...domain.amendments import amendable_parts
from ...domain.differences import differences
from ...domain.document import edition_to_document
from ...domain.problems import Part, Problem
from ...domain.states import CallState
from ...models import Call
from ...queries.draft import draft_document
from ...queries.editions import current_edition
from ...queries.heads import other_heads
from ...queries.more_time import more_time
from ...queries.texts import translated
from ..public.changes import changes_in_words
from .access import office_call, tell
from .builder import desk_of, shown_parts
from .words import part_words

RETURNABLE = (CallState.IN_APPROVAL, CallState.APPROVED)


class ActForm(forms.Form):
    act_number = forms.CharField(
        label=gettext_lazy("Numero della determina"),
        help_text=gettext_lazy("Per esempio 1234/2026."),
        max_length=40,
    )
    act_on = DateField(label=gettext_lazy("Data della determina"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Che cosa va cambiato"),
        help_text=gettext_lazy("Lo legge chi ha scritto il bando."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class NoteForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("Che cosa cambia e perché"),
        help_text=gettext_lazy("Chiunque lo leggerà accanto alla nuova versione."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def _refuse(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _overtaken(request: HttpRequest, check: Callable[[], None]) -> bool:
    """A colleague was faster: what happened is said on the call's page, with nothing lost."""
    try:
        check()
    except Refused as refusal:
        tell(request, refusal)
        return True
    return False


def _do(request: HttpRequest, act: Callable[[], Any], done: str, form: forms.Form | None = None) -> bool:
    """Run an action; a refusal goes to the form, or to the messages when there is none."""
    try:
        act()
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if form is None:
            tell(request, refusal)
        else:
            show_refusal(form, refusal)
        return False
    messages.success(request, done)
    return True


@audience("office")
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    done = _("Bando mandato in approvazione: ora lo rilegge un secondo funzionario.")
    _do(request, lambda: submit_for_approval(call=call, by=request.person), done)
    return redirect("calls:office_detail", call.pk)


@audience("office")
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """The digest in the form is that of the draft the officer has read."""
    call = office_call(request, pk)
    sha256 = request.POST.get("sha256", "")
    _do(
        request,
        lambda: approve_call(call=call, by=request.person, sha256=sha256),
        _("Bando approvato. Ora il responsabile lo pubblica con la determina."),
    )
    return redirect("calls:office_detail", call.pk)


@audience("office")
def give_back(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if _overtaken(request, lambda: refuse_overtaken(call, request.person, expected=RETURNABLE)):
        return redirect("calls:office_detail", call.pk)
    _refuse(permissions.may_return(request.person, call))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = _("Bando rimandato in bozza.")
        if _do(request, lambda: return_call(call=call, reason=reason, by=request.person), done, form):
            return redirect("calls:office_detail", call.pk)
    return _answer(request, "calls/office/return.html", {"call": call, "form": form})


@audience("office")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """What publication does, then the number and the date of the act."""
    call = office_call(request, pk)
    if call.current_edition_id:
        # a second window, or a second click: what was asked is done
        messages.info(request, _("Il bando è già pubblicato."))
        return redirect("calls:office_detail", call.pk)
    if _overtaken(request, lambda: refuse_overtaken(call, request.person, expected=(CallState.APPROVED,))):
        return redirect("calls:office_detail", call.pk)
    _refuse(permissions.may_publish(request.person, call))
    form = ActForm(request.POST or None, initial={"act_on": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        if _do(
            request,
            lambda: publish_call(call=call, by=request.person, **facts),
            _("Bando pubblicato: testo, modulo e griglia ora sono fissi."),
            form,
        ):
            return redirect("calls:office_detail", call.pk)
    desk = desk_of(request, call)
    context = {
        "call": call,
        "form": form,
        "edition": desk.edition,
        "digest": sha256_hex(draft_document(call)),
        "problems": _problems(desk.blocking),
    }
    return _answer(request, "calls/office/publish.html", context)


@audience("office")
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an amendment: says first what may still change today, and who will be able to publish it."""
    call = office_call(request, pk)
    _refuse(may_run_call_of(request.person, call.office_id))
    # what was typed in a second window comes back with the reason beside it
    typed = request.method == "POST" and call.current_edition_id is not None
    if not typed and _overtaken(request, lambda: refuse_amending(call, request.person)):
        return redirect("calls:office_detail", call.pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        done = _("Rettifica aperta: cambia le parti, poi il responsabile la pubblica.")
        if _do(request, lambda: open_amendment(call=call, note=note, by=request.person), done, form):
            return redirect("calls:office_detail", call.pk)
    shown = shown_parts(call)
    parts = amendable_parts(current_edition(call), database_now()) & shown
    words = part_words()
    context = {
        "call": call,
        "form": form,
        "open_parts": [word for part, word in words.items() if part in parts],
        "all_open": parts == shown,
        "rules_open": Part.GRID in parts,
        "more_days": more_time().days,
        "signs": may_sign_for_office(request.person, call.office_id),
        "others": other_heads(call.office_id, request.person),
    }
    return _answer(request, "calls/office/amend.html", context)


@audience("office")
def amendment_discard(request: HttpRequest, pk: int) -> HttpResponse:
    call = office_call(request, pk)
    if _overtaken(request, lambda: refuse_amendment_gone(call, request.person)):
        return redirect("calls:office_detail", call.pk)
    _refuse(permissions.may_discard_amendment(request.person, call))
    if request.method == "POST":
        _do(request, lambda: discard_amendment(call=call, by=request.person), _("Rettifica abbandonata."))
        return redirect("calls:office_detail", call.pk)
    return render(request, "calls/office/discard.html", {"call": call, "changes": _changes(request, call)})


@audience("office")
def amendment_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """The differences that will be public, then the act."""
    call = office_call(request, pk)
    if _overtaken(request, lambda: refuse_amendment_gone(call, request.person)):
        return redirect("calls:office_detail", call.pk)
    _refuse(permissions.may_publish_amendment(request.person, call))
    form = ActForm(request.POST or None, initial={"act_on": today()})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        done = _("Rettifica pubblicata: la nuova versione è in vigore.")
        if _do(request, lambda: publish_amendment(call=call, by=request.person, **facts), done, form):
            return redirect("calls:office_detail", call.pk)
    desk = desk_of(request, call)
    context = {
        "call": call,
        "form": form,
        "version": desk.edition.version,
        "changes": _changes(request, call),
        "problems": _problems(desk.blocking),
        "advices": _problems(found for found in desk.problems if not found.blocks),
    }
    return _answer(request, "calls/office/amendment_publish.html", context)


def _problems(blocking: Iterable[Problem]) -> list[tuple[str, str]]:
    """Each with the page of the builder where it is put right."""
    words = part_words()
    return [(words[found.part], translated(found.message)) for found in blocking]


def _changes(request: HttpRequest, call: Call) -> list[Any]:
    """What the amendment changes, field by field, as the public will read it."""
    before = edition_to_document(current_edition(call))
    after = edition_to_document(desk_of(request, call).edition)
    return changes_in_words(differences(before, after))


def _answer(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=422 if request.method == "POST" else 200)
