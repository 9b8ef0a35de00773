"""The minutes of a sitting: the secretary completes, generates and uploads them; the committee and the office read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.files import file_response

from ..actions.write_minutes import LARGEST, generate_minutes, upload_signed_minutes, write_statements
from ..models import Minutes
from ..permissions import may_keep_minutes
from .access import SittingDesk, sitting_for

TYPES = {"pdf": "application/pdf", "p7m": "application/pkcs7-mime"}


@audience("committee")
@require_http_methods(["GET", "HEAD", "POST"])
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    found, row = _minutes_for(request, pk)
    problem, status = None, 200
    if request.method == "POST":
        try:
            done = _act(request, row)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            problem, status = refusal, 422
        else:
            messages.success(request, done)
            return redirect("evaluation:sitting_minutes", pk=pk)
        row.refresh_from_db()
    context: dict[str, Any] = {
        "sitting": found.sitting,
        "call": found.sitting.committee.call,
        "member": found.member,
        "base": found.base,
        "minutes": row,
        "sees_marks": found.sees_marks,
        "signed": getattr(row, "signed", None),
        "keeps": may_keep_minutes(found.member),
        "over": bool(found.sitting.closed_at or found.sitting.annulled_at),
        "problem": problem,
        "theirs": problem.theirs if isinstance(problem, Conflict) else None,
        "statements": request.POST.get("statements", row.statements),
        "limit": _("PDF firmato o .p7m, fino a %(n)s MB") % {"n": LARGEST // 1024 // 1024},
    }
    return render(request, "evaluation/sitting_minutes.html", context, status=status)


def _act(request: HttpRequest, row: Minutes) -> str:
    act = request.POST.get("act", "")
    if act == "upload":
        sent = request.FILES.get("file")
        if sent is not None and (sent.size or 0) > LARGEST:
            raise Refused(_("Il file è troppo grande: fino a 20 MB."), field="file")
        upload_signed_minutes(
            minutes=row,
            content=sent.read() if sent else b"",
            file_name=(sent.name or "") if sent else "",
            compared=bool(request.POST.get("compared")),
            by=request.person,
        )
        return _("Verbale firmato caricato.")
    version = request.POST.get("version", "")
    write_statements(
        minutes=row,
        statements=request.POST.get("statements", ""),
        version=int(version) if version.isascii() and version.isdigit() else -1,
        by=request.person,
    )
    if act == "generate":
        generate_minutes(minutes=row, by=request.person)
        return _("Verbale generato: scaricalo, firmalo e caricalo firmato.")
    return _("Salvato.")


@audience("committee")
@require_safe
def minutes_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The generated PDF, byte for byte as its digest says."""
    found, row = _minutes_for(request, pk)
    if not row.generated_at or not found.sees_marks:
        raise Http404
    return file_response(
        row.storage_key, name=f"verbale-{row.number}.pdf", content_type="application/pdf", size=row.size
    )


@audience("committee")
@require_safe
def signed_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    found, row = _minutes_for(request, pk)
    signed = getattr(row, "signed", None)
    if signed is None or not found.sees_marks:
        raise Http404
    return file_response(
        signed.storage_key, name=signed.file_name, content_type=TYPES[signed.kind], size=signed.size
    )


def _minutes_for(request: HttpRequest, pk: int) -> tuple[SittingDesk, Minutes]:
    found = sitting_for(request, pk)
    row = (
        Minutes.objects.select_related("sitting", "committee__call", "signed__uploaded_by", "generated_by")
        .filter(sitting=found.sitting)
        .first()
    )
    if row is None:
        raise Http404
    return found, row
