"""The applicant's page to accept the grant or give it up, and the page to leave the ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.applications.permissions import may_send_application
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ..actions.accept_award import accept_award
from ..actions.record_leaving import record_leaving
from ..domain.states import AcceptanceOutcome, DepartureKind
from ..queries.acceptances import latest_acceptance, request_of
from ..queries.departures import GRANTED_STATES, own_way_out
from ..queries.letters import won_lots
from ..queries.progress import ENDED
from .acceptances_office import own_state_of
from .own_access import ranked_application

if TYPE_CHECKING:
    from manifattura.applications.models import Application


class AcceptForm(forms.Form):
    partial_confirmed = forms.BooleanField(
        label=gettext_lazy("Accetto l’importo ridotto e realizzo il progetto"), required=False
    )

    def __init__(self, *args: object, partial: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not partial:
            del self.fields["partial_confirmed"]


class LeaveForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Scrivi il motivo.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Ho capito che non si torna indietro"),
        error_messages={"required": gettext_lazy("Conferma di aver capito.")},
    )


@audience("person")
@require_http_methods(["GET", "HEAD", "POST"])
def acceptance(request: HttpRequest, code: str) -> HttpResponse:
    application, entry = ranked_application(request, code)
    found = latest_acceptance(application)
    if found is None:
        raise Http404
    form = AcceptForm(request.POST if request.method == "POST" else None, partial=found.is_partial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                accept_award(
                    acceptance=found,
                    partial_confirmed=form.cleaned_data.get("partial_confirmed", False),
                    by=request.person,
                )
            except PermissionRefused as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                show_refusal(form, refusal)
                found.refresh_from_db()
            else:
                messages.success(
                    request,
                    _("Contributo accettato.") if application.call.gives_money else _("Posto accettato."),
                )
                return redirect("evaluation:acceptance", application.code)
    one = request_of(found)
    context = {
        "application": application,
        "entry": entry,
        "won": won_lots(entry),
        "acceptance": found,
        "request_now": one,
        "state": own_state_of(one),
        "may_send": may_send_application(request.person, application),
        "form": form,
        "can_leave": application.state in GRANTED_STATES and may_leave(application),
        # a later version gave more to who had accepted: nothing is asked again, and the page says it
        "grown": entry.granted
        if found.outcome == AcceptanceOutcome.ACCEPTED and entry.granted > found.amount
        else None,
    }
    return render(request, "evaluation/own_acceptance.html", context, status=status)


@audience("person")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: HttpRequest, code: str) -> HttpResponse:
    """Give the grant up, or withdraw an application that has none."""
    application, entry = ranked_application(request, code)
    kind = own_way_out(application)
    if kind is None:
        raise Http404
    if not may_send_application(request.person, application):
        raise PermissionDenied
    form = LeaveForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method != "POST" and not may_leave(application):
        return redirect("applications:detail", application.code)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                record_leaving(
                    application=application, kind=kind, reason=form.cleaned_data["reason"], by=request.person
                )
            except PermissionRefused as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                messages.success(
                    request,
                    _("Rinuncia registrata.") if kind is DepartureKind.DECLINED else _("Domanda ritirata."),
                )
                return redirect("applications:detail", application.code)
    context = {
        "application": application,
        "entry": entry,
        "declines": kind is DepartureKind.DECLINED,
        "form": form,
    }
    return render(request, "evaluation/own_leaving.html", context, status=status)


def may_leave(application: Application) -> bool:
    """Whether there is a way out: none from a call that has ended."""
    return own_way_out(application) is not None and application.call.state not in ENDED
