"""The three procedures: one test per arrow of each machine, and one that no other arrow exists."""

import re
from itertools import product
from pathlib import Path

import pytest

import manifattura
from manifattura.applications.domain.states import (
    LEFT_STATES,
    LIVE_STATES,
    RANKED_STATES,
    WITHDRAWABLE_STATES,
    ApplicationState,
)
from manifattura.applications.domain.states import may_move as may_move_application
from manifattura.calls.domain.procedures.catalogue import PROCEDURES, procedure_of, sends_rejection_notice
from manifattura.calls.domain.procedures.model import Who
from manifattura.calls.domain.procedures.page import procedures_page
from manifattura.calls.domain.procedures.places import NEVER, in_places
from manifattura.calls.domain.procedures.steps import steps_from, steps_of
from manifattura.calls.domain.states import ROUND_STATES, CallKind, CallState, may_move, may_move_round
from manifattura.ui.statuses import find_status

SOURCE = Path(manifattura.__file__).parent
RANKING, ROLLING, REGISTER = CallKind.RANKING, CallKind.ROLLING, CallKind.REGISTER

PREPARING = {
    "draft→in_approval",
    "in_approval→approved",
    "in_approval→draft",
    "approved→published",
    "approved→draft",
}
SESSION = {
    "published→under_review",
    "under_review→in_evaluation",
    "in_evaluation→provisional_ranking",
    "provisional_ranking→final_ranking",
}
RUNNING = ("published", "under_review", "in_evaluation", "provisional_ranking")

CALL = {
    RANKING: PREPARING
    | SESSION
    | {f"{one}→suspended" for one in RUNNING}
    | {f"suspended→{one}" for one in RUNNING}
    | {f"{one}→revoked" for one in (*RUNNING, "suspended", "final_ranking")}
    | {"final_ranking→concluded"},
    ROLLING: PREPARING
    | {
        "published→final_ranking",
        "published→suspended",
        "suspended→published",
        "published→revoked",
        "suspended→revoked",
        "final_ranking→revoked",
        "final_ranking→concluded",
    },
    REGISTER: PREPARING
    | {
        "published→suspended",
        "suspended→published",
        "published→revoked",
        "suspended→revoked",
        "published→concluded",
    },
}
ROUND = {RANKING: SESSION, ROLLING: SESSION, REGISTER: set()}

SENDING = {
    "draft→submitted",
    "submitted→withdrawn",
    "submitted→under_review",
    "under_review→remedy_requested",
    "under_review→withdrawn",
    "remedy_requested→under_review",
    "remedy_requested→withdrawn",
    "not_admitted→under_review",
}
DIRECT_REFUSAL = {"under_review→not_admitted"}
WITH_NOTICE = {
    "under_review→rejection_notice",
    "rejection_notice→under_review",
    "rejection_notice→not_admitted",
    "rejection_notice→withdrawn",
}
RANKED = ("funded", "partially_funded", "reserve_list", "below_threshold")
COMPARED = (
    {"under_review→admitted", "admitted→under_review", "admitted→withdrawn"}
    | {f"admitted→{one}" for one in RANKED}
    | {f"{one}→{other}" for one, other in product(RANKED, RANKED) if one != other}
    | {
        f"{one}→{other}"
        for one, other in product(
            ("funded", "partially_funded"),
            ("accepted", "declined", "forfeited", "excluded_late", "withdrawn"),
        )
    }
    | {
        f"{one}→{other}"
        for one, other in product(("reserve_list", "below_threshold"), ("withdrawn", "excluded_late"))
    }
    | {"accepted→declined", "accepted→excluded_late", "accepted→forfeited", "accepted→funded"}
)
ENTRY = {"under_review→registered"}

APPLICATION = {
    (RANKING, False): SENDING | COMPARED | DIRECT_REFUSAL,
    (RANKING, True): SENDING | COMPARED | WITH_NOTICE,
    (ROLLING, True): SENDING | COMPARED | WITH_NOTICE,
    (ROLLING, False): SENDING | COMPARED | DIRECT_REFUSAL,
    (REGISTER, True): SENDING | ENTRY | WITH_NOTICE,
    (REGISTER, False): SENDING | ENTRY | DIRECT_REFUSAL,
}


def ends(arrow):
    return arrow.split("→")


@pytest.mark.parametrize(
    ("kind", "arrow"), [(kind, arrow) for kind, all_ in CALL.items() for arrow in sorted(all_)]
)
def test_an_arrow_of_a_call(kind, arrow):
    source, target = map(CallState, ends(arrow))
    assert may_move(source, target, kind)


@pytest.mark.parametrize(
    ("kind", "arrow"), [(kind, arrow) for kind, all_ in ROUND.items() for arrow in sorted(all_)]
)
def test_an_arrow_of_a_session(kind, arrow):
    source, target = map(CallState, ends(arrow))
    assert may_move_round(source, target, kind)


