"""Ask for a remedy: choose the lines, say what is wrong and what to do, look at the message, send; withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.message_templates import (
    message_template,
    render_template,
    standard_values,
)
from manifattura.applications.queries.told_words import firm_told
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.lengths import remedy_days
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused

from ..actions.close_remedy import withdraw_remedy
from ..actions.request_remedy import ItemInput, checked_items, items_text, refuse_bad_days, request_remedy
from ..domain.remedies import ItemKind
from ..models import Review
from ..queries.message_words import TEMPLATES
from ..queries.remedy_lines import Candidate, Lines, lines_of
from .access import review_for
from .casework import version_for_page, version_of
from .framing import frames_own_files
from .gap_lines import gap_lines
from .review import refused_page

if TYPE_CHECKING:
    from django.http import QueryDict

QUESTIONS = 3


@dataclass(frozen=True)
class Row:
    """A line of the page: what may be asked and what the officer wrote about it."""

    line: Candidate
    chosen: bool
    problem: str
    ask: str
    error: str = ""


@dataclass(frozen=True)
class Question:
    """A question in the officer's own words, on an answer of the project or on nothing in particular."""

    number: int
    about: str
    ask: str
    error: str = ""

    @property
    def name(self) -> str:
        return f"question-{self.number}"


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def remedy_new(request: HttpRequest, code: str) -> HttpResponse:
    """GET: the lines. POST `do`: `preview`, `edit` (back from the preview), `send`."""
    review = review_for(request, code)
    lines = lines_of(review)
    if request.method != "POST":
        return _page(request, review, lines, days=_default_days(review))
    items, names = _posted(request.POST, lines)
    written = request.POST.get("days", "")
    days = _number(written)
    try:
        if request.POST.get("do") == "send":
            request_remedy(
                review=review, items=items, days=days, base_version=version_of(request), by=request.person
            )
            sent = _("Richiesta scritta: il termine parte quando l’impresa la riceve.")
            messages.success(request, firm_told(review.application, sent))
            return redirect("evaluation:review", code=code)
        if request.POST.get("do") == "preview":
            return _preview(request, review, items, days)
    except PermissionRefused as refusal:
        return _page(request, review, lines, days=written, problem=refusal, status=403)
    except Conflict as conflict:
        return _page(request, review, lines, days=written, problem=conflict, status=409)
    except Refused as refusal:
        return _page(request, review, lines, days=written, problem=refusal, names=names, status=422)
    return _page(request, review, lines, days=written)


@audience("office")
@frames_own_files
@require_POST
def remedy_withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    review = review_for(request, code)
    found = review.remedies.filter(pk=pk).first()
    if found is None:
        raise Http404
    try:
        withdraw_remedy(request=found, reason=request.POST.get("reason", ""), by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        return refused_page(request, review, "remedy", refusal)
    messages.success(request, firm_told(review.application, _("Richiesta ritirata.")))
    return redirect("evaluation:review", code=code)


def _default_days(review: Review) -> int:
    return remedy_days(current_edition(review.application.call).timetable, today())


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _posted(post: QueryDict, lines: Lines) -> tuple[list[ItemInput], list[str]]:
    """The items chosen, and the name of each on the page (to put a refusal beside it)."""
    chosen = set(post.getlist("pick"))
    items, names = [], []
    for line in lines.all:
        if line.name in chosen:
            items.append(
                ItemInput(
                    line.kind,
                    line.key,
                    post.get(f"problem-{line.name}", ""),
                    post.get(f"ask-{line.name}", ""),
                )
            )
            names.append(line.name)
    for number in range(1, QUESTIONS + 1):
        asked = post.get(f"ask-question-{number}", "").strip()
        if asked:
            about = post.get(f"about-question-{number}", "")
            items.append(ItemInput(ItemKind.QUESTION, about, "", asked))
            names.append(f"question-{number}")
    return items, names


def _page(
    request: HttpRequest,
    review: Review,
    lines: Lines,
    *,
    days: int | str,
    problem: Refused | None = None,
    names: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    record_reading(application_id=review.application_id, kind=ReadingKind.PAGE, by=request.person)
    post = request.POST
    errors: dict[str, str] = {}
    if problem is not None and problem.field and problem.field.startswith("item-") and names:
        errors[names[int(problem.field.removeprefix("item-")) - 1]] = problem.message
    chosen = set(post.getlist("pick"))

    def row(line: Candidate) -> Row:
        return Row(
            line,
            line.name in chosen or (line.wanted and not post),
            post.get(f"problem-{line.name}", line.problem),
            post.get(f"ask-{line.name}", line.ask),
            errors.get(line.name, ""),
        )

    sections = [(title, [row(line) for line in group]) for title, group in lines.sections]
    context: dict[str, Any] = {
        "review": review,
        "application": review.application,
        "version": version_for_page(request, review, problem),
        "requirements": [row(line) for line in lines.requirements],
        "sections": [(title, rows, any(one.chosen or one.error for one in rows)) for title, rows in sections],
        "questions": [
            Question(
                number,
                post.get(f"about-question-{number}", ""),
                post.get(f"ask-question-{number}", ""),
                errors.get(f"question-{number}", ""),
            )
            for number in range(1, QUESTIONS + 1)
        ],
        "project": lines.project,
        "gaps": gap_lines(lines.gaps),
        "days": days,
        "problem": problem,
        "days_error": problem.message if problem and problem.field == "days" else "",
    }
    return render(request, "evaluation/remedy_new.html", context, status=status)


def _preview(request: HttpRequest, review: Review, items: list[ItemInput], days: int) -> HttpResponse:
    """What the firm will read and answer; nothing is written yet."""
    written = checked_items(review, items)
    refuse_bad_days(days)
    values = {**standard_values(review.application), "items": items_text(written), "days": days}
    texts = render_template(message_template(TEMPLATES.REMEDY), values)
    kept = [
        (name, value)
        for name in request.POST
        if name not in ("csrfmiddlewaretoken", "do")
        for value in request.POST.getlist(name)
    ]
    context = {
        "review": review,
        "application": review.application,
        "texts": texts,
        "items": written,
        "days": days,
        "kept": kept,
    }
    return render(request, "evaluation/remedy_preview.html", context)
