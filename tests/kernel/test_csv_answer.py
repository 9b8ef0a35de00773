"""Tables as CSV: text never becomes a formula, numbers stay numbers."""

from decimal import Decimal

from manifattura.kernel.csv_answer import csv_answer


def test_text_that_begins_like_a_formula_is_text_and_a_negative_number_a_number():
    rows = [["=1+1", "-cmd", Decimal("-0.0083"), -3, None, "Falegnameria"]]
    body = b"".join(csv_answer("prova.csv", ["Uno"], rows).streaming_content).decode()
    assert body.splitlines()[1] == "'=1+1;'-cmd;-0.0083;-3;;Falegnameria"
