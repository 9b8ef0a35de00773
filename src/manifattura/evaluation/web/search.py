"""Search of the office (Ctrl K): calls and applications, by name, number or code."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from manifattura.calls.queries.calls import calls_for_staff
from manifattura.kernel.audience import audience

from ..queries.reviews import Filters, review_queue
from .access import caseworkers_only

MOST = 30


@audience("office")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A single application with exactly that code or number opens at once."""
    caseworkers_only(request)
    text = request.GET.get("q", "").strip()[:100]
    reviews = list(review_queue(request.person, Filters(text=text))[: MOST + 1]) if text else []
    calls = list(calls_for_staff(request.person).filter(title__icontains=text)[:MOST]) if text else []
    if len(reviews) == 1 and not calls:
        return redirect("evaluation:review", code=reviews[0].application.code)
    context = {"text": text, "reviews": reviews[:MOST], "calls": calls, "more": len(reviews) > MOST}
    return render(request, "evaluation/search.html", context)
