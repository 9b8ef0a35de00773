"""May I apply? A public page that keeps nothing: the questions of the call, then why not, or the way in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.states import PublicState
from manifattura.calls.queries.calls import call_public_state, public_calls
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now

from ..domain.reading import NO, YES
from ..domain.self_check import unanswered, unmet

OPEN_STATES = frozenset({PublicState.OPEN, PublicState.CLOSING_SOON, PublicState.ALWAYS_OPEN})
QUESTION = "q-"


def call_or_404(slug: str) -> Any:
    """The published call of an address."""
    call = public_calls().filter(slug=slug).first()
    if call is None:
        raise Http404
    return call


def answers_in(values: Any, edition: Edition) -> dict[str, bool]:
    """Question key → answer, for those that were answered; names are `q-<key>`, values yes or no."""
    words = {YES: True, NO: False}
    found = {
        question.key: words.get(values.get(f"{QUESTION}{question.key}", ""))
        for question in edition.eligibility
    }
    return {key: answer for key, answer in found.items() if answer is not None}


@audience("public")
@require_safe
def self_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Questions as a GET form: the answers live in the address only."""
    call = call_or_404(slug)
    edition = current_edition(call)
    answers = answers_in(request.GET, edition)
    asked = bool(request.GET)
    missing = unanswered(edition, answers) if asked else ()
    against = unmet(edition, answers) if asked else ()
    passed = asked and not missing and not against
    query = "&".join(f"{QUESTION}{key}={YES if value else NO}" for key, value in answers.items())
    context = {
        "call": call,
        "edition": edition,
        "state": call_public_state(call, now()),
        "is_open": call_public_state(call, now()) in OPEN_STATES,
        "questions": question_rows(edition, answers, missing if asked else ()),
        "lines": [(f"{question.question}", f"id_{QUESTION}{question.key}_yes") for question in missing],
        "against": against,
        "passed": passed,
        "start_url": f"{reverse('applications:start', args=[call.slug])}?{query}",
    }
    return render(request, "applications/self_check.html", context)


def question_rows(
    edition: Edition, answers: dict[str, bool], missing: Any, against: Any = ()
) -> list[dict[str, Any]]:
    """The questions as the template shows them; beside those `against` stands why their answer excludes."""
    return [
        {
            "name": f"{QUESTION}{question.key}",
            "text": question.question,
            "value": _word(answers.get(question.key)),
            "missing": question in missing,
            "explain": question.explain if question in against else "",
        }
        for question in edition.eligibility
    ]


def _word(answer: bool | None) -> str:
    if answer is None:
        return ""
    return YES if answer else NO
