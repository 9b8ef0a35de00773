"""The page of a call: the edition in force, or an older version of it, kept readable."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import known_by_digest

from ...domain.sessions import instants_of
from ...domain.states import CallKind, CallState
from ...queries.public_editions import PublicCall, public_edition
from ...queries.rounds import public_rounds
from ...queries.stops import public_stops
from ...queries.upper_pages import upper
from .links import links_of
from .page import edition_context, index_entries
from .registers import is_register

RANKED = (CallState.PROVISIONAL_RANKING, CallState.FINAL_RANKING, CallState.CONCLUDED)


def public_or_404(slug: str, number: int | None = None) -> PublicCall:
    found = public_edition(slug, number)
    if found is None:
        raise Http404
    return found


@require_safe
@audience("public")
def detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _page(request, "calls/detail.html", public_or_404(slug))


@require_safe
@audience("public")
def version(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """A version as it was published; it says so when it is no longer the one in force."""
    return _page(request, "calls/version.html", public_or_404(slug, number))


def _page(request: HttpRequest, template: str, found: PublicCall) -> HttpResponseBase:
    response = render(request, template, page_context(found))
    return known_by_digest(request, response, changes_at=instants_of(found.edition))


def page_context(found: PublicCall) -> dict[str, Any]:
    edition = found.edition
    links = links_of(
        found.slug,
        ranked=found.state in RANKED,
        register=is_register(edition),
        sealed=edition.sealing is not None,
    )
    rounds = public_rounds(found.slug) if edition.kind == CallKind.ROLLING else []
    if is_register(edition) or any(one.state in RANKED for one in rounds):
        # declarations are checked in registers, and session by session
        links = replace(links, checks=upper("checks", found.slug))
    return {
        **edition_context(edition, found.state, now(), links, rounds),
        "found": found,
        "stops": public_stops(found.slug) if found.is_in_force else [],
        "index": index_entries(
            described=bool(edition.texts.purpose),
            conditions=bool(edition.texts.conditions or edition.aid.regime or edition.texts.privacy),
            amended=found.versions > 1,
            register=is_register(edition),
            lots=edition.allocation is not None,
        ),
    }
