"""The notice of intended rejection: look at it and send it, take it back, decide after the observations."""

from __future__ import annotations

from typing import Any

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
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.parameters import legal_parameter

from ..actions.decide_rejection import decide_rejection
from ..actions.send_rejection_notice import (
    reasons_now,
    reasons_text,
    send_rejection_notice,
    wants_notice,
    withdraw_notice,
)
from ..domain.rejection_notices import TO_DECIDE, Decision, NewReason, NoticeState
from ..models import RejectionNotice, Review
from ..permissions import may_direct
from ..queries.message_words import TEMPLATES
from .access import review_for
from .casework import notice_of, version_for_page, version_of
from .framing import frames_own_files
from .review import refused_page

NEW_REASONS = 2


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def notice_new(request: HttpRequest, code: str) -> HttpResponse:
    """The notice as the firm will read it; sending asks for the version that was read."""
    review = review_for(request, code)
    if not wants_notice(review.application.call):
        raise Http404
    if request.method == "POST":
        try:
            send_rejection_notice(review=review, base_version=version_of(request), by=request.person)
        except Refused as refusal:
            return _new_page(request, review, problem=refusal, status=status_of(refusal))
        done = _("Preavviso scritto: i giorni partono quando l’impresa lo riceve.")
        messages.success(request, firm_told(review.application, done))
        return redirect("evaluation:review", code=code)
    return _new_page(request, review)


def status_of(refusal: Refused) -> int:
    """403, 409 or 422."""
    if isinstance(refusal, PermissionRefused):
        return 403
    return 409 if isinstance(refusal, Conflict) else 422


def _new_page(
    request: HttpRequest, review: Review, *, problem: Refused | None = None, status: int = 200
) -> HttpResponse:
    record_reading(application_id=review.application_id, kind=ReadingKind.PAGE, by=request.person)
    reasons = reasons_now(review)
    parameter = legal_parameter("refusal_notice.days", today())
    values = {
        **standard_values(review.application),
        "reasons": reasons_text(reasons),
        "days": parameter.count,
    }
    context = {
        "review": review,
        "application": review.application,
        "reasons": reasons,
        "texts": render_template(message_template(TEMPLATES.NOTICE), values),
        "days": parameter,
        "problem": problem,
        "version": version_for_page(request, review, problem),
    }
    return render(request, "evaluation/notice_new.html", context, status=status)


@audience("office")
@frames_own_files
@require_POST
def notice_withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    review = review_for(request, code)
    notice = notice_of(review, pk)
    if notice is None:
        raise Http404
    try:
        withdraw_notice(notice=notice, reason=request.POST.get("reason", ""), by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        return refused_page(request, review, "notice", refusal)
    messages.success(request, firm_told(review.application, _("Preavviso ritirato.")))
    return redirect("evaluation:review", code=code)


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def notice_decide(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Reasons are kept or dropped, each observation is answered; new reasons only from an observation."""
    review = review_for(request, code)
    notice = notice_of(review, pk)
    if notice is None:
        raise Http404
    if request.method != "POST" and notice.state not in TO_DECIDE:
        messages.info(
            request,
            _("Si decide quando arrivano le osservazioni o quando il termine è passato.")
            if notice.state == NoticeState.SENT
            else _("Su questo preavviso non c’è più niente da decidere."),
        )
        return redirect("evaluation:review", code=code)
    if request.method == "POST":
        try:
            decision = _decision(request, notice)
            decide_rejection(
                notice=notice, decision=decision, base_version=version_of(request), by=request.person
            )
        except Refused as refusal:
            return _decide_page(request, review, notice, problem=refusal, status=status_of(refusal))
        done = (
            _("Domanda non ammessa.") if decision.rejects else _("Motivi superati: l’istruttoria va avanti.")
        )
        messages.success(request, firm_told(review.application, done))
        return redirect("evaluation:review", code=code)
    return _decide_page(request, review, notice)


def _decision(request: HttpRequest, notice: RejectionNotice) -> Decision:
    post = request.POST
    count, observations = notice.reasons.count(), notice.observations.count()
    chosen = {number: post.get(f"reason-{number}", "") for number in range(1, count + 1)}
    for number, choice in chosen.items():
        # what nobody chose is no decision: it must not turn anybody away
        if choice not in ("keep", "drop"):
            raise Refused(_("Scegli se questo motivo resta o è superato."), field=f"reason-{number}")
    new = []
    for number in range(1, NEW_REASONS + 1):
        text, source = post.get(f"new-{number}", "").strip(), post.get(f"from-{number}", "")
        if text:
            new.append(NewReason(int(source) if source.isascii() and source.isdigit() else 0, text))
    return Decision(
        kept=frozenset(number for number, choice in chosen.items() if choice == "keep"),
        answers={number: post.get(f"answer-{number}", "") for number in range(1, observations + 1)},
        new=new,
    )


def _decide_page(
    request: HttpRequest,
    review: Review,
    notice: RejectionNotice,
    *,
    problem: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    record_reading(application_id=review.application_id, kind=ReadingKind.REPLY, by=request.person)
    post = request.POST
    reasons, observations = list(notice.reasons.all()), list(notice.observations.all())
    files = {
        file.sha256: file for file in (notice.form.attachments.filter(removed_at=None) if notice.form else ())
    }
    context: dict[str, Any] = {
        "review": review,
        "application": review.application,
        "notice": notice,
        "reasons": [
            {
                "row": row,
                "choice": post.get(f"reason-{row.position}", ""),
                "error": problem.message if problem and problem.field == f"reason-{row.position}" else "",
            }
            for row in reasons
        ],
        "observations": [
            {
                "row": row,
                "answer": post.get(f"answer-{row.position}", row.answer),
                "about": next((one.title for one in reasons if one.position == row.on_reason), ""),
                "files": [files[file["sha256"]] for file in row.files if file["sha256"] in files],
                "error": problem.message if problem and problem.field == f"answer-{row.position}" else "",
            }
            for row in observations
        ],
        "new_reasons": [
            {
                "number": number,
                "text": post.get(f"new-{number}", ""),
                "source": post.get(f"from-{number}", ""),
                "error": problem.message if problem and problem.field == f"new-{number}" else "",
            }
            for number in range(1, NEW_REASONS + 1)
        ],
        "may_reject": may_direct(request.person, review.application.call),
        "problem": problem,
        "version": version_for_page(request, review, problem),
    }
    return render(request, "evaluation/notice_decide.html", context, status=status)
