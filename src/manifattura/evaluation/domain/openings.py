"""When the sealed envelopes of a call may be opened: after the deadline, and after the technical scores are closed."""

from enum import StrEnum

from .phases import NextStep, Progress, next_step


class Obstacle(StrEnum):
    """What keeps the envelopes closed."""

    STOPPED = "stopped"
    BEFORE_DEADLINE = "before_deadline"
    SCORES_OPEN = "scores_open"


def opening_obstacle(progress: Progress) -> Obstacle | None:
    """Why nobody may open yet; None when the shares may be given. `progress`: judged by the database's clock."""
    if progress.stopped:
        return Obstacle.STOPPED
    if not progress.deadline_passed:
        return Obstacle.BEFORE_DEADLINE
    if next_step(progress) is not NextStep.OPEN_ENVELOPES or progress.sitting_open:
        return Obstacle.SCORES_OPEN
    return None
