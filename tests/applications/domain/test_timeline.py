"""The timeline says on which day each later phase was over, and nothing where that is not known."""

from datetime import date

from manifattura.applications.domain.phases import Days, Phase, Progress, phases_of
from manifattura.applications.domain.states import ApplicationState

DAYS = Days(
    deadline=date(2026, 12, 1),
    review=date(2026, 12, 31),
    evaluation=date(2027, 2, 15),
    observations=date(2027, 2, 25),
    procedure=date(2027, 3, 1),
)


def steps(state, **happened):
    found = phases_of(
        state,
        started=date(2026, 11, 1),
        sent=date(2026, 11, 20),
        days=DAYS,
        happened={Phase(name): day for name, day in happened.items()},
    )
    return {step.phase: (step.progress, step.on) for step in found}


def test_what_is_over_has_its_own_day_and_what_comes_its_last_one():
    found = steps(ApplicationState.ADMITTED, review=date(2026, 12, 20))
    assert found[Phase.SENT] == (Progress.DONE, date(2026, 11, 20))
    assert found[Phase.WAITING] == (Progress.DONE, DAYS.deadline)
    assert found[Phase.REVIEW] == (Progress.DONE, date(2026, 12, 20))
    assert found[Phase.EVALUATION] == (Progress.NOW, DAYS.evaluation)
    assert found[Phase.RANKING] == (Progress.NEXT, DAYS.procedure)


def test_a_phase_that_is_over_on_an_unknown_day_shows_none():
    found = steps(ApplicationState.FUNDED, ranking=date(2027, 2, 1))
    assert found[Phase.EVALUATION] == (Progress.DONE, None)
    assert found[Phase.RANKING] == (Progress.DONE, date(2027, 2, 1))
