"""Photographs without what a camera writes into them: place, day, name of the device; and no larger than a page needs."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

WIDEST = 1600
QUALITY = 82


@dataclass(frozen=True)
class Picture:
    """A JPEG with nothing but its pixels; width and height in pixels."""

    content: bytes
    width: int
    height: int


def clean_picture(content: bytes) -> Picture | None:
    """The picture drawn anew, turned as it was held; None when it does not open."""
    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as opened:
            turned = ImageOps.exif_transpose(opened)
            flat = Image.new("RGB", turned.size, "white")
            layer = turned.convert("RGBA")
            flat.paste(layer, mask=layer)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return None
    flat.thumbnail((WIDEST, WIDEST))
    out = BytesIO()
    flat.save(out, "JPEG", quality=QUALITY, optimize=True)
    return Picture(out.getvalue(), flat.width, flat.height)
