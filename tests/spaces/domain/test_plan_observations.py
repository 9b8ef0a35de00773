"""From the first word to the answer: which step may follow which."""

import pytest

from manifattura.spaces.domain.plan_observations import CLOSED, PUBLIC, ObservationState, may_become

S = ObservationState


@pytest.mark.parametrize("state", list(S))
def test_only_what_nobody_has_read_or_answered_goes_on(state):
    onward = {target for target in S if may_become(state, target)}

    assert (onward == set()) == (state in CLOSED)
    assert S.RECEIVED not in onward
    if state in PUBLIC:
        assert S.DISMISSED not in onward, "what is public is answered, never made to disappear"


def test_a_forwarded_one_may_be_forwarded_again():
    assert may_become(S.FORWARDED, S.FORWARDED)
    assert not may_become(S.RECEIVED, S.ACCEPTED)
