"""Pictures: their size in pixels read from the header, so that nobody's browser is asked to open a huge one."""

import struct

from manifattura.calls.domain.messages import Message, gettext_noop

MOST_PIXELS = 60_000_000

BROKEN = gettext_noop("L’immagine non si apre: sembra rovinata. Salvala di nuovo e caricala.")
HUGE = gettext_noop("L’immagine è troppo grande: %(width)s × %(height)s punti. Riducila e caricala di nuovo.")

FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})


def check_image(content: bytes) -> Message | None:
    """What is wrong with a PNG or JPEG, or None."""
    size = _png_size(content) if content.startswith(b"\x89PNG") else _jpeg_size(content)
    if size is None or 0 in size:
        return Message(BROKEN)
    width, height = size
    if width * height > MOST_PIXELS:
        return Message(HUGE, {"width": str(width), "height": str(height)})
    return None


def _png_size(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in ALONE:
            at += 2
            continue
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
