"""Choosing a space: up to four side by side, and which ones fit an activity, with the reasons."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all

from ..domain.activities import PROFILES, Noise
from ..domain.fit import AT_LEAST, Fit, Need, Reason, Side, rank
from ..queries import words
from ..queries.spaces import offered_spaces, public_spaces
from .facts import PLACE, SHORT, TERMS, USES, fact_text, value_shown
from .need_form import NeedForm

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


@require_safe
@audience("public")
def fit(request: HttpRequest) -> HttpResponse:
    """What fits an activity: every public space, ranked by counting, each with what is for and against it."""
    asked = any(str(value).strip() for name, value in request.GET.items() if name != "page")
    form = NeedForm(request.GET if asked else None)
    context: dict[str, Any] = {"form": form, "asked": asked}
    wrong = asked and not form.is_valid()
    if asked and not wrong:
        need = form.need()
        page = Paginator(rank(need, offered_spaces()), IN_A_PAGE).get_page(request.GET.get("page"))
        keys = [one.offered.key for one in page]
        known = {one.code_key: one for one in public_spaces().filter(code_key__in=keys)}
        context |= {
            "page": page,
            "understood": _understood(need, form),
            "rows": [_shown(one, known[one.offered.key], need) for one in page if one.offered.key in known],
        }
    return kept_by_all(render(request, "spaces/fit.html", context, status=422 if wrong else 200))


def _understood(need: Need, form: NeedForm) -> list[tuple[str, str]]:
    """What the answers were taken to mean, so that nobody has to guess."""
    told: list[tuple[str, str]] = []
    if need.process:
        emits = words.EMISSIONS[PROFILES[need.process].emits]
        told.append((str(words.PROCESSES[need.process]), _("Fumi e polveri: {emits}").format(emits=emits)))
    if need.noise is not Noise.QUIET:
        told.append((_("Rumore"), str(words.NOISES[need.noise])))
    if need.people:
        told.append((_("Persone"), _people_text(need)))
    if form.machines.kw is not None:
        three_phase = f", {_('trifase')}" if form.machines.three_phase else ""
        told.append((_("Macchine insieme"), f"{value_shown('power_kw', form.machines.kw)}{three_phase}"))
    return told


def _people_text(need: Need) -> str:
    people = need.people or 0
    return ngettext(
        "almeno %(m2)s m² e %(m3)s m³ per %(n)s persona",
        "almeno %(m2)s m² e %(m3)s m³ per %(n)s persone",
        people,
    ) % {"m2": people * need.floor_each, "m3": people * need.volume_each, "n": people}


def _reason_text(reason: Reason, space: Any, need: Need) -> str:
    """The fact that was looked at, its value, and what was asked of it."""
    if reason.key == "people":
        return f"{_('Persone')}: {_people_text(need)}"
    if reason.key == "noise":
        known = fact_text(space, "acoustic_class") or fact_text(space, "permitted_use")
        return f"{_('Rumore')}: {known}" if known else str(_("Rumore"))
    label, value = str(words.FACTS[reason.key]), fact_text(space, reason.key)
    told = f"{label}: {value}" if value else label
    if reason.side is Side.AGAINST and reason.key in (*AT_LEAST, "net_m2"):
        wanted = getattr(need, "least_m2" if reason.key == "net_m2" else reason.key)
        return _("{told} (ti serve {wanted})").format(told=told, wanted=value_shown(reason.key, wanted))
    return told


def _shown(one: Fit, space: Any, need: Need) -> dict[str, Any]:
    sides: dict[Side, list[str]] = {side: [] for side in Side}
    for reason in one.reasons:
        sides[reason.side].append(_reason_text(reason, space, need))
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
