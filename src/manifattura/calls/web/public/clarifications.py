"""Questions and answers about a call: everybody reads them, a signed-in person asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import database_now, now
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import known_by_digest
from manifattura.ui.forms import show_refusal

from ...actions.ask_clarification import LONGEST, ask_clarification, waits_for_answers
from ...domain.clarifications import asked_until, may_ask_at
from ...queries.calls import public_call
from ...queries.clarifications import asked_by, published_clarifications
from .detail import public_or_404
from .language import title_language, title_of

PER_PAGE = 25


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("La tua domanda"),
        help_text=gettext_lazy(
            "Una cosa per volta. La leggeranno tutti, senza il tuo nome: non scrivere dati che ti fanno riconoscere."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
    )


@require_safe
@audience("public")
def clarifications(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = public_or_404(slug)
    times = found.edition.timetable
    context = _context(found) | {
        "page": Paginator(published_clarifications(slug), PER_PAGE).get_page(request.GET.get("page")),
        "may_ask": may_ask_at(found.state, times, now()),
        "until": asked_until(times),
    }
    answer = render(request, "calls/clarifications.html", context)
    return known_by_digest(request, answer, changes_at=(asked_until(times),))


@audience("person")
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A new question, and what became of those this person asked."""
    found = public_or_404(slug)
    call = public_call(slug)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_clarification(call=call, text=form.cleaned_data["text"], by=request.person)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, _("Domanda inviata. Ti avvisiamo quando l’ufficio risponde."))
            return redirect("calls:ask_clarification", slug)
    context = _context(found) | {
        "too_many": waits_for_answers(call, request.person) if request.method != "POST" else "",
        "form": form,
        "may_ask": may_ask_at(call.state, found.edition.timetable, database_now()),
        "until": asked_until(found.edition.timetable),
        "mine": list(asked_by(request.person, call)),
    }
    return render(
        request, "calls/ask_clarification.html", context, status=422 if request.method == "POST" else 200
    )


def _context(found: Any) -> dict[str, Any]:
    return {
        "found": found,
        "title": title_of(found.edition),
        "title_language": title_language(found.edition),
    }
