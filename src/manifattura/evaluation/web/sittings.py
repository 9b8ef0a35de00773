"""Sittings: convened by the secretary, run by the president; marks appear only once they are closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateTimeField, show_refusal

from ..actions.convene_sitting import convene_sitting
from ..domain.sittings import SittingState
from ..permissions import may_close_sitting, may_convene
from ..queries.committees import harmonising_work, live_sitting_of, members_of, sitting_work, unexamined_bids
from ..queries.readiness import (
    keeps_from_convening,
    keeps_from_opening,
    obstacles_of,
    rule_of,
    unscored_by_all,
)
from ..queries.sitting_minutes import handed_over
from .access import seat_for, sitting_for
from .sitting_acts import ACTS, AdjournForm
from .sitting_marks import marks_context


class ConvocationForm(forms.Form):
    """When, where, about what."""

    starts_at = DateTimeField(label=gettext_lazy("Giorno e ora"))
    place = forms.CharField(
        label=gettext_lazy("Luogo"),
        help_text=gettext_lazy("Serve il luogo, il link per collegarsi, o tutti e due."),
        max_length=200,
        required=False,
    )
    link = forms.URLField(
        label=gettext_lazy("Link per collegarsi"),
        help_text=gettext_lazy("Se la seduta è a distanza."),
        max_length=200,
        required=False,
        assume_scheme="https",
    )
    agenda = forms.CharField(
        label=gettext_lazy("Ordine del giorno"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pk: int) -> HttpResponse:
    """The convocation, with the applications to examine."""
    seat = seat_for(request, pk)
    if not may_convene(seat.member):
        raise Http404
    posted = request.method == "POST"
    form = ConvocationForm(
        request.POST or None, initial={"agenda": _("Esame delle domande ammesse e punteggi.")}
    )
    problem, status = None, 200
    if posted:
        status = 422
        if form.is_valid():
            try:
                sitting = convene_sitting(
                    committee=seat.committee, **form.cleaned_data, bid_ids=_chosen(request), by=request.person
                )
            except PermissionRefused as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                problem = refusal
                if refusal.field in form.fields:
                    show_refusal(form, refusal)
            else:
                messages.success(request, _("Seduta %(n)s convocata.") % {"n": sitting.number})
                return redirect("evaluation:sitting", pk=sitting.pk)
    context = {
        "committee": seat.committee,
        "call": seat.committee.call,
        "form": form,
        "bids": [
            {"bid": bid, "checked": not posted or str(bid.pk) in request.POST.getlist("bid")}
            for bid in unexamined_bids(seat.committee)
        ],
        "problem": problem if problem and problem.field not in form.fields else None,
        "live": live_sitting_of(seat.committee),
        "obstacles": keeps_from_convening(seat.committee),
        "waiting": keeps_from_opening(seat.committee),
    }
    return render(request, "evaluation/sitting_new.html", context, status=status)


def _chosen(request: HttpRequest) -> set[int]:
    return {int(one) for one in request.POST.getlist("bid") if one.isascii() and one.isdigit()}


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: HttpRequest, pk: int) -> HttpResponse:
    """Before the closing: how far each member is, no mark. Closed: all the marks, to the committee and the office."""
    found = sitting_for(request, pk)
    problem, status = None, 200
    adjourn = AdjournForm(request.POST if request.POST.get("act") == "adjourn" else None)
    if request.method == "POST":
        try:
            done = ACTS[request.POST.get("act", "close")](request, found.sitting)
        except KeyError as error:
            raise Http404 from error
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
            if refusal.field in adjourn.fields and adjourn.is_bound:
                show_refusal(adjourn, refusal)
        else:
            messages.success(request, done)
            return redirect("evaluation:sitting", pk=pk)
        found = sitting_for(request, pk)
    state = found.sitting.state
    context: dict[str, Any] = {
        "sitting": found.sitting,
        "state": state.value,
        "committee": found.sitting.committee,
        "call": found.sitting.committee.call,
        "member": found.member,
        "base": found.base,
        "attended": list(found.sitting.attended.select_related("person")),
        "handed_over": handed_over(found.sitting),
        "pause": found.sitting.pauses.filter(resumed_at=None).first(),
        "presides": may_close_sitting(found.member),
        "convenes": may_convene(found.member),
        "rule": rule_of(found.sitting.committee),
        "adjourn": adjourn,
        "problem": problem,
        "sees_marks": found.sees_marks,
        **_work(request, found, state),
    }
    return render(request, "evaluation/sitting.html", context, status=status)


def _work(request: HttpRequest, found: Any, state: SittingState) -> dict[str, Any]:
    """What each state shows more."""
    this = found.sitting
    if state in (SittingState.CONVENED, SittingState.ADJOURNED):
        ticked = request.POST.getlist("attended") if request.method == "POST" else None
        return {
            "obstacles": [*obstacles_of(this.committee), *unscored_by_all(this)],
            "examined": this.examined.count(),
            "members": [
                {"member": one, "checked": ticked is not None and str(one.pk) in ticked}
                for one in members_of(this.committee)
            ],
        }
    if state in (SittingState.OPEN, SittingState.HARMONISING):
        work = sitting_work(this) if state is SittingState.OPEN else harmonising_work(this)
        unscored = unscored_by_all(this)
        return {
            "work": work,
            "ready": not unscored and all(one.done == one.total for one in work),
            "obstacles": [*obstacles_of(this.committee), *unscored],
            "unscored": bool(unscored),
        }
    if not this.closed_at or not found.sees_marks:
        return {}
    return marks_context(this, request.GET.get("page", "1"))
