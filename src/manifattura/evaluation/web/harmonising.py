"""The harmonisation round: each member sees how far the marks are apart, and confirms or changes their own once."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.calls.domain.edition import Criterion
from manifattura.calls.domain.lot_sections import sheet_edition
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import decimal_point, language

from ..actions.harmonise_sheet import confirm_remaining, harmonise_sheet
from ..domain.score_statistics import ScoreMark, Spread, spreads
from ..domain.sheets import Given, coefficient_text, level_choices, parse_coefficient
from ..domain.sittings import SittingState
from ..models import Mark, Sheet, Sitting
from ..queries.committees import conflicts_in
from ..queries.sheet_criteria import sheet_edition_of
from .access import sheet_for, sitting_for
from .recused import refuses_recused
from .sitting_marks import scorers_of


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def harmonising(request: HttpRequest, pk: int) -> HttpResponse:
    """The member's applications, those with the widest differences first."""
    found = sitting_for(request, pk)
    if found.member is None or not found.member.scores:
        raise Http404
    if found.sitting.state is not SittingState.HARMONISING:
        return redirect("evaluation:sitting", pk=pk)
    if request.method == "POST":
        try:
            count = confirm_remaining(sitting=found.sitting, by=request.person)
        except Refused as refusal:
            messages.error(request, refusal.message)
        else:
            text = ngettext(
                "Confermati i punteggi di %(n)s domanda.", "Confermati i punteggi di %(n)s domande.", count
            )
            messages.success(request, text % {"n": count})
        return redirect("evaluation:harmonising", pk=pk)
    widest = _widest(found.sitting)
    recused = {
        application_id
        for application_id, members in conflicts_in(found.sitting.committee).items()
        if found.member.pk in members
    }
    sheets = (
        Sheet.objects.filter(sitting=found.sitting, member=found.member)
        .exclude(bid__application_id__in=recused)
        .select_related("bid__application__lead", "bid__application__submission", "harmonisation")
        .defer("bid__application__submission__payload")
        .prefetch_related("harmonisation__marks")
        .order_by("bid__application__submission__received_at", "bid__application__submission__arrival")
    )
    titles = {
        one.key: one.title
        for one in sheet_edition(current_edition(found.sitting.committee.call)).grid.criteria
    }
    rows = [_row(sheet, widest.get(sheet.bid.application.code), titles) for sheet in sheets]
    rows.sort(key=lambda row: (row["done"], -(row["spread"].width if row["spread"] else 0)))
    context = {
        "sitting": found.sitting,
        "call": found.sitting.committee.call,
        "rows": rows,
        "left": sum(not row["done"] for row in rows),
        "done": sum(bool(row["done"]) for row in rows),
    }
    return render(request, "evaluation/harmonising.html", context)


def _row(sheet: Sheet, spread: Spread | None, titles: dict[str, str]) -> dict[str, Any]:
    said = getattr(sheet, "harmonisation", None)
    return {
        "sheet": sheet,
        "application": sheet.bid.application,
        "spread": spread,
        "criterion": titles.get(spread.criterion, "") if spread else "",
        "done": said is not None,
        "changed": len(said.marks.all()) if said is not None else 0,
    }


def _widest(sitting: Sitting) -> dict[str, Spread]:
    """Application code → its widest difference."""
    found: dict[str, Spread] = {}
    for spread in spreads(_score_marks(sitting)):
        found.setdefault(spread.application, spread)
    return found


