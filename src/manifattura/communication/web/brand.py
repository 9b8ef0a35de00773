"""The style page: the mark, the colours, the types and the drawings, with files to take away; the press kit."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all, known_by_digest
from manifattura.ui.isolato import PALETTES

from ..domain.colours import COLOURS
from ..queries.brand import LOGOS, logo_png, logo_svg, press_kit, rules

KINDS = {"svg": "image/svg+xml", "png": "image/png"}


@require_safe
@audience("public")
def brand(request: HttpRequest) -> HttpResponse:
    words = {
        "mark": (_("Marchio"), _("Da solo, dove lo spazio è poco.")),
        "logo-colour": (_("A colori"), _("Su bianco e su fondi chiari.")),
        "logo-dark": (_("Su fondo scuro"), _("Su Vedovella 900.")),
        "logo-mono": (_("A un colore"), _("Per timbri, incisioni, taglio laser.")),
        "logo-mono-negative": (_("A un colore, negativo"), _("Su fondi neri o fotografie scure.")),
    }
    uses = {
        "vedovella-900": _("Fondi scuri, testata, piede."),
        "vedovella-700": _("Il colore del programma: collegamenti e pulsanti."),
        "vedovella-600": _("Pulsanti sotto il dito, barre."),
        "vedovella-300": _("Il colore del programma su fondo scuro."),
        "vedovella-100": _("Fondi chiari."),
        "tram-500": _("Il segno di quello che tocca a te adesso. Mai per scrivere su bianco."),
        "ghisa-900": _("Titoli e linee."),
        "ghisa-500": _("Note."),
        "ghisa-100": _("Fondi e linee, mai testo."),
    }
    kinds = {
        "day": _("Giorno: bandi e pagine"),
        "night": _("Notte: fondi scuri"),
        "iron": _("Ghisa: spazi e luoghi"),
        "tram": _("Tram: laboratori, eventi, imprese"),
        "water": _("Acqua: dati e scuole"),
    }
    context = {
        "logos": [(name, static(f"ui/brand/{name}.svg"), *words[name]) for name in LOGOS],
        "rules": rules(),
        "colours": [(colour, uses[colour.token]) for colour in COLOURS],
        "kinds": [(kind, kinds[kind]) for kind in PALETTES],
        "kit_size": len(press_kit()[0]),
    }
    return kept_by_all(render(request, "communication/brand.html", context))


@require_safe
@audience("public")
def logo(request: HttpRequest, name: str, kind: str) -> HttpResponseBase:
    """A file of the mark, to save."""
    if name not in LOGOS or kind not in KINDS:
        raise Http404
    if kind == "svg":
        return known_by_digest(request, _file(logo_svg(name).encode(), f"{name}.svg", KINDS["svg"]))
    content, digest = logo_png(name)
    return known_by_digest(request, _file(content, f"{name}.png", KINDS["png"]), digest)


@require_safe
@audience("public")
def kit(request: HttpRequest) -> HttpResponseBase:
    """Everything in one file."""
    content, digest = press_kit()
    return known_by_digest(
        request, _file(content, f"{slugify(_('cartella stampa'))}.zip", "application/zip"), digest
    )


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
