"""Legal parameters: dated, with their source; and the city profile they come from."""

from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from stdnum.it import iva

from manifattura.config.city.profile import read_profile
from manifattura.config.problem import Problem
from manifattura.kernel.parameters import UnknownParameterError, legal_parameter

pytestmark = pytest.mark.django_db


def test_the_value_in_force_on_the_day():
    assert legal_parameter("de_minimis.ceiling", date(2023, 12, 31)).amount == Decimal("200000.00")
    today = legal_parameter("de_minimis.ceiling", date(2024, 1, 1))
    assert today.amount == Decimal("300000.00")
    assert "2023/2831" in today.source
    assert legal_parameter("procedure.default_days", date(2026, 1, 1)).count == 30


def test_before_the_first_there_is_none():
    with pytest.raises(UnknownParameterError):
        legal_parameter("de_minimis.ceiling", date(2000, 1, 1))
    with pytest.raises(UnknownParameterError):
        legal_parameter("no.such", date(2026, 1, 1))


def test_words_stay_words(settings):
    row = {"key": "word", "value": "parola", "valid_from": date(2020, 1, 1), "source": "x"}
    settings.CITY = {"parameters": [row]}
    assert legal_parameter("word", date(2026, 1, 1)).value == "parola"


def test_every_parameter_of_the_profile_has_a_date_and_a_source():
    for row in settings.CITY["parameters"]:
        assert isinstance(row["valid_from"], date)
        assert row["source"]
        assert legal_parameter(row["key"], row["valid_from"]).key == row["key"]


def test_the_city_s_own_number_is_right():
    assert iva.is_valid(settings.CITY["fiscal_code"])


@pytest.mark.parametrize(
    ("content", "message"),
    [(None, "cannot be read"), ("= no", "is not valid"), ('programme = "x"', "lacks institution")],
)
def test_a_profile_that_cannot_serve_says_why(tmp_path, content, message):
    (tmp_path / "altrove").mkdir()
    if content is not None:
        (tmp_path / "altrove" / "profile.toml").write_text(content, encoding="utf-8")
    with pytest.raises(Problem, match=message):
        read_profile("altrove", tmp_path)
