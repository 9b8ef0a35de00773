"""Isolati: every code draws its own city block; SHA-256 of the code seeds it, so the same code gives the same drawing.

Shapes of one colour share one `<path>`; colours are classes whose palette is in `frontend/scss/components/_isolato.scss`
(or `fill` attributes, for a drawing that leaves the site).
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

UNIT = 40
Tile = Callable[[int, int], str]

# sky, four walls; the yellow is the same everywhere
PALETTES = {
    "day": ("#e6f1ee", "#00665b", "#8ccfc3", "#bfdfd8", "#ffffff"),
    "night": ("#0b2b28", "#0f6b60", "#6fc7b8", "#0f6b60", "#e9f3f1"),
    "iron": ("#e4e9e9", "#2c3a3d", "#93a3a5", "#c3cdce", "#ffffff"),
    "tram": ("#ffe7a6", "#1c2628", "#f3b400", "#00665b", "#ffffff"),
    "water": ("#ddeaf5", "#1b5e9b", "#8db9e0", "#bbd6ec", "#ffffff"),
}
YELLOW = "#ffc52e"
# Which colours may follow a wall colour: neighbours always differ, the deep one comes back often.
FOLLOWS: dict[str, tuple[int, ...]] = {
    "": (0, 1),
    "w0": (1, 1, 2, 3),
    "w1": (0, 0, 0, 3),
    "w2": (0, 0, 1),
    "w3": (0, 0, 1),
}
# A quarter arch inside a wall takes another wall's colour; its layer is drawn above the walls.
QUARTERS = {"w0": "q1", "w1": "q0", "w2": "q1", "w3": "q2"}
ORDER = ("w0", "w1", "w2", "w3", "yellow", "q0", "q1", "q2", "open")


class Dice:
    """Endless bytes from a code: SHA-256 of the code, then of code and counter."""

    def __init__(self, code: str) -> None:
        self._bytes = self._stream(code)

    @staticmethod
    def _stream(code: str) -> Iterator[int]:
        counter = 0
        while True:
            yield from hashlib.sha256(f"{code}:{counter}".encode()).digest()
            counter += 1

    def below(self, limit: int) -> int:
        return next(self._bytes) % limit

    def pick(self, choices: Sequence[Any]) -> Any:
        return choices[self.below(len(choices))]


@dataclass
class Layers:
    """Path data by layer, drawn in the order sky things, walls, yellow, openings."""

    paths: dict[str, list[str]] = field(default_factory=dict)

    def add(self, layer: str, data: str) -> None:
        self.paths.setdefault(layer, []).append(data)


# --- tiles: path data of one square whose corner is x, y ---------------------------------------------------------------
def _solid(x: int, y: int) -> str:
    return f"M{x} {y}h40v40h-40z"


def _gable(x: int, y: int) -> str:
    return f"M{x} {y + 40}v-20l20-20 20 20v20z"


def _shed(x: int, y: int) -> str:
    return f"M{x} {y}l40 40h-40z"


def _shed_left(x: int, y: int) -> str:
    return f"M{x + 40} {y}v40h-40z"


def _teeth(x: int, y: int) -> str:
    return f"M{x} {y + 40}v-29.33l13.33 13.33v-13.33l13.34 13.33v-13.33l13.33 13.33v16z"


def _arch(x: int, y: int) -> str:
    return f"M{x} {y + 40}v-40a40 40 0 0 1 40 40z"


def _arch_left(x: int, y: int) -> str:
    return f"M{x + 40} {y + 40}v-40a40 40 0 0 0-40 40z"


def _cut(x: int, y: int) -> str:
    return f"M{x} {y}l20 20 20-20v40h-40z"


def _bars(x: int, y: int) -> str:
    return "".join(f"M{x} {y + 4 + step * 10}h40v5h-40z" for step in range(4))


def _posts(x: int, y: int) -> str:
    return "".join(f"M{x + 4 + step * 10} {y}v40h5v-40z" for step in range(4))


def _disc(cx: float, cy: float, radius: float) -> str:
    size = f"{radius:g}"
    return (
        f"M{cx - radius:g} {cy:g}a{size} {size} 0 1 0 {2 * radius:g} 0a{size} {size} 0 1 0-{2 * radius:g} 0z"
    )


def _holes(x: int, y: int) -> str:
    return "".join(_disc(x + dx, y + dy, 4.4) for dx in (11.2, 28.8) for dy in (11.2, 28.8))


def _door(x: int, y: int) -> str:
    return f"M{x + 8.8:g} {y + 40}v-16a11.2 11.2 0 0 1 22.4 0v16z"


ROOFS: tuple[Tile, ...] = (_gable, _shed, _shed_left, _teeth, _arch, _arch_left, _cut, _solid)


@dataclass(frozen=True)
class Column:
    """One column of the block: how high, which colour, whether it is the yellow one."""

    height: int
    layer: str
    yellow: bool


def _columns(dice: Dice, cols: int, rows: int, *, rising: bool) -> list[Column]:
    columns: list[Column] = []
    height = 1 + dice.below(max(1, rows - 1))
    layer, run = "", 0
    for index in range(cols):
        if run == 0:
            layer, run = f"w{dice.pick(FOLLOWS[layer])}", 1 + dice.below(3)
        height = max(2 if rows > 3 else 1, min(rows, height + dice.below(5) - 2))
        if rising:
            height = max(2, min(rows, round(2 + (rows - 2) * index / (cols - 2)) + dice.below(3) - 1))
        columns.append(Column(rows if rows == 2 else height, layer, yellow=False))
        run -= 1
    first, width = 1 + dice.below(cols - 2), 1 + dice.below(3 if cols > 8 else 2)
    if rising:
        first, width = int(cols * 0.66), 2
    for index in range(first, min(cols, first + width)):
        columns[index] = Column(max(min(rows, 2), columns[first].height), "yellow", yellow=True)
    if cols > 16:  # a long skyline is lit in more than one place
        for start in range(first % 9, cols, 15):
            columns[start] = Column(columns[start].height, "yellow", yellow=True)
    return columns


def _draw_column(dice: Dice, layers: Layers, column: Column, x: int, rows: int) -> None:
    top = (rows - column.height) * UNIT
    roof = _cut if column.yellow else dice.pick(ROOFS)
    layers.add(column.layer, roof(x, top))
    for level in range(1, column.height):
        y = top + level * UNIT
        _draw_floor(dice, layers, column, x, y, ground=level == column.height - 1)


def _draw_floor(dice: Dice, layers: Layers, column: Column, x: int, y: int, *, ground: bool) -> None:
    kind = dice.below(8)
    if not ground and not column.yellow and kind in {0, 1}:
        layers.add(column.layer, _bars(x, y) if kind == 0 else _posts(x, y))
        return
    layers.add(column.layer, _solid(x, y))
    if ground and kind < 4:
        layers.add("open", _door(x, y))
    elif kind in {2, 4, 5}:
        layers.add("open", _holes(x, y))
    elif kind == 6 and not ground and not column.yellow:
        layers.add(QUARTERS[column.layer], _arch_left(x, y))


def _draw_sky(dice: Dice, layers: Layers, columns: Sequence[Column], rows: int) -> None:
    lit = [index for index, column in enumerate(columns) if column.yellow]
    if lit and (gap := rows - columns[lit[0]].height) >= 1:
        x, y = dice.pick(lit) * UNIT, (gap - 1) * UNIT
        layers.add("w0", f"M{x + 8} {y + 12}h24l-12 24z")  # the tool bit comes down
    for index, column in enumerate(columns):
        gap = rows - column.height
        if not column.yellow and gap >= 2 and dice.below(6) == 0:
            disc = _disc(index * UNIT + 20, 20 + dice.below(gap - 1) * UNIT, 12)
            layers.add("w3" if dice.below(2) else "w2", disc)


@lru_cache(maxsize=1024)
def _layers(code: str, cols: int, rows: int, *, rising: bool) -> tuple[tuple[str, str], ...]:
    dice, layers = Dice(code), Layers()
    columns = _columns(dice, cols, rows, rising=rising)
    if rows > 2:
        _draw_sky(dice, layers, columns, rows)
    for index, column in enumerate(columns):
        _draw_column(dice, layers, column, index * UNIT, rows)
    return tuple((name, "".join(layers.paths[name])) for name in ORDER if name in layers.paths)


def svg(
    code: str, kind: str = "day", *, cols: int = 12, rows: int = 5, rising: bool = False, align: str = "xMidYMax",
    standalone: bool = False,
) -> str:  # fmt: skip
    """The drawing of a code as SVG text: `kind` is a key of PALETTES, `standalone` writes the colours into it."""
    sky, *walls = PALETTES[kind]
    fills = {"sky": sky, "open": sky, "yellow": YELLOW}
    fills |= {f"w{number}": colour for number, colour in enumerate(walls)}

    def path(layer: str, data: str) -> str:
        layer = layer.replace("q", "w")
        paint = f'fill="{fills[layer]}"' if standalone else f'class="i-{layer}"'
        return f'<path {paint} d="{data}"/>'

    width, height = cols * UNIT, rows * UNIT
    body = path("sky", f"M0 0h{width}v{height}H0z")
    body += "".join(path(layer, data) for layer, data in _layers(code, cols, rows, rising=rising))
    names = (
        "" if standalone else f' class="mm-isolato mm-isolato--{kind}" aria-hidden="true" focusable="false"'
    )
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    return (
        f'<svg{space}{names} viewBox="0 0 {width} {height}" preserveAspectRatio="{align} slice">{body}</svg>'
    )


def skyline(code: str = "manifattura") -> str:
    """The band over the footer: thirty-six columns, two tiles high, by night."""
    return svg(code, "night", cols=36, rows=2)


def hero(code: str) -> str:
    """The home's picture: the city's own name draws a block that rises from left to right."""
    return svg(code, "day", cols=9, rows=7, rising=True, align="xMinYMax")
