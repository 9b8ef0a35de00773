"""The page of one formal review: checklist, what the firm wrote, its files beside it, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.permissions import may_see_readings
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import date_text

from ..actions.admit_application import admit_application
from ..actions.confirm_bonus import confirm_bonus
from ..actions.declare_officer_conflict import declare_officer_conflict
from ..actions.reject_application import reject_application
from ..actions.reopen_review import reopen_review
from ..actions.save_check import CheckInput, save_check
from ..models import Review
from .access import review_for
from .framing import frames_own_files
from .grid_points import save_posted
from .links import readings_address
from .review_page import conflict_lines, page_context


@audience("office")
@frames_own_files
@require_safe
def review(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, review_for(request, code))


@audience("office")
@frames_own_files
@require_POST
def save(request: HttpRequest, code: str) -> HttpResponse:
    """All the checks of the page, or (autosave) the changed ones; 409 shows what the colleague wrote."""
    found = review_for(request, code)
    quietly = request.headers.get("X-Autosave") == "1"
    given = _posted(request)
    try:
        version = save_check(
            review=found,
            given=given,
            base_version=_version(request),
            by=request.person,
            keep_mine="keep_mine" in request.POST,
        )
    except Conflict as conflict:
        lines = conflict_lines(found, given, conflict.theirs)
        if quietly:
            return render(
                request, "evaluation/_check_conflict.html", {"review": found, "lines": lines}, status=409
            )
        return _page(request, found, status=409, conflicts=lines)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        if quietly:
            return JsonResponse({"message": refusal.message}, status=422)
        return _page(request, found, status=422, problem=refusal)
    if quietly:
        return JsonResponse({"saved_at": date_text(now(), "time"), "version": version, "messages": {}})
    messages.success(request, _("Controlli salvati."))
    return redirect("evaluation:review", code=code)


@audience("office")
@frames_own_files
@require_POST
def bonus(request: HttpRequest, code: str) -> HttpResponse:
    found = review_for(request, code)
    if request.POST.get("confirmed") not in ("yes", "no"):
        return _page(
            request, found, status=422, problem=Refused(_("Scegli se confermarla."), field="bonuses")
        )
    return _act(
        request,
        found,
        lambda: confirm_bonus(
            review=found,
            bonus_key=request.POST.get("bonus", ""),
            confirmed=request.POST["confirmed"] == "yes",
            note=request.POST.get("note", ""),
            by=request.person,
        ),
        _("Premialità registrata."),
    )


@audience("office")
@frames_own_files
@require_POST
def value(request: HttpRequest, code: str) -> HttpResponse:
    """What the office found of a fact that gives points."""
    found = review_for(request, code)
    return _act(
        request, found, lambda: save_posted(request, found, _version(request)), _("Valore registrato.")
    )


@audience("office")
@frames_own_files
@require_POST
def declare(request: HttpRequest, code: str) -> HttpResponse:
    found = review_for(request, code)
    if request.POST.get("conflict") not in ("yes", "no"):
        unanswered = Refused(_("Scegli una risposta."), field="conflict")
        return refused_page(request, found, "declare", unanswered)
    try:
        declare_officer_conflict(
            review=found,
            has_conflict=request.POST["conflict"] == "yes",
            reason=request.POST.get("reason", ""),
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        return refused_page(request, found, "declare", refusal)
    messages.success(request, _("Dichiarazione registrata."))
    return redirect("evaluation:review", code=code)


@audience("office")
@frames_own_files
@require_POST
def admit(request: HttpRequest, code: str) -> HttpResponse:
    """Saves what is on the page, then decides: nothing that the officer sees is lost."""
    found = review_for(request, code)

    def act() -> None:
        version = save_check(
            review=found, given=_posted(request), base_version=_version(request), by=request.person
        )
        admit_application(review=found, base_version=version, by=request.person)

    return _act(request, found, act, _("Domanda ammessa."))


@audience("office")
@frames_own_files
@require_POST
def reject(request: HttpRequest, code: str) -> HttpResponse:
    found = review_for(request, code)

    def act() -> None:
        version = save_check(
            review=found, given=_posted(request), base_version=_version(request), by=request.person
        )
        reject_application(
            review=found, reason=request.POST.get("reason", ""), base_version=version, by=request.person
        )

    return _act(request, found, act, _("Domanda non ammessa: il motivo è quello dei requisiti che mancano."))


@audience("office")
@frames_own_files
@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    found = review_for(request, code)
    return _act(
        request,
        found,
        lambda: reopen_review(review=found, reason=request.POST.get("reason", ""), by=request.person),
        _("Istruttoria riaperta."),
    )


def _act(request: HttpRequest, found: Review, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except PermissionRefused as refusal:
        return _page(request, review_for(request, found.application.code), status=403, problem=refusal)
    except Conflict as conflict:
        return _page(request, review_for(request, found.application.code), status=409, problem=conflict)
    except Refused as refusal:
        return _page(request, review_for(request, found.application.code), status=422, problem=refusal)
    messages.success(request, done)
    return redirect("evaluation:review", code=found.application.code)


def refused_page(request: HttpRequest, found: Review, which: str, problem: Refused) -> HttpResponse:
    """The page again, with the refusal and what was written in the small form `which`."""
    return _page(request, found, status=422, problem=problem, refused=which)


def _page(
    request: HttpRequest,
    found: Review,
    *,
    status: int = 200,
    problem: Refused | None = None,
    conflicts: list[dict[str, Any]] | None = None,
    refused: str = "",
) -> HttpResponse:
    record_reading(application_id=found.application_id, kind=ReadingKind.PAGE, by=request.person)
    context = page_context(
        found,
        request.person,
        posted=_posted(request) if request.method == "POST" else {},
        file_id=request.GET.get("file", ""),
    )
    context |= {
        "problem": problem,
        "conflicts": conflicts or [],
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "posted_conflict": request.POST.get("conflict", ""),
        # the small form of one value or bonus that was refused: it comes back open, as it was typed
        "typed": {
            "key": request.POST.get("key", "") or request.POST.get("bonus", ""),
            "value": request.POST.get("value", ""),
            "values": request.POST.getlist("value"),
            "note": request.POST.get("note", ""),
        }
        if problem and request.method == "POST"
        else {},
    }
    if may_see_readings(request.person, found.application):
        context["readings_url"] = readings_address(found.application.code)
    return render(request, "evaluation/review.html", context, status=status)


def _posted(request: HttpRequest) -> dict[str, CheckInput]:
    """Fields `check-<key>` and `check-<key>-note`; what was not sent stays as it is."""
    given: dict[str, CheckInput] = {}
    for name in request.POST:
        if not name.startswith("check-"):
            continue
        key = name.removeprefix("check-").removesuffix("-note")
        given[key] = CheckInput(
            outcome=request.POST.get(f"check-{key}"), note=request.POST.get(f"check-{key}-note")
        )
    return given


def _version(request: HttpRequest) -> int:
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
