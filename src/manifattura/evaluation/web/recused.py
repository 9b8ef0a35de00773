"""Who is in conflict opens no sheet, project or file: the answer says so, and why."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from manifattura.kernel.errors import Refused

from ..actions.save_sheet import refuse_recused
from .access import sheet_for

View = TypeVar("View", bound=Callable[..., Any])


def refuses_recused(view: View) -> View:
    """For views of `/commissione/schede/<pk>/…`: 403 with the reason when the member declared a conflict."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **more: Any) -> HttpResponse:
        found = sheet_for(request, pk)
        try:
            refuse_recused(found)
        except Refused as refusal:
            if request.headers.get("X-Autosave") == "1":
                return JsonResponse({"message": refusal.message}, status=422)
            context = {"problem": refusal, "application": found.bid.application}
            return render(request, "evaluation/recused.html", context, status=403)
        return cast("HttpResponse", view(request, pk, **more))

    return cast("View", guarded)
