"""What a member declared on each firm, and the way to report a conflict that came out later, before any sheet is handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.calls.domain.edition import Recusal
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ..actions.declare_conflicts import report_conflict
from ..queries.readiness import rule_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..models import ConflictDeclaration
    from .access import Seat


class ReportForm(forms.Form):
    application = forms.TypedChoiceField(label=gettext_lazy("Impresa"), coerce=int)
    reason = forms.CharField(
        label=gettext_lazy("In che cosa consiste"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: object, declared: Sequence[ConflictDeclaration]) -> None:
        super().__init__(*args)  # type: ignore[arg-type]
        clear = [one for one in declared if not one.has_conflict]
        self.fields["application"].choices = [
            ("", _("Scegli")),
            *((one.application_id, one.application.lead.name) for one in clear),
        ]


def declared_page(request: HttpRequest, seat: Seat) -> HttpResponse:
    """The page of a member who has nothing left to declare; the desk, while there is no firm to declare on."""
    declared = list(
        seat.member.conflicts.select_related("application__lead").order_by("application__lead__name", "pk")
    )
    if not declared:
        return redirect("evaluation:committee_home")
    form = ReportForm(request.POST if request.method == "POST" else None, declared=declared)
    replaces = rule_of(seat.committee).recusal is Recusal.REPLACEMENT
    if form.is_valid():
        try:
            report_conflict(
                member=seat.member,
                application_id=form.cleaned_data["application"],
                reason=form.cleaned_data["reason"],
                by=request.person,
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, reported_words(replaces=replaces))
            return redirect("evaluation:committee_home")
    context = {
        "call": seat.committee.call,
        "declared": declared,
        "form": form,
        "replaces": replaces,
        "may_report": any(not one.has_conflict for one in declared),
    }
    return render(request, "evaluation/conflicts_declared.html", context, status=422 if form.errors else 200)


def reported_words(*, replaces: bool) -> str:
    """What happens to who has just reported a conflict."""
    if replaces:
        return _("Dichiarazione resa: come dice il bando l’ufficio ti sostituisce.")
    return _("Dichiarazione resa: non vedi più questa domanda.")
