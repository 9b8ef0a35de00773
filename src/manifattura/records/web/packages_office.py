"""The preservation packages of a call: ask for one, follow it, download it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel import audit
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import PermissionRefused
from manifattura.kernel.files import file_response

from ..actions.ask_package import ask_package
from ..permissions import may_direct_retention, may_see_retention
from ..queries.packages import packages_of

SHOWN = 20


@audience("office")
@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: HttpRequest, pk: int) -> HttpResponse:
    call = _call(request, pk)
    if request.method == "POST":
        try:
            ask_package(call=call, by=request.person)
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        messages.success(request, _("Pacchetto chiesto: torna fra poco e scaricalo da qui."))
        return redirect("records:packages", call.pk)
    context = {
        "call": call,
        "packages": packages_of(call)[:SHOWN],
        "directs": may_direct_retention(request.person, call),
    }
    return render(request, "records/packages.html", context)


@audience("office")
@require_safe
def package_file(request: HttpRequest, pk: int, package: int) -> HttpResponseBase:
    """It holds every application of the call: the head of procedure alone, and the audit trail says who took it."""
    call = _call(request, pk)
    found = packages_of(call).filter(pk=package, finished_at__isnull=False, removed_at=None).first()
    if found is None:
        raise Http404
    if not may_direct_retention(request.person, call):
        raise PermissionDenied
    audit.record("package_taken", by=request.person, subject=found, scope=call.audit_scope)
    name = f"conservazione-{call.slug}-{found.pk}.zip"
    return file_response(found.storage_key, name=name, content_type="application/zip", size=found.size)


def _call(request: HttpRequest, pk: int) -> Any:
    call = calls_for_staff(request.person).filter(pk=pk, current_edition__isnull=False).first()
    if call is None or not may_see_retention(request.person, call):
        raise Http404
    return call
