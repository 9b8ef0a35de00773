"""The committee's desk: each member finds only what they have to do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.calls.domain.states import CallState
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused

from ..actions.declare_conflicts import Declared, declare_conflicts
from ..domain.sheets import SheetState
from ..domain.states import MemberRole
from ..models import CommitteeMember
from ..queries.committees import (
    members_of,
    open_sitting_of,
    seats_of,
    sitting_work,
    tasks_of,
    undeclared,
    unexamined_bids,
)
from .access import seat_for


@audience("committee")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All the person's committees; with a single one, its own work at once."""
    desks = [_desk(member) for member in seats_of(request.person)]
    return render(request, "evaluation/committee_home.html", {"desks": desks})


def _desk(member: CommitteeMember) -> dict[str, Any]:
    """What one member has to do in one committee: before declaring, nothing but the declaration."""
    committee = member.committee
    ready = committee.call.state not in (CallState.PUBLISHED, CallState.UNDER_REVIEW)
    desk: dict[str, Any] = {
        "member": member,
        "committee": committee,
        "call": committee.call,
        "is_secretary": member.role == MemberRole.SECRETARY,
        "is_president": member.role == MemberRole.PRESIDENT,
        "ready": ready,
        "to_declare": ready and member.conflicts_declared_at is None,
    }
    if not ready or desk["to_declare"]:
        return desk
    sitting = open_sitting_of(committee)
    desk["sitting"] = sitting
    desk["closed"] = list(committee.sittings.filter(closed_at__isnull=False))
    if sitting is None:
        desk["unexamined"] = len(unexamined_bids(committee)) if desk["is_secretary"] else 0
        return desk
    tasks = tasks_of(member, sitting) if member.scores else []
    counted = [task for task in tasks if task.state is not SheetState.RECUSED]
    desk |= {
        "tasks": tasks,
        "done": sum(task.state is SheetState.CLOSED for task in counted),
        "total": len(counted),
        "next": next((task for task in counted if task.state is not SheetState.CLOSED), None),
        "work": sitting_work(sitting) if desk["is_secretary"] or desk["is_president"] else None,
    }
    return desk


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: HttpRequest, pk: int) -> HttpResponse:
    """One question per applicant, nothing chosen beforehand; names only, no file."""
    seat = seat_for(request, pk)
    applications = undeclared(seat.member)
    if not applications:
        return redirect("evaluation:committee_home")
    problem, status = None, 200
    if request.method == "POST":
        answers = {
            application.pk: Declared(
                has_conflict=request.POST.get(f"conflict-{application.pk}") == "yes",
                reason=request.POST.get(f"reason-{application.pk}", ""),
            )
            for application in applications
            if request.POST.get(f"conflict-{application.pk}") in ("yes", "no")
        }
        try:
            count = declare_conflicts(member=seat.member, answers=answers, by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
        else:
            text = (
                _("Dichiarazione resa. Nessun conflitto.")
                if not count
                else _("Dichiarazione resa: ti astieni dove c’è un conflitto.")
            )
            messages.success(request, text)
            return redirect("evaluation:committee_home")
    rows = [
        {
            "application": application,
            "answer": request.POST.get(f"conflict-{application.pk}", ""),
            "reason": request.POST.get(f"reason-{application.pk}", ""),
            "error": problem.message if problem and problem.field == str(application.pk) else "",
        }
        for application in applications
    ]
    context = {
        "committee": seat.committee,
        "call": seat.committee.call,
        "rows": rows,
        "problem": problem,
        "members": members_of(seat.committee),
    }
    return render(request, "evaluation/conflicts.html", context, status=status)
