"""Sittings: opened by the secretary, closed by the president; marks appear only once they are closed."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused

from ..actions.close_sitting import close_sitting
from ..actions.open_sitting import open_sitting
from ..domain.states import MemberRole
from ..models import Mark, Sitting
from ..permissions import may_close_sitting, may_keep_minutes, may_see_committee_work, member_of
from ..queries.committees import conflicts_in, members_of, scoring, sitting_work, unexamined_bids
from .access import seat_for

PER_PAGE = 20


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    seat = seat_for(request, pk)
    if not may_keep_minutes(seat.member):
        raise Http404
    members = members_of(seat.committee)
    problem, status = None, 200
    if request.method == "POST":
        attended = [member.pk for member in members if str(member.pk) in request.POST.getlist("attended")]
        bids = {int(one) for one in request.POST.getlist("bid") if one.isascii() and one.isdigit()}
        try:
            sitting = open_sitting(
                committee=seat.committee, attended=attended, bid_ids=bids, by=request.person
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
        else:
            messages.success(request, _("Seduta %(n)s aperta.") % {"n": sitting.number})
            return redirect("evaluation:sitting", pk=sitting.pk)
    posted = request.method == "POST"
    context = {
        "committee": seat.committee,
        "call": seat.committee.call,
        "members": [
            {"member": member, "checked": not posted or str(member.pk) in request.POST.getlist("attended")}
            for member in members
        ],
        "bids": [
            {"bid": bid, "checked": not posted or str(bid.pk) in request.POST.getlist("bid")}
            for bid in unexamined_bids(seat.committee)
        ],
        "problem": problem,
        "MemberRole": MemberRole,
    }
    return render(request, "evaluation/sitting_new.html", context, status=status)


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Open: how far each member is, no mark. Closed: all the marks, to the committee and the office."""
    found = Sitting.objects.select_related("committee__call", "closed_by", "opened_by").filter(pk=pk).first()
    member = member_of(request.person, found.committee) if found else None
    if found is None or not may_see_committee_work(request.person, found.committee.call, member):
        raise Http404
    problem, status = None, 200
    if request.method == "POST":
        try:
            close_sitting(sitting=found, notes=request.POST.get("notes", ""), by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
        else:
            messages.success(request, _("Seduta chiusa: i punteggi sono definitivi."))
            return redirect("evaluation:sitting", pk=pk)
    context: dict[str, Any] = {
        "sitting": found,
        "committee": found.committee,
        "call": found.committee.call,
        "member": member,
        "base": "ui/base_committee.html" if member else "ui/base_office.html",
        "attended": list(found.attended.select_related("person")),
        "may_close": found.closed_at is None and may_close_sitting(member),
        "problem": problem,
    }
    if found.closed_at is None:
        context["work"] = sitting_work(found)
        context["ready"] = all(work.done == work.total for work in context["work"])
    else:
        context |= _marks(found, request.GET.get("page", "1"))
    return render(request, "evaluation/sitting.html", context, status=status)


def _marks(found: Sitting, page_number: str) -> dict[str, Any]:
    """The marks of a closed sitting, twenty applications to a page: application → criterion → member."""
    criteria = current_edition(found.committee.call).grid.criteria
    members = scoring(members_of(found.committee))
    conflicts = conflicts_in(found.committee)
    marks: dict[int, dict[tuple[str, int], Mark]] = defaultdict(dict)
    examined = (
        found.examined.select_related("bid__application__lead", "bid__application__submission")
        .defer("bid__application__submission__payload")
        .order_by("bid__application__submission__arrival", "pk")
    )
    page = Paginator(examined, PER_PAGE).get_page(page_number)
    shown = [row.bid_id for row in page]
    for mark in Mark.objects.filter(sheet__sitting=found, sheet__bid_id__in=shown).select_related("sheet"):
        marks[mark.sheet.bid_id][mark.criterion_key, mark.sheet.member_id] = mark
    return {
        "page": page,
        "members": members,
        "applications": [
            {
                "application": row.bid.application,
                "recused": [one for one in members if one.pk in conflicts.get(row.bid.application_id, ())],
                "rows": [
                    {
                        "criterion": criterion,
                        "marks": [marks[row.bid_id].get((criterion.key, one.pk)) for one in members],
                    }
                    for criterion in criteria
                ],
            }
            for row in page
        ],
    }
