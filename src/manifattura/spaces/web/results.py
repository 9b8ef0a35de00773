"""What came of the spaces: figures that each say perimeter, year, source and whether they are real; the same as a table and a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all
from manifattura.ui.formats import date_text, group, money_text

from ..queries.results import Results, results


@require_safe
@audience("public")
def results_page(request: HttpRequest) -> HttpResponseBase:
    """`?formato=csv`: the figures with what they are about."""
    found = results(today())
    figures = _figures(found)
    if request.GET.get("formato") == "csv":
        return kept_by_all(csv_answer("risultati-spazi.csv", _heads(), map(_line, figures)))
    context = {"found": found, "figures": figures, "years": _years(found), "heads": _heads()}
    return kept_by_all(render(request, "spaces/results.html", context))


def _figures(found: Results) -> list[dict[str, Any]]:
    city, day = settings.CITY["city_name"], date_text(found.today)
    census, register = _("censimento degli spazi"), _("registro degli accordi")
    nothing = _("Nessun dato ancora")
    return [
        _figure(
            _("Superficie tornata in uso"),
            f"{group(found.m2_now, 0)} m²" if found.used_now else nothing,
            ngettext("%(n)s spazio con un accordo attivo", "%(n)s spazi con un accordo attivo", found.used_now) % {"n": found.used_now},
            city, day, register, found,
        ),
        _figure(
            _("Giorni di vuoto"),
            nothing if found.vacant_days is None else group(Decimal(found.vacant_days), 0),
            _("media di {known} spazi disponibili su {all}: degli altri non si sa da quando").format(known=found.vacant_known, all=found.offered),
            city, day, census, found,
        ),
        _figure(
            _("Lotti senza vincitore"),
            _("{void} su {lots}").format(void=found.void, lots=found.lots) if found.lots else nothing,
            _("ultima graduatoria pubblicata di ogni bando con lotti"),
            city, day, _("graduatorie"), found,
        ),
        _figure(
            _("Canone a cui si rinuncia"),
            money_text(found.foregone, "round") if found.years else nothing,
            _("canone di mercato meno canone, per i giorni d’uso di quest’anno"),
            city, str(found.today.year), register, found,
        ),
        _figure(
            _("Parte nei quartieri periferici"),
            nothing if found.share is None else f"{group(found.share, 0)}%",
            _("della superficie in uso: {area}").format(area=found.area),
            city, day, register, found,
        ),
    ]  # fmt: skip


def _figure(
    label: str, value: str, what: str, perimeter: str, year: str, source: str, found: Results
) -> dict[str, Any]:
    known = value != _("Nessun dato ancora")
    said = what if known else value
    note = f"{said}. {_('Fonte')}: {source}, {perimeter}, {year}."
    return {"note": note,
        "short": value if known else "–", "label": label, "value": value, "what": what, "perimeter": perimeter, "year": year, "source": source, "is_sample": found.is_sample}  # fmt: skip


def _heads() -> list[str]:
    return [
        _("Indicatore"),
        _("Valore"),
        _("Che cosa conta"),
        _("Perimetro"),
        _("Al giorno o anno"),
        _("Fonte"),
        _("Dato campione"),
    ]


def _line(one: dict[str, Any]) -> list[Any]:
    keys = ("label", "value", "what", "perimeter", "year", "source")
    return [*(one[key] for key in keys), _("Sì") if one["is_sample"] else _("No")]


def _years(found: Results) -> list[dict[str, Any]]:
    most = max((one.m2 for one in found.years), default=0)
    return [
        {
            "year": one.year,
            "spaces": one.spaces,
            "m2": f"{group(one.m2, 0)} m²",
            "foregone": money_text(one.foregone, "round"),
            "size": one.m2,
            "most": most,
        }
        for one in found.years
    ]
