"""The mark, in files that others can use, and the press kit that holds them all."""

from __future__ import annotations

import io
import json
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel.png import png_of
from manifattura.ui import isolato

from ..domain.colours import COLOURS
from .kept_files import kept_file

FOLDER = Path(isolato.__file__).parent / "static" / "ui" / "brand"
# width and height in pixels
LOGOS = {
    "mark": (1024, 1024),
    "logo-colour": (1888, 480),
    "logo-dark": (1888, 480),
    "logo-mono": (1888, 480),
    "logo-mono-negative": (1888, 480),
}
DRAWING = (1600, 800)
EDITION = 1
"""Raise it when the kit is made in another way: it is kept under the digest of what is in it."""
# a file of the same content is the same file: zip would write the moment into it
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def logo_svg(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def logo_png(name: str) -> tuple[bytes, str]:
    """The logo and its digest."""
    svg, (width, height) = logo_svg(name), LOGOS[name]
    digest = sha256(f"{EDITION} {width} {height} {svg}".encode()).hexdigest()
    return kept_file(f"{digest}.png", lambda: png_of(svg, width=width, height=height)), digest


def press_kit() -> tuple[bytes, str]:
    """The kit as a zip, and its digest."""
    digest = sha256(json.dumps([EDITION, _facts(), *map(logo_svg, LOGOS)]).encode()).hexdigest()
    return kept_file(f"{digest}.zip", _kit), digest


def drawing_svg(kind: str) -> str:
    """One drawing for each palette, from the programme's own name."""
    return isolato.svg(settings.CITY["programme"], kind, cols=16, rows=8, standalone=True)


def _kit() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as kit:
        for name, content in _files():
            kit.writestr(zipfile.ZipInfo(name, LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _files() -> list[tuple[str, bytes]]:
    found = [(name, text.encode()) for name, text in _facts()]
    for name in LOGOS:
        found += [(f"logo/{name}.svg", logo_svg(name).encode()), (f"logo/{name}.png", logo_png(name)[0])]
    for kind in isolato.PALETTES:
        svg = drawing_svg(kind)
        found += [
            (f"drawings/{kind}.svg", svg.encode()),
            (f"drawings/{kind}.png", png_of(svg, width=DRAWING[0], height=DRAWING[1])),
        ]
    return found


@cache
def _facts() -> tuple[tuple[str, str], ...]:
    """The written part: who we are and how the files may be used, in both languages; the colours for programs."""
    colours = {one.token: {"name": one.name, "value": one.value} for one in COLOURS}
    texts = []
    for code, name in (("it", "LEGGIMI.txt"), ("en", "README.txt")):
        with override(code):
            texts.append((name, _read_me(code)))
    return (*texts, ("colours.json", json.dumps(colours, indent=2) + "\n"))


def _read_me(code: str) -> str:
    city, contacts = settings.CITY, settings.CITY.get("contacts", {})
    lines = [
        city["programme"],
        city.get(f"sentence_{code}") or city.get("sentence", ""),
        settings.PUBLIC_ADDRESS,
        "",
        _("logo: il marchio, in SVG (i caratteri sono tracciati: si può stampare) e in PNG."),
        _("drawings: un disegno per ogni tavolozza. Ogni codice ne dà uno suo."),
        _("colours.json: i colori, con il loro nome."),
        "",
        *rules(),
        "",
        _("Disegni e testi: CC BY 4.0. Cita %(programme)s, %(institution)s.")
        % {"programme": city["programme"], "institution": city["institution"]},
        _("Lo stemma del Comune non è qui: lo dà l’ufficio del Comune che se ne occupa."),
        *([contacts["email"]] if contacts.get("email") else []),
    ]
    return "\n".join(lines) + "\n"


def rules() -> list[str]:
    """How the mark is used, and how it is not."""
    return [
        _("Lascia intorno al marchio uno spazio libero largo quanto la sua porta."),
        _("Il marchio da solo non è mai più piccolo di 16 pixel, con il nome di 96 pixel."),
        _(
            "Su fondo chiaro usa la versione a colori, su fondo scuro quella scura; a un colore solo per timbri e incisioni."
        ),
        _("Non ruotarlo, non contornarlo, non ombreggiarlo, non metterlo in un cerchio."),
        _("Il giallo segna una cosa sola: non scrivere in giallo su bianco."),
    ]
