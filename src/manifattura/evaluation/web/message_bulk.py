"""One text to the chosen applications: write it, see what happens to each row, send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from manifattura.applications.actions.send_bulk_message import preview_bulk_message, send_bulk_message
from manifattura.applications.queries.message_templates import (
    FREE,
    PLACEHOLDERS,
    offered_templates,
    template_to_edit,
)
from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.ids import storage_key

from ..models import OfficerStatement
from ..queries.reviews import Filters, review_queue
from .access import caseworkers_only
from .message_access import calls_scored_by
from .message_forms import TextsForm, add_refusal

if TYPE_CHECKING:
    from manifattura.applications.models import Application

MOST = 1000


@audience("office")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """`step`: empty or `template` shows the form, `preview` what would happen, `send` does it; `choice`: reviews."""
    caseworkers_only(request)
    applications = _chosen(request)
    if not applications:
        messages.error(request, _("Scegli almeno una domanda."))
        query = request.POST.get("query", "")
        return redirect(reverse("evaluation:queue") + (f"?{query}" if query else ""))
    step = request.POST.get("step", "")
    if step not in ("preview", "send", "change"):
        return _page(request, applications, TextsForm(initial=_initial(request)))
    form = TextsForm(request.POST)
    if step == "change" or not form.is_valid():
        return _page(request, applications, form)
    given = {
        "applications": applications,
        "texts": form.texts(),
        "batch": form.cleaned_data["key"],
        "by": request.person,
    }
    try:
        if step == "send":
            results = send_bulk_message(needs_proof=form.cleaned_data["needs_proof"], **given)
        else:
            results = preview_bulk_message(**given)
    except Refused as refusal:
        add_refusal(form, refusal)
        return _page(request, applications, form)
    context = _context(request, applications, form) | {
        "results": results,
        "done": sum(result.done for result in results),
        "leaving": sum(result.told > 0 for result in results),
        "confirmed": step == "send",
        "posted": [(name, form.cleaned_data[name]) for name in _TEXTS],
    }
    return render(request, "evaluation/message_bulk_result.html", context)


_TEXTS = ("subject", "body", "subject_en", "body_en", "key")


def _chosen(request: HttpRequest) -> list[Application]:
    ids = [int(one) for one in request.POST.getlist("choice")[:MOST] if one.isascii() and one.isdigit()]
    reviews = (
        review_queue(request.person, Filters())
        .select_related("application__call__office")
        .filter(pk__in=ids)
        .exclude(application__call__in=calls_scored_by(request.person))
        .exclude(statements__in=_conflicts(request))
    )
    return [_with_review(review) for review in reviews]


def _conflicts(request: HttpRequest) -> Any:
    return OfficerStatement.objects.filter(person_id=request.person.pk, has_conflict=True)


def _with_review(review: Any) -> Application:
    application: Application = review.application
    application.review_pk = review.pk
    return application


def _initial(request: HttpRequest) -> dict[str, Any]:
    initial: dict[str, Any] = {"key": storage_key()}
    key = request.POST.get("template", FREE)
    if key in {template.key for template in offered_templates()}:
        texts = template_to_edit(key)
        initial |= {"subject": texts["it"].subject, "body": texts["it"].body}
        if "en" in texts and texts["en"] != texts["it"]:
            initial |= {"subject_en": texts["en"].subject, "body_en": texts["en"].body}
    return initial


def _page(request: HttpRequest, applications: list[Application], form: TextsForm) -> HttpResponse:
    context = _context(request, applications, form) | {
        "templates": offered_templates(),
        "placeholders": [f"{{{name}}}" for name in PLACEHOLDERS],
        "has_english": bool(form["subject_en"].value()),
    }
    return render(request, "evaluation/message_bulk.html", context, status=422 if form.errors else 200)


def _context(request: HttpRequest, applications: list[Application], form: TextsForm) -> dict[str, Any]:
    count = len(applications)
    return {
        "title": ngettext("Scrivi a %(n)s impresa", "Scrivi a %(n)s imprese", count) % {"n": count},
        "applications": applications,
        "form": form,
        "query": request.POST.get("query", ""),
    }
