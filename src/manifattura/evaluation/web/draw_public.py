"""The public draw: what is announced before, the keys after, and a form to compute them again with any seed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from manifattura.calls.queries.calls import public_call
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import canonical_json

from ..domain.draws import LONGEST_SEED, tickets
from ..domain.ranking_input import needs_draw
from ..models import PublicDraw
from ..queries.draw_minutes import draw_minutes_pdf
from ..queries.draws import draws_of
from .draw_words import draw_state, seed_rule, ticket_command
from .ranking_public import cached

if TYPE_CHECKING:
    from manifattura.calls.models import Call


@audience("public")
@require_safe
def draw(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    call, draws = _draws(slug)
    edition = current_edition(call)
    if not draws and number is None and needs_draw(edition.grid):
        context = {"call": call, "edition": edition, "seed_rule": seed_rule(edition.grid)}
        return cached(render(request, "evaluation/draw_none.html", context))
    found = _one(draws, number)
    tried = request.GET.get("seme", "").strip()[:LONGEST_SEED]
    seed = tried or found.seed
    context = {
        "call": call,
        "edition": edition,
        "draw": found,
        "draws": draws,
        "state": draw_state(found),
        "states": [(one, draw_state(one)) for one in draws],
        "seed": seed,
        "is_trial": bool(tried) and tried != found.seed,
        "groups": [tickets(group, seed) for group in found.announcement["groups"]] if seed else [],
        "identifiers": found.announcement["groups"],
        "command": ticket_command(seed, found.announcement["groups"][0][0]) if seed else "",
    }
    return cached(render(request, "evaluation/draw.html", context))


@audience("public")
@require_safe
def announcement(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was published before, in canonical form: its SHA-256 is the one shown."""
    call, draws = _draws(slug)
    found = _one(draws, number)
    name = f"{call.slug}-sorteggio-{found.number}.json"
    return _file(canonical_json(found.announcement), "application/json", name)


@audience("public")
@require_safe
def minutes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    call, draws = _draws(slug)
    found = _one(draws, number)
    if found.held_at is None:
        raise Http404
    body = draw_minutes_pdf(found, current_edition(call))
    return _file(body, "application/pdf", f"{call.slug}-sorteggio-{found.number}.pdf")


def _draws(slug: str) -> tuple[Call, list[PublicDraw]]:
    try:
        call = public_call(slug)
    except ObjectDoesNotExist as error:
        raise Http404 from error
    return call, list(draws_of(call.pk))


def _one(draws: list[PublicDraw], number: int | None) -> PublicDraw:
    """The newest, or the one asked for."""
    wanted = [one for one in draws if number is None or one.number == number]
    if not wanted:
        raise Http404
    return wanted[0]


def _file(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    return cached(response)
