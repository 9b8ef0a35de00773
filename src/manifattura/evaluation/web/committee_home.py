"""The committee's desk: each member finds only what they have to do."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.calls.domain.edition import Recusal
from manifattura.calls.domain.states import CallState
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.organisations.queries.linked import behind_each

from ..actions.declare_conflicts import Declared, declare_conflicts
from ..domain.member_declarations import CONFLICTS_TEXT
from ..domain.sheets import SheetState
from ..domain.states import MemberRole
from ..models import CommitteeMember, Sitting
from ..permissions import may_convene
from ..queries.committees import (
    in_evaluation,
    live_sitting_of,
    members_of,
    seats_of,
    sitting_work,
    tasks_of,
    undeclared,
    unexamined_bids,
)
from ..queries.readiness import keeps_from_convening, rule_of, to_replace
from .access import seat_for
from .conflicts_declared import declared_page

OVER = (CallState.FINAL_RANKING, CallState.CONCLUDED, CallState.REVOKED)


@audience("committee")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """All the person's committees; with a single one, its own work at once."""
    # what is to be done comes before what is only to be read
    desks = sorted((desk_of(member) for member in seats_of(request.person)), key=lambda one: not _waits(one))
    context = {
        "desks": [one for one in desks if not _is_over(one)],
        "over": [
            {**one, "unsigned": sum(minutes.state != "signed" for minutes in one["minutes"])}
            for one in desks
            if _is_over(one)
        ],
    }
    return render(request, "evaluation/committee_home.html", context)


def _waits(desk: dict[str, Any]) -> bool:
    """Whether the person has something to do there now, or a sitting is under way."""
    return bool(
        desk["to_accept"]
        or desk["to_declare"]
        or desk.get("state")
        or desk.get("unexamined")
        or desk.get("leaves")
    )


def _is_over(desk: dict[str, Any]) -> bool:
    """Whether only papers are left: the call has its final ranking, or will have none."""
    return desk["call"].state in OVER and not _waits(desk)


def desk_of(member: CommitteeMember) -> dict[str, Any]:
    """What one member has to do in one committee: before declaring, nothing but the declaration."""
    committee = member.committee
    ready = in_evaluation(committee)
    desk: dict[str, Any] = {
        "member": member,
        "committee": committee,
        "call": committee.call,
        "is_secretary": member.role == MemberRole.SECRETARY,
        "is_president": member.role == MemberRole.PRESIDENT,
        "convenes": may_convene(member),
        "to_accept": member.accepted_at is None and member.declined_at is None,
        "declined": member.declined_at is not None,
        "ready": ready,
        "to_declare": ready and bool(undeclared(member)),
        "ended": list(
            committee.sittings.filter(
                Q(closed_at__isnull=False) | Q(cancelled_at__isnull=False)
            ).prefetch_related("pauses")
        ),
        "minutes": list(committee.minutes.select_related("sitting", "signed")),
    }
    if not ready or desk["to_declare"] or desk["to_accept"] or desk["declined"]:
        return desk
    leaving = to_replace(committee)
    if any(one.pk == member.pk for one in leaving):
        return desk | {"leaves": True}
    desk["leaving"] = [one.person.full_name for one in leaving]
    sitting = live_sitting_of(committee)
    desk["sitting"] = sitting
    if sitting is None:
        desk["unexamined"] = len(unexamined_bids(committee)) if desk["convenes"] else 0
        desk["obstacles"] = keeps_from_convening(committee) if desk["unexamined"] else []
        return desk
    desk["state"] = sitting.state.value
    return desk | _running(member, sitting, watches=desk["convenes"])


def _running(member: CommitteeMember, sitting: Sitting, *, watches: bool) -> dict[str, Any]:
    tasks = tasks_of(member, sitting) if member.scores else []
    counted = [task for task in tasks if task.state is not SheetState.RECUSED]
    return {
        "tasks": tasks,
        "done": sum(task.state is SheetState.CLOSED for task in counted),
        "total": len(counted),
        "next": next((task for task in counted if task.state is not SheetState.CLOSED), None),
        "work": sitting_work(sitting) if watches else None,
    }


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: HttpRequest, pk: int) -> HttpResponse:
    """One question per applicant, nothing chosen beforehand; names only, no file. Afterwards what was declared."""
    seat = seat_for(request, pk)
    if seat.member.accepted_at is None:
        return redirect("evaluation:appointment", pk=pk)
    applications = undeclared(seat.member)
    if not applications:
        return declared_page(request, seat)
    replaces = rule_of(seat.committee).recusal is Recusal.REPLACEMENT
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
                else _("Dichiarazione resa: come dice il bando l’ufficio ti sostituisce.")
                if replaces
                else _("Dichiarazione resa: ti astieni dove c’è un conflitto.")
            )
            messages.success(request, text)
            return redirect("evaluation:committee_home")
    behind = behind_each([application.lead_id for application in applications])
    rows = [
        {
            "application": application,
            "behind": behind[application.lead_id],
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
        "replaces": replaces,
        "text": {"text": _(CONFLICTS_TEXT.text), "law": _(CONFLICTS_TEXT.law)},
    }
    return render(request, "evaluation/conflicts.html", context, status=status)
