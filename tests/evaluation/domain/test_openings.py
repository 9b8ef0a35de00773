"""Envelopes stay closed until the deadline is over and the technical scores are closed."""

from dataclasses import replace

import pytest

from manifattura.calls.domain.states import CallState
from manifattura.evaluation.domain.openings import Obstacle, opening_obstacle
from manifattura.evaluation.domain.phases import Progress

SCORED = Progress(
    state=CallState.IN_EVALUATION, deadline_passed=True, review_closed=True, committee_appointed=True
)


@pytest.mark.parametrize(
    ("progress", "obstacle"),
    [
        (SCORED, None),
        (replace(SCORED, state=CallState.PROVISIONAL_RANKING), None),
        (replace(SCORED, state=CallState.FINAL_RANKING), None),
        (replace(SCORED, stopped=True), Obstacle.STOPPED),
        (replace(SCORED, deadline_passed=False), Obstacle.BEFORE_DEADLINE),
        (replace(SCORED, state=CallState.PUBLISHED), Obstacle.SCORES_OPEN),
        (replace(SCORED, review_closed=False), Obstacle.SCORES_OPEN),
        (replace(SCORED, bids_to_score=1), Obstacle.SCORES_OPEN),
        (replace(SCORED, sitting_open=True), Obstacle.SCORES_OPEN),
        (replace(SCORED, without_committee=True, sitting_open=True), Obstacle.SCORES_OPEN),
    ],
)
def test_each_state(progress, obstacle):
    assert opening_obstacle(progress) is obstacle
