"""A schematic floor plan for the sample spaces: three rooms, doors in yellow, windows in green."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDE, MARGIN = 1200, 90
INK, PAPER, DOOR, WINDOW = "#12191a", "#f6f8f8", "#ffc52e", "#6fc7b8"
RATIO = 1.75


def sample_plan(m2: float) -> bytes:
    """A PNG; the figures on it are those of the surface, shared out."""
    high = round((WIDE - 2 * MARGIN) / RATIO) + 2 * MARGIN
    picture = Image.new("RGB", (WIDE, high), PAPER)
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = MARGIN, MARGIN, WIDE - MARGIN, high - MARGIN
    wall, shelf = left + round((right - left) * 0.72), top + round((bottom - top) * 0.62)
    pen.rectangle((left, top, right, bottom), fill="white", outline=INK, width=12)
    pen.line((wall, top, wall, bottom), fill=INK, width=8)
    pen.line((wall, shelf, right, shelf), fill=INK, width=8)
    pen.line((left + 120, bottom - 5, left + 300, bottom - 5), fill=DOOR, width=14)
    pen.line((left + 5, top + 140, left + 5, top + 300), fill=WINDOW, width=14)
    font, small = ImageFont.load_default(34), ImageFont.load_default(28)
    rooms = (("Laboratorio", 0.72, left, top), ("Deposito", 0.18, wall, top), ("Servizi", 0.10, wall, shelf))
    for name, share, x, y in rooms:
        pen.text((x + 36, y + 36), name, fill=INK, font=font)
        pen.text((x + 36, y + 82), f"{m2 * share:.0f} mq", fill=INK, font=small)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
