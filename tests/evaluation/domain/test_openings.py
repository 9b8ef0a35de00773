"""Envelopes stay closed until the deadline is over and the technical scores are closed."""

from dataclasses import replace

import pytest

from manifattura.calls.domain.states import CallState
from manifattura.evaluation.domain.openings import Obstacle, opening_obstacle
from manifattura.evaluation.domain.phases import NextStep, Progress, next_step

SCORED = Progress(
    state=CallState.IN_EVALUATION,
    deadline_passed=True,
    review_closed=True,
    committee_appointed=True,
    envelopes_closed=True,
)


@pytest.mark.parametrize(
    ("progress", "obstacle"),
    [
        (SCORED, None),
        (replace(SCORED, without_committee=True), None),
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


def test_the_ranking_comes_after_the_opening_and_the_opening_after_the_scores():
    assert next_step(SCORED) is NextStep.OPEN_ENVELOPES
    assert next_step(replace(SCORED, bids_to_score=1)) is NextStep.OPEN_SITTING
    assert next_step(replace(SCORED, envelopes_closed=False)) is NextStep.PUBLISH_PROVISIONAL
