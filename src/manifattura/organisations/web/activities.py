"""Activity codes: search the ATECO list, add, remove, choose the main one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused

from ..actions.change_activities import add_activity, remove_activity, set_main_activity
from ..domain.kinds import ParticipantKind
from ..queries.ateco import EDITION, ateco_title, search_ateco
from .access import changeable_organisation, done, rights


@audience("person")
def activities(request: HttpRequest, pk: int) -> HttpResponse:
    """The codes, and the search: a whole page, or only its results for htmx."""
    organisation = changeable_organisation(request, pk)
    if organisation.kind == ParticipantKind.GROUPING:
        raise Http404
    context: dict[str, Any] = {"organisation": organisation, "edition": EDITION}
    if request.method == "POST":
        code = request.POST.get("code", "")
        try:
            add_activity(organisation=organisation, code=code, by=request.person)
        except Refused as refusal:
            context["error"] = refusal.message
        else:
            return redirect("organisations:activities", pk=pk)
    codes = list(organisation.ateco_codes.all())
    text = request.GET.get("q", "").strip()
    held = {row.code for row in codes if row.edition == EDITION}
    context["text"] = text
    context["found"] = [
        {"code": code, "title": title, "held": code in held} for code, title in search_ateco(text)
    ]
    if request.htmx:
        return render(request, "organisations/_ateco_results.html", context)
    context["codes"] = [{"row": row, "title": ateco_title(row.code, row.edition)} for row in codes]
    return render(request, "organisations/activities.html", {**rights(request, organisation), **context})


@audience("person")
@require_POST
def activity_step(request: HttpRequest, pk: int, activity: int, step: str) -> HttpResponse:
    """Remove a code, or make it the main one."""
    organisation = changeable_organisation(request, pk)
    row = get_object_or_404(organisation.ateco_codes, pk=activity)
    if step == "togli":
        done(request, lambda: remove_activity(activity=row, by=request.person), _("Codice tolto."))
    else:
        done(
            request,
            lambda: set_main_activity(activity=row, by=request.person),
            _("Attività principale cambiata."),
        )
    return redirect("organisations:activities", pk=pk)
