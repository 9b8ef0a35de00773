"""A member's sheet on one application: coefficients and reasons, saved while writing; the project beside it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.firm_facts import firm_rows
from manifattura.applications.queries.opened import with_opened
from manifattura.applications.queries.reading import read_sections
from manifattura.applications.queries.sealed_files import is_closed, with_opened_files
from manifattura.calls.domain.edition import Criterion, Recusal
from manifattura.calls.queries.editions import current_edition, edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.ui.formats import date_text, decimal_point

from ..actions.declare_conflicts import report_conflict
from ..actions.save_sheet import complete_sheet, reopen_sheet, save_sheet
from ..domain.sheets import (
    Given,
    SheetState,
    coefficient_text,
    incomplete,
    level_choices,
    parse_coefficient,
    points,
)
from ..domain.sittings import SittingState
from ..models import ConflictDeclaration, Review, Sheet
from ..queries.committees import tasks_of
from ..queries.corrections import content_in_force, files_in_force
from ..queries.readiness import rule_of
from ..queries.sheet_criteria import sheet_edition_of
from .access import sheet_for
from .conflicts_declared import reported_words
from .framing import frames_own_files
from .grid_points import points_rows
from .ranking_rows import columns_of
from .recused import refuses_recused
from .review_page import document_of


@audience("committee")
@require_safe
@refuses_recused
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, sheet_for(request, pk))


@audience("committee")
@require_POST
@refuses_recused
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole sheet, or (autosave) what changed. A number that cannot be read is told, and the rest is saved."""
    found = sheet_for(request, pk)
    quietly = request.headers.get("X-Autosave") == "1"
    given, wrong = _posted(request, found)
    try:
        save_sheet(sheet=found, marks=given, by=request.person)
        if "complete" in request.POST and not wrong:
            complete_sheet(sheet=found, by=request.person)
            messages.success(request, _("Scheda completa."))
            return _next(request, found)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if quietly:
            return JsonResponse({"message": refusal.message}, status=422)
        return _page(request, found, status=422, problem=refusal, wrong=wrong, given=given)
    if quietly:
        texts = {f"k-{key}": _wrong_text(text) for key, text in wrong.items()}
        return JsonResponse({"saved_at": date_text(now(), "time"), "messages": texts})
    if wrong:
        return _page(request, found, status=422, wrong=wrong)
    messages.success(request, _("Scheda salvata."))
    return redirect("evaluation:sheet", pk=pk)


