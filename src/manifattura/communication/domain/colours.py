"""The programme's colours and how well they read on one another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Colour:
    """`token` is its name in the style sheets (`--mm-…`), `value` its six hexadecimal digits."""

    token: str
    name: str
    value: str

    @property
    def on_white(self) -> float:
        return contrast(self.value, "#ffffff")


COLOURS = (
    Colour("vedovella-900", "Vedovella 900", "#062f2b"),
    Colour("vedovella-700", "Vedovella 700", "#00524a"),
    Colour("vedovella-600", "Vedovella 600", "#00665b"),
    Colour("vedovella-300", "Vedovella 300", "#6fc7b8"),
    Colour("vedovella-100", "Vedovella 100", "#d9ece8"),
    Colour("tram-500", "Tram 500", "#ffc52e"),
    Colour("ghisa-900", "Ghisa 900", "#12191a"),
    Colour("ghisa-500", "Ghisa 500", "#566467"),
    Colour("ghisa-100", "Ghisa 100", "#edf0f0"),
)


def contrast(one: str, other: str) -> float:
    """From 1 to 21; 4.5 is what a text needs."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(value: str) -> float:
    red, green, blue = (_linear(int(value[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
