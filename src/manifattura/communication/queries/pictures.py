"""The picture of a public page, as other sites show it when somebody shares the address: our drawing, without words."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.urls import Resolver404, resolve
from django.utils.translation import override

from manifattura.calls.queries.calls import public_calls
from manifattura.kernel.audience import audience_of
from manifattura.kernel.png import png_of
from manifattura.spaces.queries.spaces import spaces_with_card
from manifattura.ui import isolato

from .kept_files import kept_file
from .pages import page_at

WIDTH, HEIGHT = 1200, 630
COLUMNS, ROWS = 16, 8
DRAWING = 1
"""Raise it when the drawing changes: pictures are kept under their digest."""
CALL = re.compile(r"bandi/([a-z0-9-]+)$")
SPACE = re.compile(r"spazi/([a-z0-9-]+)$")
Cover = tuple[str, str]


def cover_of(path: str) -> Cover | None:
    """The code and the palette of a public page's drawing; None where there is no such page. `path`: `bandi/uno`."""
    if call := CALL.match(path):
        return (call[1], "day") if public_calls().filter(slug=call[1]).exists() else None
    if (space := SPACE.match(path)) and spaces_with_card().filter(code_key=space[1]).exists():
        return space[1], "iron"
    inner = "" if path == "home" else f"{path}/"
    found = page_at(inner, "it")
    if found is not None:
        return found.page.cover
    with override("it"):
        try:
            match = resolve(f"/{inner}")
        except Resolver404:
            return None
    if match.view_name == "spaces:card":  # of no space that there is
        return None
    view = match.func
    # the last address of all takes any path: what it does not find is no page
    is_tree = getattr(view, "__module__", "").endswith("communication.web.pages")
    return ("manifattura", "day") if audience_of(view) == "public" and not is_tree else None


def picture(cover: Cover) -> tuple[bytes, str]:
    """The picture and its digest; made at the first demand, then read from the stored files."""
    name = sha256(f"{DRAWING} {cover[1]} {cover[0]}".encode()).hexdigest()
    return kept_file(f"{name}.png", lambda: png_of(drawing(cover), width=WIDTH, height=HEIGHT)), name


def drawing(cover: Cover) -> str:
    """The block of the page with the mark on its sky, as one SVG."""
    block = isolato.svg(cover[0], cover[1], cols=COLUMNS, rows=ROWS, standalone=True)
    sky = isolato.PALETTES[cover[1]][0]
    tile = WIDTH // COLUMNS
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{sky}"/>'
        f'<svg x="0" y="{HEIGHT - ROWS * tile}" width="{WIDTH}" height="{ROWS * tile}"{block[4:]}'
        f'<g transform="translate({tile // 2} {tile // 2})"><rect width="{2 * tile}" height="{2 * tile}" fill="#ffffff"/>'
        f'<g transform="translate(27 27) scale(2)">{_mark()}</g></g></svg>'
    )


@cache
def _mark() -> str:
    """The shapes of the mark, 48 by 48."""
    file = Path(isolato.__file__).parent / "static" / "ui" / "brand" / "mark.svg"
    return file.read_text(encoding="utf-8").partition(">")[2].rpartition("</svg>")[0]