@audience("committee")
@require_POST
@refuses_recused
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    found = sheet_for(request, pk)
    try:
        reopen_sheet(sheet=found, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
    return redirect("evaluation:sheet", pk=pk)


@audience("committee")
@require_POST
@refuses_recused
def conflict(request: HttpRequest, pk: int) -> HttpResponse:
    """Something came up: from now on the member does not see this application."""
    found = sheet_for(request, pk)
    try:
        report_conflict(
            member=found.member,
            application_id=found.bid.application_id,
            reason=request.POST.get("reason", ""),
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        return _page(request, found, status=422, problem=refusal)
    replaces = rule_of(found.sitting.committee).recusal is Recusal.REPLACEMENT
    messages.success(request, reported_words(replaces=replaces))
    return redirect("evaluation:committee_home")


@audience("committee")
@frames_own_files
@require_safe
@refuses_recused
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """The application as the firm sent it, with its files: what the member reads before scoring."""
    found = sheet_for(request, pk)
    application = found.bid.application
    record_reading(application_id=application.pk, kind=ReadingKind.PROJECT, by=request.person)
    payload = content_in_force(application)
    answered = edition(application.edition_id)
    files = files_in_force(application)
    answers = payload["answers"]
    if answered.sealing is not None and answered.sealing.committee_reads:
        answers = with_opened(application, answers)
        files = with_opened_files(files)
    visible = visible_of(answered, answers, payload["applicant"])
    context = {
        "sheet": found,
        "application": application,
        "call": found.sitting.committee.call,
        "firm": firm_rows(payload["applicant"]),
        "sections": [one for one in read_sections(answered, visible, files) if one.answers],
        "document": document_of([file for file in files if not is_closed(file)], request.GET.get("file", "")),
    }
    return render(request, "evaluation/project.html", context)


def _page(
    request: HttpRequest,
    found: Sheet,
    *,
    status: int = 200,
    problem: Refused | None = None,
    wrong: Mapping[str, str] | None = None,
    given: Mapping[str, Given] | None = None,
) -> HttpResponse:
    """`given`: what was sent and could not be saved stays in the fields."""
    record_reading(application_id=found.bid.application_id, kind=ReadingKind.SHEET, by=request.person)
    whole = current_edition(found.sitting.committee.call)
    edition_now = sheet_edition_of(found.bid.application, whole)
    grid = edition_now.grid
    marks = {mark.criterion_key: Given(mark.coefficient, mark.reason) for mark in found.marks.all()}
    wrong = wrong or {}
    state = found.sitting.state
    locked = bool(found.completed_at) or state is not SittingState.OPEN
    if given and not locked:
        marks |= given
    rows = [
        _row(column.code, criterion, marks.get(criterion.key, Given()), wrong, problem, grid.decimals)
        for column, criterion in zip(columns_of(edition_now), grid.criteria, strict=True)
    ]
    missing = incomplete(grid.criteria, marks)
    tasks = [task for task in tasks_of(found.member, found.sitting) if task.state is not SheetState.RECUSED]
    at = next((index for index, task in enumerate(tasks) if task.sheet.pk == found.pk), 0)
    context: dict[str, Any] = {
        "sheet": found,
        "application": found.bid.application,
        "call": found.sitting.committee.call,
        "sitting": found.sitting,
        "rows": rows,
        "unread": [
            (f"{row['criterion'].title}: {row['error']}", f"id_{row['name']}")
            for row in rows
            if row["criterion"].key in wrong
        ],
        "points_rows": points_rows(
            found.bid.application,
            whole,
            Review.objects.filter(application_id=found.bid.application_id).first(),
        ),
        "locked": locked,
        "state": state.value,
        "replaces": rule_of(found.sitting.committee).recusal is Recusal.REPLACEMENT,
        "has_marks": bool(marks),
        "missing": len(missing),
        "total": sum((row["points"] or Decimal(0) for row in rows), Decimal(0)),
        "maximum": sum((criterion.max for criterion in grid.criteria), Decimal(0)),
        "grid": grid,
        "groups": _groups(grid, rows),
        "declared": ConflictDeclaration.objects.filter(
            member=found.member, application=found.bid.application
        ).first(),
        "number": at + 1,
        "count": len(tasks),
        "previous": tasks[at - 1].sheet if at else None,
        "next": tasks[at + 1].sheet if at + 1 < len(tasks) else None,
        "problem": problem,
    }
    return render(request, "evaluation/sheet.html", context, status=status)


def _row(
    code: str,
    criterion: Criterion,
    given: Given,
    wrong: Mapping[str, str],
    problem: Refused | None,
    decimals: int,
) -> dict[str, Any]:
    at = (problem.field or "") if problem else ""
    coefficient = given.coefficient
    levels = level_choices(criterion, decimal_point())
    return {
        "code": code,
        "criterion": criterion,
        "levels": levels,
        "name": f"k-{criterion.key}",
        "value": wrong.get(criterion.key)
        if criterion.key in wrong
        else None
        if coefficient is None
        # where there are levels it is the value of a choice; else as people write it
        else coefficient_text(coefficient).replace(".", "." if levels else decimal_point()),
        "reason": given.reason,
        "points": points(coefficient, criterion.max, decimals) if coefficient is not None else None,
        "error": _wrong_text(wrong[criterion.key])
        if criterion.key in wrong
        else problem.message
        if problem and at == f"{criterion.key}:coefficient"
        else "",
        "reason_error": problem.message if problem and at == f"{criterion.key}:reason" else "",
    }


def _groups(grid: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "group": group,
            "points": sum(
                (row["points"] or Decimal(0) for row in rows if row["criterion"].group == group.key),
                Decimal(0),
            ),
        }
        for group in grid.groups
    ]


def _posted(request: HttpRequest, found: Sheet) -> tuple[dict[str, Given], dict[str, str]]:
    """Marks that can be saved, and what could not be read (criterion → what was written)."""
    stored = {mark.criterion_key: mark for mark in found.marks.all()}
    given: dict[str, Given] = {}
    wrong: dict[str, str] = {}
    for criterion in sheet_edition_of(
        found.bid.application, current_edition(found.sitting.committee.call)
    ).grid.criteria:
        name = f"k-{criterion.key}"
        if name not in request.POST and f"{name}-reason" not in request.POST:
            continue
        old = stored.get(criterion.key)
        coefficient = old.coefficient if old else None
        text = request.POST.get(name)
        if text is not None:
            coefficient = parse_coefficient(text) if text.strip() else None
            if text.strip() and coefficient is None:
                wrong[criterion.key] = text[:40]
                coefficient = old.coefficient if old else None
        reason = request.POST.get(f"{name}-reason", old.reason if old else "")
        given[criterion.key] = Given(coefficient, reason)
    return given, wrong


def _wrong_text(text: str) -> str:
    return _("Hai scritto «%(text)s». Serve un numero da 0 a 1, per esempio 0,8.") % {"text": text}


def _next(request: HttpRequest, found: Sheet) -> HttpResponse:
    """On to the next sheet to fill, or back to the desk."""
    for task in tasks_of(found.member, found.sitting):
        if task.state in (SheetState.TO_DO, SheetState.DRAFT):
            return redirect("evaluation:sheet", pk=task.sheet.pk)
    return redirect("evaluation:committee_home")
