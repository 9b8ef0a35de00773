"""The office's page of the public draw: convene the sitting, write the value on the day, or annul."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateField, DateTimeField, show_refusal

from ..actions.convene_draw import convene_draw
from ..actions.hold_draw import annul_draw, hold_draw
from ..domain.draws import LONGEST_SEED, tickets
from ..models import PublicDraw
from ..queries.draws import draw_now, draws_of, standing_draw
from ..queries.rankings import session_versions
from .access import call_for
from .after import AnnulForm, after_context
from .draw_words import draw_state, seed_rule
from .sessions import session_for

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound


class ConveneForm(forms.Form):
    seed_source = forms.CharField(
        label=gettext_lazy("Valore pubblico che fa da seme"),
        max_length=300,
        help_text=gettext_lazy(
            "Deve uscire dopo oggi e tutti devono poterlo leggere, per esempio i cinque numeri di una ruota del Lotto. "
            "Scrivi anche come si trascrive: ordine e separatore."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seed_on = DateField(label=gettext_lazy("Giorno in cui esce il valore"))
    sitting_at = DateTimeField(label=gettext_lazy("Giorno e ora della seduta"))
    place = forms.CharField(label=gettext_lazy("Dove"), max_length=200)


class HoldForm(forms.Form):
    seed = forms.CharField(
        label=gettext_lazy("Valore estratto"),
        max_length=LONGEST_SEED,
        help_text=gettext_lazy("Si scrive una volta sola e non cambia più."),
    )
    attended = forms.CharField(
        label=gettext_lazy("Chi era presente"),
        help_text=gettext_lazy("Nome e ruolo di chi era in seduta."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    notes = forms.CharField(
        label=gettext_lazy("Note per il verbale"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def draw_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    draw = standing_draw(session.pk)
    which = request.POST.get("act", "")
    convene = ConveneForm(
        request.POST if which == "convene" else None,
        prefix="c",
        initial={"seed_source": seed_rule(current_edition(call).grid)},
    )
    hold = HoldForm(request.POST if which == "hold" else None, prefix="h")
    annul = AnnulForm(request.POST if which == "annul" else None, prefix="a")
    status = 200
    if request.method == "POST" and (said := _overtaken(which, draw)):
        messages.info(request, said)
        return redirect(request.get_full_path())
    if request.method == "POST":
        form: forms.Form = {"hold": hold, "annul": annul}.get(which, convene)
        if form.is_valid() and _done(request, call, session, draw, which, form):
            return redirect(request.get_full_path())
        status = 422
    context = after_context(request, call, session, "draw")
    context |= {"convene": convene, "hold": hold, "annul": annul, **_facts(call, session, draw)}
    return render(request, "evaluation/draw_office.html", context, status=status)


def _overtaken(which: str, draw: PublicDraw | None) -> str:
    """A second window, or a second press: what was asked is done already, or cannot be any more."""
    if draw is None:
        return "" if which == "convene" else _("La seduta è già annullata, o non è ancora convocata.")
    if which == "convene":
        return _("La seduta è già convocata: la vedi qui sotto.")
    return _("Il sorteggio è già stato tenuto: non si cambia più.") if draw.held_at else ""


def _done(
    request: HttpRequest,
    call: Call,
    session: CallRound,
    draw: PublicDraw | None,
    which: str,
    form: forms.Form,
) -> bool:
    facts = form.cleaned_data
    try:
        if draw is not None and which == "hold":
            hold_draw(draw=draw, by=request.person, **facts)
            messages.success(
                request, _("Sorteggio tenuto: il verbale e la tabella delle chiavi sono pubblici.")
            )
        elif draw is not None:
            annul_draw(draw=draw, by=request.person, **facts)
            messages.success(request, _("Seduta annullata: la pagina pubblica dice perché."))
        else:
            convene_draw(call=call, round=session, by=request.person, **facts)
            messages.success(request, _("Seduta convocata: le domande a pari merito sono pubblicate."))
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _facts(call: Call, session: CallRound, draw: PublicDraw | None) -> dict[str, Any]:
    versions = session_versions(session)
    facts: dict[str, Any] = {
        "draw": draw,
        "draw_state": draw_state(draw) if draw else "",
        "has_come": draw is not None and database_now() >= draw.sitting_at,
        "annulled": [one for one in draws_of(call.pk) if one.annulled_at and one.round_id == session.pk],
        "seed_rule": seed_rule(current_edition(call).grid),
        "tickets": [tickets(group, draw.seed) for group in draw.announcement["groups"]]
        if draw and draw.held_at
        else [],
    }
    try:
        now = draw_now(call, session, versions[0] if versions else None)
    except Refused as refusal:
        return {**facts, "blocked": refusal.message, "groups": ()}
    return {
        **facts,
        "blocked": None,
        "groups": now.groups,
        "equals": now.equals,
        "used_seed": bool(versions and versions[0].draw_seed),
    }
