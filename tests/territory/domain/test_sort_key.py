"""Names sort as readers of Italian expect."""

from manifattura.territory.domain.sort_key import sort_key


def test_accents_capitals_and_punctuation_do_not_count():
    assert sort_key("Città Studi") == "citta studi"
    assert sort_key("  Qt. 8 - San  Siro ") == "qt 8 san siro"
    assert sorted(["Zona", "Èsse", "alfa"], key=sort_key) == ["alfa", "Èsse", "Zona"]
