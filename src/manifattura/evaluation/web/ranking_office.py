"""The office's ranking: computed on the fly, compared with the version before, published by the head of procedure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField

from ..actions.publish_final_ranking import publish_final_ranking
from ..actions.publish_provisional_ranking import publish_provisional_ranking
from ..domain.changes import Change, changes
from ..domain.explain_texts import Level
from ..domain.ranking_input import needs_draw
from ..domain.summary import summarise
from ..models import Ranking
from ..permissions import may_direct
from ..queries.candidates import Ranked, compute_ranking
from ..queries.rankings import versions_of
from .access import call_for
from .ranking_rows import names_for, page_language, sentence

EXAMPLE_SEED = "anteprima"


class ProvisionalForm(forms.Form):
    draw_seed = forms.CharField(
        label=gettext_lazy("Seme del sorteggio"),
        max_length=200,
        help_text=gettext_lazy(
            "Un testo sorteggiato in pubblico, per esempio i numeri estratti del Lotto di un giorno annunciato prima. "
            "Con il seme chiunque rifà il sorteggio. Si scrive una volta sola e non cambia più."
        ),
    )
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40, required=False)
    act_on = DateField(label=gettext_lazy("Data dell’atto"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Che cosa cambia rispetto alla versione precedente, e perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, draw: bool, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (draw and first):
            del self.fields["draw_seed"]
        if first:
            del self.fields["note"]


class FinalForm(forms.Form):
    act_number = forms.CharField(label=gettext_lazy("Numero della determina"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data della determina"))
    note = forms.CharField(
        label=gettext_lazy("Che cosa cambia rispetto alla provvisoria, e perché"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def ranking_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    versions = versions_of(call.pk)
    draw = needs_draw(current_edition(call).grid)
    which = request.POST.get("publish", "")
    provisional = ProvisionalForm(
        request.POST if which == "provisional" else None, draw=draw, first=not versions, prefix="p"
    )
    final = FinalForm(request.POST if which == "final" else None, prefix="f")
    status = 200
    if request.method == "POST":
        form = provisional if which == "provisional" else final
        if form.is_valid() and _published(request, call, which, form):
            messages.success(request, _("Graduatoria pubblicata: ogni impresa riceve un avviso."))
            return redirect("evaluation:ranking_office", pk=pk)
        status = 422
    context = {
        "call": call,
        "versions": versions,
        "directs": may_direct(request.person, call),
        "draw": draw,
        "provisional": provisional,
        "final": final,
        "may_provisional": call.state in (CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING),
        "may_final": call.state == CallState.PROVISIONAL_RANKING,
        **_preview(call, versions, draw=draw),
    }
    return render(request, "evaluation/ranking_office.html", context, status=status)


def _published(request: HttpRequest, call: Any, which: str, form: forms.Form) -> bool:
    facts = form.cleaned_data
    try:
        if which == "final":
            publish_final_ranking(
                call=call,
                act_number=facts["act_number"],
                act_on=facts["act_on"],
                note=facts["note"],
                by=request.person,
            )
        else:
            publish_provisional_ranking(
                call=call,
                draw_seed=facts.get("draw_seed", ""),
                act_number=facts["act_number"],
                act_on=facts["act_on"],
                note=facts.get("note", ""),
                by=request.person,
            )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True


def _preview(call: Any, versions: tuple[Ranking, ...], *, draw: bool) -> dict[str, Any]:
    """The ranking as it would be now; before the seed is known the draw of the preview is only an example."""
    if call.state not in (CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING):
        return {"rows": [], "blocked": None}
    seed = versions[0].draw_seed if versions else EXAMPLE_SEED if draw else ""
    try:
        ranked = compute_ranking(call, draw_seed=seed)
    except Refused as refusal:
        return {"rows": [], "blocked": refusal.message}
    return {
        "rows": _rows(ranked),
        "summary": summarise(ranked.document, ranked.result),
        "changes": _changes(ranked, versions),
        "blocked": None,
        "example_draw": draw and not versions and _drawn(ranked),
    }


def _rows(ranked: Ranked) -> list[dict[str, Any]]:
    names = names_for(ranked.edition, {code: one.name for code, one in ranked.applicants.items()})
    language = page_language()
    return [
        {
            "entry": entry,
            "applicant": ranked.applicants[entry["id"]],
            "reason": sentence(entry["reasons"], entry["granted"], names, language, Level.FULL),
        }
        for entry in ranked.result["entries"]
    ]


def _drawn(ranked: Ranked) -> bool:
    return any(entry["tie_break"] == "draw" for entry in ranked.result["entries"])


def _changes(ranked: Ranked, versions: tuple[Ranking, ...]) -> list[dict[str, Any]]:
    if not versions:
        return []
    previous = Ranking.objects.values_list("result_document", flat=True).get(pk=versions[0].pk)
    return [_change(one, ranked) for one in changes(previous, ranked.result)]


def _change(change: Change, ranked: Ranked) -> dict[str, Any]:
    return {
        "change": change,
        "name": ranked.applicants[change.id].name if change.id in ranked.applicants else change.id,
    }
