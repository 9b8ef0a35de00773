"""A member answers the appointment: accepts, and declares no conviction and no incompatibility."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused

from ..actions.answer_appointment import answer_appointment
from ..domain.member_declarations import APPOINTMENT_TEXTS, Answer, DeclarationKind, MemberText
from .access import seat_for

ANSWERS = ("yes", "no")


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def appointment(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing is chosen beforehand; once answered, the page shows what was declared and when."""
    seat = seat_for(request, pk)
    member = seat.member
    problem, status = None, 200
    if request.method == "POST":
        try:
            answered = answer_appointment(member=member, answers=_answers(request), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
        else:
            text = (
                _("Nomina accettata.")
                if answered.accepted_at
                else _("Risposta registrata: l’ufficio ti sostituisce.")
            )
            messages.success(request, text)
            return redirect("evaluation:committee_home")
    context = {
        "committee": seat.committee,
        "call": seat.committee.call,
        "member": member,
        "answered": member.accepted_at or member.declined_at,
        "given": list(member.declarations.all()),
        "rows": [_row(request, text, problem) for text in APPOINTMENT_TEXTS],
        "problem": problem,
    }
    return render(request, "evaluation/appointment.html", context, status=status)


def _answers(request: HttpRequest) -> dict[DeclarationKind, Answer]:
    return {
        text.kind: Answer(
            is_clear=request.POST[text.kind] == "yes", note=request.POST.get(f"{text.kind}-note", "")
        )
        for text in APPOINTMENT_TEXTS
        if request.POST.get(text.kind) in ANSWERS
    }


def _row(request: HttpRequest, text: MemberText, problem: Refused | None) -> dict[str, Any]:
    return {
        "key": text.kind.value,
        "title": _(text.title),
        "text": _(text.text),
        "law": _(text.law),
        "confirm": _(text.confirm),
        "refuse": _(text.refuse),
        "answer": request.POST.get(text.kind, ""),
        "note": request.POST.get(f"{text.kind}-note", ""),
        "error": problem.message if problem and problem.field == text.kind else "",
    }
