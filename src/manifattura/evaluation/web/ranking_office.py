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

from manifattura.applications.queries.told_words import firms_told
from manifattura.calls.domain.states import CallState
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, show_refusal

from ..actions.publish_final_ranking import publish_final_ranking
from ..actions.publish_provisional_ranking import publish_provisional_ranking
from ..domain.changes import explained
from ..domain.explain_texts import Level
from ..models import Ranking
from ..permissions import may_direct
from ..queries.candidates import Ranked, compute_ranking
from ..queries.draws import DrawNow, draw_now, seed_in
from ..queries.events import events_since
from ..queries.observations import observations_end, unanswered
from ..queries.preemptions import unsettled_lots
from ..queries.progress import progress_of
from ..queries.rankings import session_versions
from ..queries.unsigned import unsigned_sittings
from .access import call_for
from .after import after_context
from .change_rows import ChangeRow, change_rows
from .ranking_rows import money_heads, money_rows, names_for, page_language, sentence
from .sessions import session_for

EXAMPLE_SEED = "anteprima"


class ProvisionalForm(forms.Form):
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40, required=False)
    act_on = DateField(label=gettext_lazy("Data dell’atto"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Che cosa cambia rispetto alla versione precedente, e perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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
    session = session_for(request, call)
    versions = session_versions(session)
    for one in versions:
        one.observations_end = observations_end(one)
    which = request.POST.get("publish", "")
    provisional = ProvisionalForm(
        request.POST if which == "provisional" else None, first=not versions, prefix="p"
    )
    final = FinalForm(request.POST if which == "final" else None, prefix="f")
    status = 200
    if request.method == "POST":
        form = provisional if which == "provisional" else final
        if form.is_valid() and _published(request, call, session, which, form):
            messages.success(
                request, firms_told(_("Graduatoria pubblicata: a ogni impresa parte un avviso."))
            )
            return redirect(request.get_full_path())
        status = 422
    context = {
        **after_context(request, call, session, "ranking"),
        "versions": versions,
        "directs": may_direct(request.person, call),
        "provisional": provisional,
        "final": final,
        "may_provisional": session.state in (CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING),
        "none_admitted": not versions and progress_of(call, session).none_admitted,
        "may_final": session.state == CallState.PROVISIONAL_RANKING,
        **_preview(call, session, versions),
    }
    return render(request, "evaluation/ranking_office.html", context, status=status)


def _published(request: HttpRequest, call: Any, session: Any, which: str, form: forms.Form) -> bool:
    facts = form.cleaned_data
    try:
        if which == "final":
            publish_final_ranking(
                call=call,
                round=session,
                act_number=facts["act_number"],
                act_on=facts["act_on"],
                note=facts["note"],
                by=request.person,
            )
        else:
            publish_provisional_ranking(
                call=call,
                round=session,
                act_number=facts["act_number"],
                act_on=facts["act_on"],
                note=facts.get("note", ""),
                by=request.person,
            )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _preview(call: Any, session: Any, versions: tuple[Ranking, ...]) -> dict[str, Any]:
    """The ranking as it would be now; before the draw is held its order in the preview is only an example."""
    if session.state not in (CallState.IN_EVALUATION, CallState.PROVISIONAL_RANKING):
        return {"rows": [], "blocked": None}
    try:
        draw = draw_now(call, session, versions[0] if versions else None)
        seed = EXAMPLE_SEED if draw.is_missing else seed_in(draw.seed)
        ranked = compute_ranking(call, round=session, draw_seed=seed)
    except Refused as refusal:
        return {"rows": [], "blocked": refusal.message}
    return {
        "rows": _rows(ranked),
        "decimals": ranked.edition.grid.decimals,
        "summary": ranked.summary,
        "money_heads": money_heads(),
        "money_rows": money_rows(ranked.summary, ranked.edition),
        "changes": _changes(ranked, versions, draw),
        "blocked": None,
        "draw": draw,
        "rights": [] if versions or draw.is_missing else unsettled_lots(ranked),
        "unanswered": unanswered(session),
        "unsigned": unsigned_sittings(session),
    }


def _rows(ranked: Ranked) -> list[dict[str, Any]]:
    names = names_for(ranked.edition, {code: one.name for code, one in ranked.applicants.items()})
    language = page_language()
    several = bool(ranked.edition.grid.rankings)
    keys = [entry["ranking"] if several else "" for entry in ranked.entries]
    return [
        {
            "entry": entry,
            "heading": names.rankings.get(key, "") if key != before else "",
            "applicant": ranked.applicants[entry["id"]],
            "reason": sentence(entry["reasons"], entry["granted"], names, language, Level.FULL),
        }
        for entry, key, before in zip(ranked.entries, keys, [None, *keys], strict=False)
    ]


def _changes(ranked: Ranked, versions: tuple[Ranking, ...], draw: DrawNow) -> list[ChangeRow]:
    """What publishing now would change, under the applicants' names."""
    if not versions:
        return []
    previous = Ranking.objects.get(pk=versions[0].pk)
    events = events_since(ranked, previous, drawn=bool(draw.seed), added_budget=previous.added_budget)
    found = explained(ranked.changes_since(previous), events)
    names = {code: one.name for code, one in ranked.applicants.items()}
    return change_rows([one.as_json() for one in found], names, previous.call.outcome_words)