@pytest.mark.parametrize(
    ("kind", "notice", "arrow"),
    [(*key, arrow) for key, all_ in APPLICATION.items() for arrow in sorted(all_)],
)
def test_an_arrow_of_an_application(kind, notice, arrow):
    source, target = map(ApplicationState, ends(arrow))
    assert may_move_application(source, target, kind, rejection_notice=notice)


def test_no_other_arrow_exists():
    for kind in CallKind:
        assert {f"{a}→{b}" for a, b in product(CallState, CallState) if may_move(a, b, kind)} == CALL[kind]
        assert {
            f"{a}→{b}" for a, b in product(ROUND_STATES, ROUND_STATES) if may_move_round(a, b, kind)
        } == ROUND[kind]
        for notice in (True, False):
            assert {
                f"{a}→{b}"
                for a, b in product(ApplicationState, ApplicationState)
                if may_move_application(a, b, kind, rejection_notice=notice)
            } == APPLICATION[kind, notice]


def test_the_notice_of_rejection_is_for_who_is_not_compared_unless_the_call_says_otherwise():
    assert [sends_rejection_notice(kind, None) for kind in CallKind] == [False, True, True]
    assert sends_rejection_notice(RANKING, said=True)
    assert not sends_rejection_notice(REGISTER, said=False)
    source, target = ApplicationState.UNDER_REVIEW, ApplicationState.NOT_ADMITTED
    assert may_move_application(source, target, "ranking")
    assert not may_move_application(source, target, "rolling")


@pytest.mark.parametrize("kind", CallKind)
def test_each_state_has_its_names_and_is_reached(kind):
    procedure = procedure_of(kind)
    for machine, first in (
        (procedure.call, CallState.DRAFT),
        (procedure.round, CallState.PUBLISHED),
        (procedure.application, ApplicationState.DRAFT),
    ):
        reached = {first}
        for notice in (True, False):
            reached |= {target for _source, target in machine.arrows(notice=notice)}
        assert set(machine.states) == reached
        assert all(phase.staff and phase.public for phase in machine.phases)
    assert procedure.call.phase(CallState.DRAFT).staff == "Bozza"
    with pytest.raises(KeyError):
        REGISTER_CALL.phase(CallState.IN_EVALUATION)


REGISTER_CALL = PROCEDURES[REGISTER].call


@pytest.mark.parametrize("kind", CallKind)
def test_each_move_names_the_code_that_makes_it_and_who(kind):
    procedure = procedure_of(kind)
    for machine in (procedure.call, procedure.round, procedure.application):
        for move in machine.moves:
            app, verb = move.action.split(".")
            assert (SOURCE / app / "actions" / f"{verb}.py").is_file(), move.action
            assert move.who
            assert move.does


def test_steps_put_the_same_act_together():
    steps = steps_of(PROCEDURES[RANKING].application, notice=False)
    withdrawing = next(step for step in steps if step.does == "Ritira la domanda")
    assert withdrawing.sources == (
        ApplicationState.SUBMITTED,
        ApplicationState.UNDER_REVIEW,
        ApplicationState.REMEDY_REQUESTED,
        ApplicationState.ADMITTED,
    )
    assert withdrawing.who == (Who.APPLICANT,)
    now = steps_from(PROCEDURES[RANKING].call, CallState.FINAL_RANKING, notice=False)
    assert [step.targets for step in now] == [(CallState.CONCLUDED,), (CallState.REVOKED,)]


def test_a_call_of_places_speaks_of_places():
    for procedure in PROCEDURES.values():
        said = in_places(procedure)
        texts = [said.about, *(word for one in said.application.phases for word in (one.staff, one.public))]
        texts += [one.does for one in said.application.moves]
        assert not [text for text in texts if re.search("ontribut|inanzi|isorse", text)]
        assert NEVER not in said.application.states
        assert all(NEVER not in (one.source, one.target) for one in said.application.moves)
        assert said.call == procedure.call


def test_families_of_application_states():
    assert set(ApplicationState) - {ApplicationState.DRAFT, ApplicationState.WITHDRAWN} == LIVE_STATES
    assert not RANKED_STATES & LEFT_STATES
    assert ApplicationState.REJECTION_NOTICE in WITHDRAWABLE_STATES
    assert not RANKED_STATES & WITHDRAWABLE_STATES


@pytest.mark.parametrize("state", ApplicationState)
def test_every_state_of_an_application_has_a_word(state):
    assert find_status("application", state).word


def test_the_page_of_the_documentation_is_printed_from_the_data():
    written = (SOURCE.parents[1] / "docs" / "procedures.md").read_text(encoding="utf-8")
    assert written == procedures_page(), (
        "write it again: .venv/bin/manifattura call procedures > docs/procedures.md"
    )
