"""No figure without perimeter, year and source."""

import pytest

from manifattura.communication.domain.figures import IncompleteFigureError, read_figures

ROW = {
    "key": "premises",
    "number": "169",
    "number_en": "one hundred sixty-nine",
    "label": "locali",
    "label_en": "premises",
    "perimeter": "Comune",
    "year": "2022",
    "source": "Fonte",
    "sample": False,
}


def test_translated_where_a_translation_is_given():
    (figure,) = read_figures([ROW], "en")
    assert (figure.number, figure.label, figure.perimeter) == ("one hundred sixty-nine", "premises", "Comune")


def test_italian():
    (figure,) = read_figures([ROW], "it")
    assert (figure.number, figure.label, figure.sample) == ("169", "locali", False)


def test_a_value_not_loaded_yet():
    (figure,) = read_figures([{**ROW, "number": ""}], "it")
    assert figure.number is None


@pytest.mark.parametrize("name", ["perimeter", "year", "source", "label"])
def test_incomplete_figures_are_refused(name):
    with pytest.raises(IncompleteFigureError, match=name):
        read_figures([{**ROW, name: ""}], "it")
    with pytest.raises(IncompleteFigureError, match=name):
        read_figures([{key: value for key, value in ROW.items() if key != name}], "it")
