"""Choosing a space: up to four side by side, and which ones fit an activity, with the reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.forms import NumberField

from ..domain.fit import Fit, Need, Side, rank
from ..queries import words
from ..queries.spaces import offered_spaces, public_spaces
from .facts import PLACE, SHORT, TERMS, USES, fact_text

MOST = 4
IN_A_PAGE = 12


@require_safe
@audience("public")
def compare(request: HttpRequest) -> HttpResponse:
    """Side by side, in the order they were chosen; only facts that one of them has."""
    keys = list(dict.fromkeys(request.GET.getlist("s")))
    by_key = {one.code_key: one for one in public_spaces().filter(code_key__in=keys[: 2 * MOST])}
    spaces = [by_key[key] for key in keys if key in by_key][:MOST]
    rows = []
    for key in (*SHORT, *PLACE, *USES, *TERMS):
        cells = [fact_text(one, key) for one in spaces]
        if any(cells):
            rows.append((words.FACTS[key], cells))
    context = {
        "spaces": spaces,
        "rows": rows,
        "too_many": len([key for key in keys if key in by_key]) > MOST,
    }
    return kept_by_all(render(request, "spaces/compare.html", context))


def _measure(label: Any, most: int) -> NumberField:
    return NumberField(label=label, required=False, min_value=0, max_value=most)


def _tick(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class NeedForm(forms.Form):
    """Field names stand in the address that people share."""

    mq = _measure(gettext_lazy("Ti servono almeno (m²)"), 100_000)
    canone = _measure(gettext_lazy("Puoi spendere al massimo (€ all’anno)"), 10_000_000)
    kw = _measure(gettext_lazy("Potenza delle macchine (kW)"), 10_000)
    altezza = _measure(gettext_lazy("Altezza che ti serve (m)"), 50)
    carico = _measure(gettext_lazy("Peso delle macchine sul pavimento (kg/m²)"), 100_000)
    porta = _measure(gettext_lazy("Larghezza della macchina più grande (m)"), 50)
    trifase = _tick(gettext_lazy("Serve la corrente trifase"))
    gas = _tick(gettext_lazy("Serve il gas"))
    acqua = _tick(gettext_lazy("Serve l’acqua"))
    scarico = _tick(gettext_lazy("Serve un posto per carico e scarico"))
    montacarichi = _tick(gettext_lazy("Serve un montacarichi"))
    rumore = _tick(gettext_lazy("Le macchine fanno rumore"))


FIELDS = {
    "mq": "least_m2", "canone": "most_rent", "kw": "power_kw", "altezza": "clear_height_m", "carico": "floor_load_kg",
    "porta": "door_width_m", "trifase": "three_phase", "gas": "gas", "acqua": "water", "scarico": "loading_bay",
    "montacarichi": "lift", "rumore": "noisy",
}  # fmt: skip


@require_safe
@audience("public")
def fit(request: HttpRequest) -> HttpResponse:
    """What fits an activity: every public space, ranked by counting, each with what is for and against it."""
    asked = any(request.GET.get(name) for name in FIELDS)
    form = NeedForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "asked": asked}
    wrong = asked and not form.is_valid()
    if asked and not wrong:
        need = Need(**{FIELDS[name]: value for name, value in form.cleaned_data.items()})
        page = Paginator(rank(need, offered_spaces()), IN_A_PAGE).get_page(request.GET.get("page"))
        keys = [one.offered.key for one in page]
        known = {one.code_key: one for one in public_spaces().filter(code_key__in=keys)}
        context |= {
            "page": page,
            "rows": [_shown(one, known[one.offered.key]) for one in page if one.offered.key in known],
        }
    return kept_by_all(render(request, "spaces/fit.html", context, status=422 if wrong else 200))


def _shown(one: Fit, space: Any) -> dict[str, Any]:
    sides: dict[Side, list[str]] = {side: [] for side in Side}
    for reason in one.reasons:
        label, value = str(words.FACTS[reason.key]), fact_text(space, reason.key)
        sides[reason.side].append(f"{label}: {value}" if value else label)
    against = len(sides[Side.AGAINST])
    verdict = (
        ngettext("%(n)s cosa contro", "%(n)s cose contro", against) % {"n": against}
        if against
        else _("Niente contro")
    )
    return {
        "space": space,
        "title": space.name or space.address,
        "verdict": verdict,
        "fits": not against,
        "good": sides[Side.FOR],
        "bad": sides[Side.AGAINST],
        "unknown": sides[Side.UNKNOWN],
    }
