"""Singular and plural that the stemmer takes apart are asked together; a question with operators stays as it was written."""

import pytest

from manifattura.communication.domain.word_forms import other_forms, with_other_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("laboratori", {"laboratorio"}),
        ("Laboratorio", {"laboratori"}),
        ("quartieri", {"quartiere"}),
        ("artigiano", {"artigiani", "artigiana", "artigiane"}),
        ("artigiane", {"artigiano"}),
        ("filiera", {"filiere"}),
        ("bando", set()),
    ],
)
def test_forms_of_a_word(word, forms):
    assert set(other_forms(word)) == forms


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("laboratori in Bovisa", "(laboratori | laboratorio) & (in) & (Bovisa)"),
        ("un bando", ""),
        ("'laboratori' | & !", "(laboratori | laboratorio)"),
        ('"i laboratori"', ""),
        ("laboratori -scuola", ""),
        ("laboratori OR scuole", ""),
        ("", ""),
    ],
)
def test_a_question_with_the_forms_of_its_words(text, question):
    assert with_other_forms(text) == question
