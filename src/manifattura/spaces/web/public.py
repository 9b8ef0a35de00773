"""The census for everybody: the list of verified spaces and the card of each."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, cast

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now, today
from manifattura.kernel.files import file_response
from manifattura.kernel.public_cache import kept_by_all, known_by_digest
from manifattura.territory.queries.outlines import has_official_outlines
from manifattura.territory.queries.surroundings import Surroundings, surroundings

from ..domain.expiry import Freshness
from ..domain.words import OFFERED, FileKind, SpaceState
from ..models import Space
from ..queries import words
from ..queries.agreements import current_agreements
from ..queries.asking import read_asked
from ..queries.calls_of_spaces import call_of
from ..queries.confirmations import freshness_of
from ..queries.space_files import public_files_of
from ..queries.spaces import spaces_with_card, withdrawn_spaces
from ..queries.visits import coming_slots, compulsory_visits
from .agreement_facts import public_rows, why_below
from .asking import asked_context
from .facts import PLACE, SHORT, TERMS, USES, fact_text, shown

IN_A_PAGE = 12
TURNS = 12
"""Turns of visits on a card; who wants later ones sees them as the first go by."""

MEASURES = ("net_m2", "power_kw", "floor_load_kg", "clear_height_m")
"""What decides whether machines fit, in the order in which who looks for a workshop asks."""


@audience("public")
def spaces(request: HttpRequest) -> HttpResponse:
    """Verified spaces, filtered by what a workshop asks first."""
    asked = read_asked(request.GET)
    page = Paginator(asked.found(), IN_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "cards": [_card(one) for one in page], **asked_context(asked)}
    return kept_by_all(render(request, "spaces/list.html", context))


def _card(one: Space) -> dict[str, Any]:
    meta = [state_word(one), one.nil.name if one.nil else "", _("dato campione") if one.is_sample else ""]
    # a measure keeps its unit beside it, and no line begins with a dot
    written = [fact_text(one, key).replace(" ", "\N{NO-BREAK SPACE}") for key in MEASURES]
    measures = "\N{NO-BREAK SPACE}· ".join(filter(None, written))
    terms = [fact_text(one, "permitted_use")]
    if rent := fact_text(one, "base_rent"):
        terms.append(_("%(rent)s all’anno") % {"rent": rent})
    return {
        "space": one,
        "title": one.name or one.address,
        "meta": ", ".join(filter(None, meta)),
        "text": ". ".join(filter(None, (measures, ", ".join(filter(None, terms))))),
    }


def state_word(one: Space) -> str:
    """What the state says of a space that is not simply free."""
    return "" if one.state == SpaceState.VERIFIED else str(words.STATES[SpaceState(one.state)])


@audience("public")
def space(request: HttpRequest, key: str) -> HttpResponse:
    """The card of one space."""
    found = spaces_with_card().filter(code_key=key).first()
    if found is None:
        gone = get_object_or_404(withdrawn_spaces(), code_key=key)
        return kept_by_all(render(request, "spaces/gone.html", {"code": gone.code}, status=410))
    pictures = [
        {"file": one, "photo": one.kind == FileKind.PHOTO, "drawn": bool(one.width)}
        for one in public_files_of(found)
    ]
    moment = now()
    slots = list(coming_slots(found, moment)[:TURNS])
    context = {
        "call": call_of(found) if found.state == SpaceState.IN_CALL else None,
        "slots": slots,
        "compulsory": [current_edition(one.call).texts.title for one in compulsory_visits(found)]
        if slots
        else [],
        "space": found,
        "title": found.name or found.address,
        "short": shown(found, _still_true(found, SHORT)),
        "place": shown(found, PLACE),
        "uses": shown(found, _still_true(found, USES)),
        "terms": shown(found, _still_true(found, TERMS)),
        "photos": [one["file"] for one in pictures if one["photo"]],
        "plans": [one for one in pictures if not one["photo"]],
        **_agreements(found),
        "stale": freshness_of(found, today()) is Freshness.EXPIRED,
        "around": _around(found),
        "approximate": not has_official_outlines(),
        "structured": _structured(request, found),
    }
    # a turn that begins is no longer offered
    return kept_by_all(
        render(request, "spaces/card.html", context), changes_at=[one.starts_at for one in slots]
    )


def _around(found: Space) -> Surroundings:
    """A public card has its point: none is verified without."""
    longitude, latitude = cast("Decimal", found.longitude), cast("Decimal", found.latitude)
    return surroundings(longitude=float(longitude), latitude=float(latitude), nil=found.nil_id)


def _structured(request: HttpRequest, found: Space) -> dict[str, Any]:
    """What machines read; where a space is kept back, its quarter only."""
    address = {
        "@type": "PostalAddress",
        "addressLocality": settings.CITY["city_name"],
        "addressCountry": "IT",
    }
    place: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Place",
        "name": found.name or found.address,
        "identifier": found.code,
        "url": request.build_absolute_uri(request.path),
        "address": address,
    }
    if found.nil:
        place["containedInPlace"] = {"@type": "AdministrativeArea", "name": found.nil.name}
    if found.address and not found.blurred:
        address["streetAddress"] = found.address
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": float(cast("Decimal", found.latitude)),
            "longitude": float(cast("Decimal", found.longitude)),
        }
    return place


UNTIL_LET = frozenset({"current_use", "base_rent", "market_rent", "vacant_since", "available_from"})
"""Facts of a space that is empty: once it is let, the agreement tells the rent and who is there."""


def _still_true(found: Space, keys: tuple[str, ...]) -> tuple[str, ...]:
    return keys if found.state in OFFERED else tuple(key for key in keys if key not in UNTIL_LET)


def _agreements(found: Space) -> dict[str, Any]:
    """Who uses the space and what its owner agreed to: the part of the register that is about it."""
    tenants, owner = current_agreements(found)
    return {
        "tenants": [{"rows": public_rows(one), "why": why_below(one)} for one in tenants],
        "owner_pact": owner and {"rows": public_rows(owner)},
    }


@require_safe
@audience("public")
def file(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    """A photograph or a plan of a public card; under this number it never changes."""
    found = get_object_or_404(public_files_of(get_object_or_404(spaces_with_card(), code_key=key)), pk=number)
    answer = file_response(
        found.storage_key, name=f"{key}-{number}{'.jpg' if found.width else '.pdf'}", content_type=found.content_type,
        size=found.size, inline=True,
    )  # fmt: skip
    return known_by_digest(request, answer, found.sha256)
