"""Which enquiries are over, and whose address stays."""

import pytest

from manifattura.communication.domain.enquiries import EnquiryState, Purpose, is_settled, keeps_address


@pytest.mark.parametrize("state", EnquiryState)
def test_over_when_answered_or_closed(state):
    assert is_settled(state) is (state in (EnquiryState.ANSWERED, EnquiryState.CLOSED))


def test_the_address_of_a_problem_goes_with_the_answer():
    assert not keeps_address(Purpose.PROBLEM)
    assert keeps_address(Purpose.ASSISTANCE)
