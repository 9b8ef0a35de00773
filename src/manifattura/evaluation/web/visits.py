"""On-site visits: propose one, write its report, sign it, call it off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.people import people_with_role
from manifattura.applications.actions.record_reading import record_reading
from manifattura.applications.actions.store_upload import ACCEPTED, uploads_from
from manifattura.applications.domain.readings import ReadingKind
from manifattura.applications.queries.told_words import firm_told
from manifattura.calls.domain.states import CallKind
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, Refused
from manifattura.kernel.files import file_response
from manifattura.ui.forms import DateTimeField

from ..actions.propose_visit import cancel_visit, propose_visit
from ..actions.register_entry import address_in
from ..actions.report_visit import save_visit_report, sign_visit_report
from ..domain.visits import LineOutcome, VisitState
from ..models import Visit
from ..permissions import may_review
from ..queries.corrections import content_in_force
from .access import review_for
from .casework import version_for_page, version_of
from .rejection_notices import status_of
from .review_page import INLINE

CHOICES = (
    (LineOutcome.SEEN.value, gettext_lazy("C’è"), "ok"),
    (LineOutcome.NOT_SEEN.value, gettext_lazy("Non c’è"), "neg"),
    (LineOutcome.NOT_APPLICABLE.value, gettext_lazy("Non si vede in sede"), "na"),
)


class VisitForm(forms.Form):
    """When, where and who."""

    at = DateTimeField(label=gettext_lazy("Giorno e ora"), help_text=gettext_lazy("Ora di Roma."))
    place = forms.CharField(label=gettext_lazy("Dove"), max_length=240)
    first = forms.ChoiceField(label=gettext_lazy("Primo funzionario"))
    second = forms.ChoiceField(label=gettext_lazy("Secondo funzionario"))

    def __init__(self, *args: Any, people: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        choices = [("", _("Scegli una persona")), *((key, one.full_name) for key, one in self.people.items())]
        for name in ("first", "second"):
            self.fields[name].choices = choices


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def visit_new(request: HttpRequest, code: str) -> HttpResponse:
    review = review_for(request, code)
    application = review.application
    if application.call.kind != CallKind.REGISTER:
        raise Http404
    people = people_with_role(Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE, office_id=application.call.office_id)
    place = address_in(current_edition(application.call), content_in_force(application)["answers"])
    problem: Refused | None = None
    form = VisitForm(
        request.POST or None,
        people=list(people),
        initial={"place": place, "first": str(request.person.pk)},
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                propose_visit(
                    review=review,
                    at=data["at"],
                    place=data["place"],
                    officers=(form.people[data["first"]], form.people[data["second"]]),
                    base_version=version_of(request),
                    by=request.person,
                )
            except Refused as refusal:
                problem = refusal
                form.add_error(
                    {"officers": "second"}.get(refusal.field or "", refusal.field)
                    if refusal.field in ("officers", "at", "place")
                    else None,
                    refusal.message,
                )
                status = status_of(refusal)
            else:
                messages.success(request, firm_told(review.application, _("Visita proposta.")))
                return redirect("evaluation:review", code=code)
    context = {
        "form": form,
        "review": review,
        "application": application,
        "version": version_for_page(request, review, problem),
    }
    return render(request, "evaluation/visit_new.html", context, status=status)


def _visit_for(request: HttpRequest, pk: int) -> Visit:
    found = (
        Visit.objects.select_related(
            "review__application__call__office",
            "review__application__lead",
            "review__application__submission",
            "first_officer",
            "second_officer",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None or not may_review(request.person, found.review.application.call):
        raise Http404
    return found


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, pk: int) -> HttpResponse:
    """The report: read by the office, written by the two who went there."""
    found = _visit_for(request, pk)
    if request.method != "POST":
        return _page(request, found)
    lines = {
        line.requirement_key: (
            request.POST.get(f"line-{line.requirement_key}", ""),
            request.POST.get(f"line-{line.requirement_key}-note", ""),
        )
        for line in found.lines.all()
    }
    try:
        save_visit_report(
            visit=found,
            lines=lines,
            notes=request.POST.get("notes", ""),
            base_version=version_of(request),
            by=request.person,
            uploads=uploads_from(request.FILES.getlist("files")),
        )
    except Refused as refusal:
        return _page(request, found, problem=refusal, posted=lines, status=status_of(refusal))
    messages.success(request, _("Verbale salvato: ora firmate tutti e due."))
    return redirect("evaluation:visit", pk=pk)


def _page(
    request: HttpRequest,
    found: Visit,
    *,
    problem: Refused | None = None,
    posted: dict[str, tuple[str, str]] | None = None,
    status: int = 200,
    refused: str = "",
) -> HttpResponse:
    record_reading(application_id=found.review.application_id, kind=ReadingKind.VISIT, by=request.person)
    titles = {row.key: row for row in current_edition(found.review.application.call).requirements}
    theirs = problem.theirs if isinstance(problem, Conflict) else {}
    rows = []
    for number, line in enumerate(found.lines.all(), start=1):
        outcome, note = (posted or {}).get(line.requirement_key, (line.outcome, line.note))
        rows.append(
            {
                "number": f"{number:02d}",
                "key": line.requirement_key,
                "name": f"line-{line.requirement_key}",
                "title": titles[line.requirement_key].title if line.requirement_key in titles else "",
                "source": titles[line.requirement_key].source if line.requirement_key in titles else "",
                "outcome": outcome,
                "note": note,
                "error": problem.message if problem and problem.field == line.requirement_key else "",
                "theirs": theirs.get(line.requirement_key),
            }
        )
    signed = {one.person_id: one for one in found.signatures.filter(report_sha256=found.report_sha256)}
    is_officer = request.person.pk in found.officer_ids
    may_write = is_officer and found.state in (VisitState.PROPOSED, VisitState.REPORTED)
    context = {
        "visit": found,
        "application": found.review.application,
        "rows": rows,
        "choices": CHOICES,
        "problem": problem,
        "refused": refused,
        "reason": request.POST.get("reason", ""),
        "is_conflict": isinstance(problem, Conflict),
        "version": found.version,
        "has_begun": found.at <= now(),
        "may_write": may_write,
        "writes": may_write and found.at <= now(),
        "may_sign": is_officer and found.state == VisitState.REPORTED and request.person.pk not in signed,
        "officers": [
            {"person": person, "signature": signed.get(person.pk)}
            for person in (found.first_officer, found.second_officer)
        ],
        "files": list(found.files.all()),
        "accept": ",".join(f".{one}" for one in ACCEPTED),
        "notes": request.POST.get("notes", found.notes),
    }
    return render(request, "evaluation/visit.html", context, status=status)


@audience("office")
@require_POST
def visit_sign(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visit_for(request, pk)
    try:
        signed = sign_visit_report(visit=found, sha256=request.POST.get("sha256", ""), by=request.person)
    except Refused as refusal:
        return _page(request, found, problem=refusal, status=status_of(refusal))
    messages.success(
        request,
        _("Verbale firmato da tutti e due: gli esiti sono nella domanda.")
        if signed.state == VisitState.SIGNED
        else _("Hai firmato. Manca la firma del collega."),
    )
    return redirect("evaluation:visit", pk=pk)


@audience("office")
@require_POST
def visit_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    found = _visit_for(request, pk)
    try:
        cancel_visit(visit=found, reason=request.POST.get("reason", ""), by=request.person)
    except Refused as refusal:
        return _page(request, found, problem=refusal, status=status_of(refusal), refused="cancel")
    messages.success(request, firm_told(found.review.application, _("Visita annullata.")))
    return redirect("evaluation:review", code=found.review.application.code)


@audience("office")
@require_safe
def visit_file(request: HttpRequest, pk: int, file_pk: int) -> HttpResponseBase:
    found = _visit_for(request, pk)
    file = found.files.filter(pk=file_pk).first()
    if file is None:
        raise Http404
    record_reading(application_id=found.review.application_id, kind=ReadingKind.FILE, by=request.person)
    return file_response(
        file.storage_key,
        name=file.name,
        content_type=file.content_type,
        size=file.size,
        inline=file.content_type in INLINE,
    )
