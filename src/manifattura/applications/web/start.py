"""Begin an application: for which firm, and the self-check if it was not done yet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from manifattura.calls.queries.calls import call_public_state
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.organisations.queries.organisations import organisation_for, organisations_of

from ..actions.start_application import findings_for, start_application
from ..domain.self_check import unanswered, unmet
from ..domain.states import WITHDRAWABLE_STATES
from ..queries.applications import draft_of, in_the_way
from ..queries.texts import translated
from .self_check import OPEN_STATES, answers_in, call_or_404, question_rows


@audience("person")
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the firm; POST makes the draft, or opens the one that is there."""
    call = call_or_404(slug)
    edition = current_edition(call)
    values = request.POST if request.method == "POST" else request.GET
    answers = answers_in(values, edition)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            application = _start(request, call, answers)
        except Refused as refusal:
            errors[refusal.field or "organisation"] = refusal.message
        else:
            return redirect("applications:resume", code=application.code)
    missing, against = unanswered(edition, answers), unmet(edition, answers)
    state = call_public_state(call, now())
    context = {
        "call": call,
        "edition": edition,
        "state": state,
        "is_open": state in OPEN_STATES,
        "questions": question_rows(edition, answers, missing if request.method == "POST" else (), against),
        # an answer that excludes can be corrected: it may have been a slip
        "all_answered": not missing and not against,
        "firms": _firms(request, call, edition),
        "chosen": values.get("organisation", ""),
        "errors": errors,
        "create_url": _create_url(request),
    }
    return render(request, "applications/start.html", context)


def _start(request: HttpRequest, call: Any, answers: dict[str, bool]) -> Any:
    chosen = request.POST.get("organisation", "")
    if not chosen.isdigit() or len(chosen) > 18:
        raise Refused(_("Scegli per quale impresa fai domanda."), field="organisation")
    firm = organisation_for(request.person, int(chosen))
    existed = draft_of(call.pk, firm.pk) is not None
    application = start_application(call=call, lead=firm, answers=answers, by=request.person)
    if existed:
        messages.info(request, _("C’era già una bozza di questa impresa: continua da qui."))
    return application


def _firms(request: HttpRequest, call: Any, edition: Any) -> list[dict[str, Any]]:
    """Each firm of the person with what is known against it, or what is there already."""
    rows = []
    for firm in organisations_of(request.person).prefetch_related("ateco_codes", "seats")[:50]:
        findings = findings_for(edition, firm)
        live = in_the_way(call.pk, firm.pk)
        rows.append(
            {
                "firm": firm,
                "stops": [translated(finding.message) for finding in findings if finding.stops],
                "remarks": [translated(finding.message) for finding in findings if not finding.stops],
                "draft": draft_of(call.pk, firm.pk),
                "live": live,
                "decided": live is not None and live.state not in WITHDRAWABLE_STATES,
            }
        )
    return rows


def _create_url(request: HttpRequest) -> str:
    try:
        return f"{reverse('organisations:create')}?{urlencode({'next': request.get_full_path()})}"
    except NoReverseMatch:
        return ""
