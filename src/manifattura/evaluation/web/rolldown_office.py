"""Roll-down: money that who left frees, and more money by act, go to who follows; previewed, then published as a version."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.applications.queries.applications import bid_of, later_applications
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.means import amount_words
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, MoneyField, NumberField, show_refusal

from ..actions.publish_new_version import MOST_MONEY, MOST_PLACES, publish_new_version
from ..domain.changes import explained
from ..models import Ranking
from ..queries.candidates import Ranked, compute_ranking
from ..queries.carried import carried_from
from ..queries.departures import since_version
from ..queries.draws import draw_now, seed_in
from ..queries.events import events_since
from ..queries.progress import ENDED
from ..queries.rankings import session_versions
from .access import call_for
from .after import after_context
from .change_rows import change_rows
from .sessions import session_for, session_query

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


class MoneyForm(forms.Form):
    more_money = MoneyField(
        label=gettext_lazy("Altre risorse, con questo atto"),
        required=False,
        min_value=Decimal(0),
        max_value=MOST_MONEY,
        help_text=gettext_lazy("Lascia vuoto se si ridistribuisce solo quello che si è liberato."),
    )


class PlacesForm(forms.Form):
    """Of a call that gives places: the same answer, counted in places."""

    more_money = NumberField(
        label=gettext_lazy("Altri posti, con questo atto"),
        required=False,
        decimal_places=0,
        min_value=0,
        max_value=MOST_PLACES,
        help_text=gettext_lazy("Lascia vuoto se si danno solo i posti che si sono liberati."),
    )


class VersionForm(forms.Form):
    """Publishes what was previewed: the money and the version that were read come along hidden."""

    more_money = MoneyField(
        required=False, min_value=Decimal(0), max_value=MOST_MONEY, widget=forms.HiddenInput
    )
    base_version = forms.IntegerField(widget=forms.HiddenInput)
    act_number = forms.CharField(label=gettext_lazy("Numero dell’atto"), max_length=40)
    act_on = DateField(label=gettext_lazy("Data dell’atto"))
    note = forms.CharField(
        label=gettext_lazy("Che cosa cambia rispetto alla versione precedente, e perché"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Si pubblica: non scrivere nomi."),
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def rolldown_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    versions = session_versions(session)
    context = after_context(request, call, session, "rolldown")
    if call.state in ENDED and request.method != "POST":
        return render(request, "evaluation/rolldown_office.html", context)
    if not versions or session.state != CallState.FINAL_RANKING:
        return render(request, "evaluation/rolldown_office.html", {**context, "too_early": True})
    asked = MoneyForm if call.gives_money else PlacesForm
    money = asked(request.GET if "more_money" in request.GET else None)
    more = Decimal((money.cleaned_data["more_money"] if money.is_valid() else None) or 0)
    initial = {"base_version": versions[0].version, "more_money": more or None}
    form = VersionForm(request.POST if request.method == "POST" else None, initial=initial, prefix="v")
    status = 200
    if request.method == "POST":
        if form.is_valid():
            more = form.cleaned_data["more_money"] or Decimal(0)
            if _published(request, call, session, form, more):
                messages.success(
                    request,
                    _("Nuova versione pubblicata: chi entra da adesso riceve la richiesta di accettare."),
                )
                return redirect(
                    reverse("evaluation:ranking_office", args=[pk]) + session_query(call, session)
                )
        status = 422
    context |= {"money": money, "form": form, "version": versions[0], **_preview(call, session, more)}
    return render(request, "evaluation/rolldown_office.html", context, status=status)


def _published(
    request: HttpRequest, call: Call, session: CallRound, form: VersionForm, more: Decimal
) -> bool:
    facts = form.cleaned_data
    try:
        publish_new_version(
            call=call,
            round=session,
            base_version=facts["base_version"],
            more_money=more,
            act_number=facts["act_number"],
            act_on=facts["act_on"],
            note=facts["note"],
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _preview(call: Call, session: CallRound, more: Decimal) -> dict[str, Any]:
    """Who would get what now; the same computation as the publication."""
    previous = Ranking.objects.filter(round=session).order_by("-version")[0]
    since = since_version(session, previous)
    added = previous.added_budget + more
    try:
        draw = draw_now(call, session, previous)
        ranked = compute_ranking(call, round=session, draw_seed=seed_in(draw.seed), added_budget=added)
    except Refused as refusal:
        return {"blocked": refusal.message}
    events = events_since(ranked, previous, drawn=bool(draw.seed), added_budget=added)
    found = explained(ranked.changes_since(previous), events)
    carried = carried_from(session)
    left = Decimal(str(ranked.result["budget_left"]))
    lacking = carried.lacking(left) if carried else Decimal(0)
    return {
        "blocked": None,
        "since": since,
        "more": more,
        "draw_missing": draw.is_missing,
        "summary": ranked.summary,
        "changes": change_rows(
            [one.as_json() for one in found],
            {code: one.name for code, one in ranked.applicants.items()},
            call.outcome_words,
        ),
        "nothing": not found and not more,
        "twice": _twice(ranked),
        "carried": carried,
        "carried_words": amount_words(ranked.edition, carried.amount, "") if carried else "",
        "lacking": amount_words(ranked.edition, lacking, "") if lacking else "",
        "left_words": amount_words(ranked.edition, left, ""),
    }


def _twice(ranked: Ranked) -> list[dict[str, Any]]:
    """Firms that this version would finance while a later application of theirs counts: both applications."""
    granted = [
        ranked.bids[entry["id"]].application for entry in ranked.entries if Decimal(entry["granted"]) > 0
    ]
    others = later_applications([one.pk for one in granted])
    return [
        {"this": one, "other": others[one.pk], "session": bid_of(others[one.pk]).round.number}
        for one in granted
        if one.pk in others
    ]
