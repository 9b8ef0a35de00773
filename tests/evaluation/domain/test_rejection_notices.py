"""Notices of intended rejection (L. 241/1990 art. 10-bis): arrows, the form of the observations, the decision."""

from __future__ import annotations

import pytest

from manifattura.evaluation.domain.rejection_notices import (
    Decision,
    NewReason,
    NoticeState,
    Reason,
    decision_problems,
    may_move,
    observation_form,
    observations_in,
)

N = NoticeState
REASONS = (Reason("workstations", "Almeno 10 postazioni", "Sono 7."), Reason("area", "80 m²", "Sono 60."))


def test_a_notice_is_observed_or_expires_and_then_is_decided() -> None:
    arrows = {(source, target) for source in N for target in N if may_move(source, target)}
    assert arrows == {
        (N.SENT, N.OBSERVED),
        (N.SENT, N.EXPIRED),
        (N.SENT, N.WITHDRAWN),
        (N.OBSERVED, N.DECIDED),
        (N.EXPIRED, N.DECIDED),
        # arrived in time on paper or by certified mail, typed later
        (N.EXPIRED, N.OBSERVED),
    }


def test_one_may_observe_on_each_reason_and_on_anything_else() -> None:
    sections = observation_form(REASONS)
    assert [section.key for section in sections] == ["motivo-1", "motivo-2", "altre-osservazioni"]
    assert not any(item.required for section in sections for item in section.fields)
    found = observations_in(
        {"reason-1": "Sono 11.", "reason-2": "  ", "altro": ""},
        [{"field": "altro-files", "name": "pianta.pdf"}],
        2,
    )
    assert [(one.number, one.text, len(one.files)) for one in found] == [(1, "Sono 11.", 0), (0, "", 1)]


@pytest.mark.parametrize(
    ("decision", "problems"),
    [
        (Decision(frozenset({1, 2}), {1: "No: la pianta dice 7."}), []),
        (Decision(frozenset(), {1: "Vero."}), []),
        (Decision(frozenset({1}), {}), [("no_answer", 1)]),
        (Decision(frozenset({3}), {1: "x"}), [("unknown_reason", 3)]),
        (Decision(frozenset(), {1: "x"}, (NewReason(2, "Altro"),)), [("untied", 1)]),
        (Decision(frozenset(), {1: "x"}, (NewReason(1, " "),)), [("no_words", 1)]),
        (Decision(frozenset(), {1: "x"}, (NewReason(1, "Dalle foto manca l’estintore."),)), []),
    ],
)
def test_each_observation_is_answered_and_no_reason_comes_from_nowhere(
    decision: Decision, problems: list[tuple[str, int]]
) -> None:
    assert list(decision_problems(decision, reasons=2, observations=1)) == problems


def test_it_rejects_when_a_reason_stays_or_a_new_one_is_born() -> None:
    assert Decision(frozenset({1}), {}).rejects
    assert Decision(frozenset(), {}, (NewReason(1, "x"),)).rejects
    assert not Decision(frozenset(), {}).rejects