def _score_marks(sitting: Sitting) -> list[ScoreMark]:
    conflicts = conflicts_in(sitting.committee)
    return [
        ScoreMark(str(member_id), code, criterion, coefficient)
        for member_id, application_id, code, criterion, coefficient in Mark.objects.filter(
            sheet__sitting=sitting, coefficient__isnull=False
        ).values_list(
            "sheet__member_id",
            "sheet__bid__application_id",
            "sheet__bid__application__code",
            "criterion_key",
            "coefficient",
        )
        if coefficient is not None and member_id not in conflicts.get(application_id, ())
    ]


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
@refuses_recused
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """All the individual marks on one application, and the member's own to confirm or change."""
    found = sheet_for(request, pk)
    if found.sitting.state is not SittingState.HARMONISING:
        return redirect("evaluation:sitting", pk=found.sitting_id)
    problem, status = None, 200
    wrong: dict[str, str] = {}
    if request.method == "POST":
        changes, wrong = _posted(request, found)
        status = 422
        if "confirm" in request.POST and (wrong or _differs(found, changes)):
            wrong, problem = (
                {},
                Refused(_("Hai scritto un cambiamento: registralo, o rimetti quello che c’era.")),
            )
        elif not wrong:
            try:
                given = {} if "confirm" in request.POST else changes
                harmonise_sheet(sheet=found, changes=given, by=request.person)
            except PermissionRefused as refusal:
                raise PermissionDenied from refusal
            except Refused as refusal:
                problem = refusal
            else:
                messages.success(request, _("Registrato: la domanda non cambia più."))
                return redirect("evaluation:harmonising", pk=found.sitting_id)
    record_reading(application_id=found.bid.application_id, kind=ReadingKind.SHEET, by=request.person)
    context = {
        "sheet": found,
        "sitting": found.sitting,
        "application": found.bid.application,
        "members": scorers_of(found.sitting),
        "rows": _criteria(request, found, wrong, problem),
        "said": getattr(found, "harmonisation", None),
        "problem": problem,
        "wrong": wrong,
    }
    return render(request, "evaluation/compare.html", context, status=status)


def _criteria_of(found: Sheet) -> tuple[Criterion, ...]:
    edition = current_edition(found.sitting.committee.call)
    return sheet_edition_of(found.bid.application, edition).grid.criteria


def _posted(request: HttpRequest, found: Sheet) -> tuple[dict[str, Given], dict[str, str]]:
    """What was written, by criterion; and what could not be read."""
    changes: dict[str, Given] = {}
    wrong: dict[str, str] = {}
    for criterion in _criteria_of(found):
        name = f"k-{criterion.key}"
        if name not in request.POST:
            continue
        text = request.POST[name].strip()
        coefficient = parse_coefficient(text) if text else None
        if text and coefficient is None:
            wrong[criterion.key] = text[:40]
        else:
            changes[criterion.key] = Given(coefficient, request.POST.get(f"{name}-reason", ""))
    return changes, wrong


def _differs(found: Sheet, changes: dict[str, Given]) -> bool:
    """Whether something was written besides the marks given before: confirming would lose it."""
    before = {mark.criterion_key: mark.coefficient for mark in found.marks.all()}
    return any(given.coefficient != before.get(key) or given.reason.strip() for key, given in changes.items())


def _criteria(
    request: HttpRequest, found: Sheet, wrong: dict[str, str], problem: Refused | None
) -> list[dict[str, Any]]:
    marks: dict[str, dict[int, Mark]] = defaultdict(dict)
    for mark in Mark.objects.filter(sheet__sitting=found.sitting, sheet__bid=found.bid).select_related(
        "sheet"
    ):
        marks[mark.criterion_key][mark.sheet.member_id] = mark
    said = getattr(found, "harmonisation", None)
    changed = {mark.criterion_key: mark for mark in said.marks.all()} if said else {}
    members = scorers_of(found.sitting)
    conflicts = conflicts_in(found.sitting.committee).get(found.bid.application_id, set())
    rows = []
    for criterion in _criteria_of(found):
        given = marks[criterion.key]
        mine = given.get(found.member_id)
        values = [
            one.coefficient
            for key, one in given.items()
            if one.coefficient is not None and key not in conflicts
        ]
        own = coefficient_text(mine.coefficient) if mine and mine.coefficient is not None else ""
        levels = level_choices(criterion, decimal_point())
        if not levels and language() == "it":
            # written as the marks beside it; where there are levels it is the value of a choice
            own = own.replace(".", ",")
        rows.append(
            {
                "criterion": criterion,
                "name": f"k-{criterion.key}",
                "levels": levels,
                "marks": [
                    {"member": one, "mark": None if one.pk in conflicts else given.get(one.pk)}
                    for one in members
                ],
                "changed": changed.get(criterion.key),
                "width": max(values) - min(values) if values else None,
                "value": request.POST.get(f"k-{criterion.key}", own),
                "reason": request.POST.get(f"k-{criterion.key}-reason", ""),
                "error": _error(criterion.key, wrong, problem),
            }
        )
    return rows


def _error(key: str, wrong: dict[str, str], problem: Refused | None) -> str:
    if key in wrong:
        return _("Hai scritto «%(text)s». Serve un numero da 0 a 1, per esempio 0,8.") % {"text": wrong[key]}
    if problem and problem.field in (key, f"{key}:reason", f"{key}:coefficient"):
        return problem.message
    return ""
