import pytest

from manifattura.spaces.domain.reports import is_spam


@pytest.mark.parametrize(
    ("text", "trap", "spam"),
    [
        ("Un negozio chiuso da anni, guarda https://esempio.it", "", False),
        ("http://a.it http://b.it www.c.it", "", True),
        ("Un negozio chiuso", "http://a.it", True),
        ("Un negozio chiuso", "  ", False),
    ],
)
def test_a_filled_trap_or_a_list_of_links_is_no_report(text, trap, spam):
    assert is_spam(text, trap) is spam
