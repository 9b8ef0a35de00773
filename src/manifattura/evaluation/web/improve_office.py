"""The office's page of equal offers: convene the sitting in which they may be bettered, write the slips, or annul."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.applications.queries.applications import live_applications
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import money_text
from manifattura.ui.forms import DateTimeField, MoneyField, show_refusal

from ..actions.convene_improvement import convene_improvement
from ..actions.hold_improvement import annul_improvement, hold_improvement
from ..domain.improvements import Improved, groups_of
from ..domain.lots_outcome import Equals
from ..models import OfferImprovement
from ..queries.draws import draw_now
from ..queries.improvement_minutes import improvement_minutes_pdf
from ..queries.improvements import improvements_of, standing_improvement
from ..queries.rankings import session_versions
from .access import call_for
from .after import AnnulForm, after_context
from .draw_words import draw_state
from .sessions import session_for

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


class ConveneForm(forms.Form):
    sitting_at = DateTimeField(
        label=gettext_lazy("Giorno e ora della seduta"),
        help_text=gettext_lazy("È anche il termine: una busta che arriva dopo non si apre."),
    )
    place = forms.CharField(label=gettext_lazy("Dove"), max_length=200)


class HoldForm(forms.Form):
    """One amount for each application on each lot; empty: it did not improve."""

    attended = forms.CharField(
        label=gettext_lazy("Chi era presente"),
        help_text=gettext_lazy("Nome e ruolo di chi era in seduta."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label=gettext_lazy("Note per il verbale"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, data: Any, *, groups: tuple[Equals, ...], names: dict[str, str], lots: dict[str, str]
    ) -> None:
        super().__init__(data, prefix="h")
        self.named: dict[tuple[str, str], str] = {}
        for group in groups:
            for code in group.applicants:
                key = f"offer_{len(self.named) + 1}"
                self.named[group.lot, code] = key
                self.fields[key] = MoneyField(
                    label=_("{lot}: offerta migliorata di {who}").format(
                        lot=lots.get(group.lot, group.lot), who=names.get(code, code)
                    ),
                    help_text=_("{code}. La prima: {first}. Vuoto: non ha migliorato.").format(
                        code=code, first=money_text(group.offer)
                    ),
                    required=False,
                    min_value=0,
                )
        self.order_fields([*self.named.values(), "attended", "notes"])

    def slips(self) -> list[Improved]:
        return [
            Improved(lot, code, self.cleaned_data[key])
            for (lot, code), key in self.named.items()
            if self.cleaned_data[key] is not None
        ]


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def improve_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    sitting = standing_improvement(session.pk)
    which = request.POST.get("act", "")
    facts = _facts(call, session, sitting)
    convene = ConveneForm(request.POST if which == "convene" else None, prefix="c")
    hold = HoldForm(
        request.POST if which == "hold" else None,
        groups=groups_of(sitting.announcement) if sitting else (),
        names=facts["names"],
        lots=facts["lots"],
    )
    annul = AnnulForm(request.POST if which == "annul" else None, prefix="a")
    status = 200
    if request.method == "POST":
        form: forms.Form = {"hold": hold, "annul": annul}.get(which, convene)
        if form.is_valid() and _done(request, call, session, sitting, which, form):
            return redirect(request.get_full_path())
        status = 422
    context = after_context(request, call, session, "improve")
    context |= {"convene": convene, "hold": hold, "annul": annul, **facts}
    return render(request, "evaluation/improve_office.html", context, status=status)


def _done(
    request: HttpRequest,
    call: Call,
    session: CallRound,
    sitting: OfferImprovement | None,
    which: str,
    form: forms.Form,
) -> bool:
    try:
        if isinstance(form, HoldForm) and sitting is not None:
            hold_improvement(
                improvement=sitting,
                slips=form.slips(),
                attended=form.cleaned_data["attended"],
                notes=form.cleaned_data["notes"],
                fields=form.named,
                by=request.person,
            )
            messages.success(request, _("Seduta verbalizzata: le offerte migliorate contano da adesso."))
        elif which == "annul" and sitting is not None:
            annul_improvement(improvement=sitting, by=request.person, **form.cleaned_data)
            messages.success(request, _("Seduta annullata: chi era invitato lo sa."))
        else:
            convene_improvement(call=call, round=session, by=request.person, **form.cleaned_data)
            messages.success(request, _("Seduta convocata: chi ha offerto uguale ha ricevuto l’invito."))
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _facts(call: Call, session: CallRound, sitting: OfferImprovement | None) -> dict[str, Any]:
    allocation = current_edition(call).allocation
    lots = {lot.key: lot.title for lot in allocation.lots} if allocation else {}
    facts: dict[str, Any] = {
        "sitting": sitting,
        "state": draw_state(sitting) if sitting else "",
        "has_come": sitting is not None and database_now() >= sitting.sitting_at,
        "annulled": [
            one for one in improvements_of(call.pk) if one.annulled_at and one.round_id == session.pk
        ],
        "lots": lots,
        "names": {},
        "blocked": None,
        "groups": [],
    }
    groups = groups_of(sitting.announcement) if sitting else ()
    if sitting is None:
        versions = session_versions(session)
        try:
            groups = draw_now(call, session, versions[0] if versions else None).equals
        except Refused as refusal:
            return {**facts, "blocked": refusal.message}
    codes = {code for group in groups for code in group.applicants}
    found = live_applications(call.pk).filter(code__in=codes).select_related("lead")
    names = {one.code: one.lead.name for one in found}
    return {**facts, "names": names, "groups": group_rows(groups, sitting, lots, names)}


def group_rows(
    groups: tuple[Equals, ...], sitting: OfferImprovement | None, lots: dict[str, str], names: dict[str, str]
) -> list[dict[str, Any]]:
    """Lot, first offer and each application with what it offered in the sitting (empty: it did not improve)."""
    written = {(one["lot"], one["applicant"]): one["amount"] for one in (sitting.offers if sitting else [])}
    return [
        {
            "lot": lots.get(group.lot, group.lot),
            "offer": group.offer,
            "rows": [
                {"code": code, "name": names.get(code, code), "amount": written.get((group.lot, code), "")}
                for code in group.applicants
            ],
        }
        for group in groups
    ]


@audience("office")
@require_safe
def minutes(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The minutes of a sitting that was held, as PDF."""
    call = call_for(request, pk)
    sitting = get_object_or_404(improvements_of(call.pk), number=number, held_at__isnull=False)
    response = HttpResponse(
        improvement_minutes_pdf(sitting, current_edition(call)), content_type="application/pdf"
    )
    name = f"{call.slug}-offerte-migliorate-{sitting.number}.pdf"
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return response
