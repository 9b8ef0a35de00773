"""The same code always gives the same drawing, different codes different ones."""

import hashlib
from xml.etree import ElementTree as ET

import pytest

from manifattura.ui import isolato


def test_a_drawing_never_changes():
    digest = hashlib.sha256(isolato.svg("0000412/2026", "day", standalone=True).encode()).hexdigest()
    assert digest == "b7d0e821e4e8cfd1b7a18a6b6b759d09d94fed15a718dc7a8984af697cb6dc60"


def test_codes_differ():
    drawings = {isolato.svg(f"{number:07d}/2026") for number in range(200)}
    assert len(drawings) == 200


@pytest.mark.parametrize("kind", isolato.PALETTES)
@pytest.mark.parametrize(("cols", "rows"), [(3, 2), (12, 5), (22, 3), (36, 2)])
def test_every_kind_and_size_is_well_formed(kind, cols, rows):
    root = ET.fromstring(isolato.svg("nil-77", kind, cols=cols, rows=rows, standalone=True))
    assert root.get("viewBox") == f"0 0 {cols * 40} {rows * 40}"
    assert len(root) >= 3


def test_pages_get_classes_not_colours():
    drawing = isolato.svg("lotto-2", "iron")
    assert "fill=" not in drawing
    assert "style=" not in drawing
    assert 'aria-hidden="true"' in drawing


def test_one_part_of_the_block_is_lit():
    assert 'class="i-yellow"' in isolato.svg("fablab-07", "tram")
    assert 'class="i-yellow"' in isolato.skyline()
