"""Contrast as WCAG counts it, and the page's colours against those of the style sheets."""

import re
from pathlib import Path

import pytest

from manifattura.communication.domain.colours import COLOURS, contrast

TOKENS = Path(__file__).resolve().parents[3] / "frontend" / "scss" / "_tokens.scss"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#00524a", "#ffffff", 9.1),
    ],
)
def test_contrast(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.05)
    assert contrast(one, other) == contrast(other, one)


def test_the_colours_are_those_of_the_style_sheets():
    tokens = dict(re.findall(r"--mm-([a-z0-9-]+): (#[0-9a-f]{6});", TOKENS.read_text(encoding="utf-8")))
    assert {one.token: one.value for one in COLOURS} == {one.token: tokens[one.token] for one in COLOURS}
    assert [round(one.on_white, 1) for one in COLOURS if one.token == "vedovella-700"] == [9.1]
