"""The office's page of pre-emption: lot by lot, who has the right, what it was asked to match, what it answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.forms import DateTimeField, show_refusal

from ..actions.ask_preemption import ask_preemption
from ..actions.settle_preemption import ANSWERS, annul_preemption, settle_preemption
from ..domain.preemptions import RightOutcome, asked_lots
from ..models import Preemption
from ..queries.candidates import Ranked, compute_ranking
from ..queries.draws import draw_now, seed_in
from ..queries.preemptions import preemptions_of
from ..queries.rankings import session_versions
from .access import call_for
from .after import after_context
from .sessions import session_for

if TYPE_CHECKING:
    from manifattura.calls.models import Call, CallRound

ANSWER_WORDS = {
    RightOutcome.EXERCISED: gettext_lazy("Sì: pareggia l’offerta"),
    RightOutcome.DECLINED: gettext_lazy("No"),
    RightOutcome.SILENT: gettext_lazy("Non ha risposto entro il termine"),
}


class AskForm(forms.Form):
    holder = forms.ChoiceField(
        label=gettext_lazy("Chi ha la prelazione"),
        choices=[],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli una domanda, o che nessuno ce l’ha.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Da dove risulta"),
        help_text=gettext_lazy("Il contratto in corso, la norma, la dichiarazione nella domanda."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until = DateTimeField(
        label=gettext_lazy("Risponde entro"),
        help_text=gettext_lazy("Serve solo se deve pareggiare un’offerta."),
        required=False,
    )

    def __init__(self, data: Any, *, lot: str, bidders: list[tuple[str, str]]) -> None:
        super().__init__(data, prefix=f"q{lot}")
        field = self.fields["holder"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*bidders, (NOBODY, _("Nessuna di queste domande"))]


NOBODY = "-"


class SettleForm(forms.Form):
    answer = forms.TypedChoiceField(
        label=gettext_lazy("Risposta"),
        coerce=RightOutcome,
        choices=[(one.value, ANSWER_WORDS[one]) for one in ANSWERS],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Scegli la risposta.")},
    )
    answered_at = DateTimeField(label=gettext_lazy("Arrivata il"), required=False)
    how = forms.CharField(
        label=gettext_lazy("Come"),
        help_text=gettext_lazy("PEC, verbale, numero di protocollo."),
        max_length=500,
        required=False,
    )


class AnnulForm(forms.Form):
    because = forms.CharField(label=gettext_lazy("Motivo"), widget=forms.Textarea(attrs={"rows": 2}))


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def preemption_office(request: HttpRequest, pk: int) -> HttpResponse:
    call = call_for(request, pk)
    session = session_for(request, call)
    wrong: forms.Form | None
    blocked, ranked = _ranked(call, session)
    lots, wrong = _lots(request, call, session, ranked), None
    if request.method == "POST":
        chosen = next((one for one in lots if one["lot"].key == request.POST.get("lot")), None)
        key = request.POST.get("act", "")
        form = chosen["forms"].get(key) if chosen is not None else None
        if chosen is not None and form is not None:
            if form.is_valid() and _done(request, call, session, chosen, key, form):
                return redirect(request.get_full_path())
            wrong = form
    context = after_context(request, call, session, "preemption")
    context |= {
        "lots": lots,
        "blocked": blocked,
        "wrong": wrong,
        "published": bool(session_versions(session)),
        "annulled": [one for one in preemptions_of(session.pk) if one.outcome == RightOutcome.ANNULLED],
    }
    return render(request, "evaluation/preemption_office.html", context, status=422 if wrong else 200)


def _ranked(call: Call, session: CallRound) -> tuple[str, Ranked | None]:
    """Why nothing can be asked yet, or the order as it is now."""
    versions = session_versions(session)
    try:
        draw = draw_now(call, session, versions[0] if versions else None)
        if draw.is_missing:
            return _("Prima si sciolgono le parità: offerte uguali e sorteggio."), None
        return "", compute_ranking(call, round=session, draw_seed=seed_in(draw.seed))
    except Refused as refusal:
        return refusal.message, None


def _lots(
    request: HttpRequest, call: Call, session: CallRound, ranked: Ranked | None
) -> list[dict[str, Any]]:
    """Every lot on which somebody may have the right, with what stands and the forms that fit."""
    allocation = current_edition(call).allocation
    with_right = [lot for lot in allocation.lots if lot.preemption] if allocation else []
    standing = {
        one.lot_key: one for one in preemptions_of(session.pk) if one.outcome != RightOutcome.ANNULLED
    }
    result = ranked.lots.result if ranked is not None and ranked.lots is not None else {"lots": []}
    wanted = asked_lots({lot.key: lot.preemption for lot in with_right}, result)
    order = {one["id"]: [row["applicant"] for row in one["order"]] for one in result["lots"]}
    sent = request.POST if request.method == "POST" else None
    found = []
    for lot in with_right:
        mine = sent if sent is not None and sent.get("lot") == lot.key else None
        right = standing.get(lot.key)
        forms_here: dict[str, forms.Form] = {}
        if right is None and lot.key in wanted and ranked is not None:
            bidders = [(code, f"{ranked.applicants[code].name} ({code})") for code in order[lot.key]]
            forms_here["ask"] = AskForm(_only(mine, "ask"), lot=lot.key, bidders=bidders)
        if right is not None and right.outcome == RightOutcome.ASKED:
            forms_here["settle"] = SettleForm(_only(mine, "settle"), prefix=f"s{lot.key}")
        if right is not None:
            forms_here["annul"] = AnnulForm(_only(mine, "annul"), prefix=f"a{lot.key}")
        found.append(
            {
                "lot": lot,
                "right": right,
                "late": _is_late(right),
                "nobody_bids": ranked is not None and lot.key not in wanted,
                "forms": forms_here,
            }
        )
    return found


def _only(data: Any, act: str) -> Any:
    return data if data is not None and data.get("act") == act else None


def _is_late(right: Preemption | None) -> bool:
    return right is not None and right.until is not None and database_now() > right.until


def _done(
    request: HttpRequest,
    call: Call,
    session: CallRound,
    chosen: dict[str, Any],
    key: str,
    form: forms.Form,
) -> bool:
    given = form.cleaned_data
    try:
        if key == "ask":
            holder = "" if given["holder"] == NOBODY else given["holder"]
            right = ask_preemption(
                call=call,
                round=session,
                lot=chosen["lot"].key,
                holder=holder,
                reason=given["reason"],
                until=given["until"],
                by=request.person,
            )
            messages.success(
                request,
                _("Richiesta mandata: la risposta si scrive qui.")
                if right.outcome == RightOutcome.ASKED
                else _("Scritto: su questo lotto non c’è altro da chiedere."),
            )
        else:
            right = get_object_or_404(Preemption, pk=chosen["right"].pk)
            if key == "settle":
                settle_preemption(right=right, by=request.person, **given)
                messages.success(request, _("Risposta scritta."))
            else:
                annul_preemption(right=right, because=given["because"], by=request.person)
                messages.success(request, _("Annullata: di questo lotto si chiede di nuovo."))
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        show_refusal(form, refusal)
        return False
    return True
