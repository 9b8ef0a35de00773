"""The register of agreements for everybody: who uses which space, on which ground, for how much and why (D.Lgs 33/2013 art. 30)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.statuses import find_status

from ..domain.agreements import Ground
from ..models import Agreement
from ..queries.agreement_words import GROUNDS, kind_text, public_party
from ..queries.agreements import public_agreements, register_years
from .agreement_facts import why_below

IN_A_PAGE = 20


@require_safe
@audience("public")
def register(request: HttpRequest) -> HttpResponseBase:
    """`?formato=csv`: all of it, in open format."""
    years = register_years()
    asked = request.GET.get("anno", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    found = public_agreements(text=request.GET.get("q", ""), year=year)
    if request.GET.get("formato") == "csv":
        return kept_by_all(csv_answer("accordi-spazi.csv", _heads(), map(_line, found)))
    page = Paginator(found, IN_A_PAGE).get_page(request.GET.get("page"))
    rows = [
        {
            "one": one,
            "kind": kind_text(one),
            "party": public_party(one),
            "ground": GROUNDS[Ground(one.ground)],
            "why": why_below(one),
        }
        for one in page
    ]
    context = {
        "page": page,
        "rows": rows,
        "years": years,
        "year": year,
        "filtered": bool(request.GET.get("q") or year),
    }
    return kept_by_all(render(request, "spaces/register.html", context))


def _heads() -> list[str]:
    return [
        _("Codice"), _("Spazio"), _("Dove"), _("Superficie netta (m²)"), _("Con chi"), _("Codice fiscale"), _("Tipo"), _("Ragione"),
        _("Contratto"), _("Firmato il"), _("Inizio"), _("Fine"), _("Canone di mercato all’anno"), _("Canone all’anno"),
        _("Perché è sotto il mercato"), _("Incentivo al proprietario"), _("Stato"), _("Dato campione"),
    ]  # fmt: skip


def _line(one: Agreement) -> list[Any]:
    space = one.space
    return [
        one.code, space.code, "" if space.blurred else space.address, one.part_m2 or space.net_m2, public_party(one), one.party_code,
        kind_text(one), f"{GROUNDS[Ground(one.ground)]}. {one.ground_text}", one.contract_number, one.signed_on, one.starts_on,
        one.ends_on, one.market_rent, one.rent, "; ".join(why_below(one)), one.incentive,
        str(find_status("space_agreement", one.state).word), _("Sì") if one.is_sample else _("No"),
    ]  # fmt: skip
