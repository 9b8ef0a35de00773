"""Plain rules of a committee's life: who may sit, where a sitting stands, how members scored, what a signed file is."""

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.edition import Criterion, Grid, Recusal, TieBreaker
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.evaluation.domain.member_declarations import (
    APPOINTMENT_TEXTS,
    CONFLICTS_TEXT,
    Answer,
    may_sit,
)
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking_input import Candidate, ranking_document
from manifattura.evaluation.domain.readiness import Obstacle, Standing, must_be_replaced, obstacles
from manifattura.evaluation.domain.score_statistics import (
    ScoreMark,
    criterion_figures,
    deviation,
    member_figures,
    spreads,
)
from manifattura.evaluation.domain.sheets import mean_points
from manifattura.evaluation.domain.signed_files import SignedKind, read_signed
from manifattura.evaluation.domain.sittings import SittingState, is_far, is_past, may_begin, sitting_state
from tests.applications.samples import sample_edition
from tests.factories.signed_files import with_signature

D = Decimal
NOTHING = dict.fromkeys(("opened", "marks_closed", "closed", "cancelled", "annulled", "adjourned"), False)


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        ((), SittingState.CONVENED),
        (("cancelled",), SittingState.CANCELLED),
        (("opened",), SittingState.OPEN),
        (("opened", "adjourned"), SittingState.ADJOURNED),
        (("opened", "marks_closed"), SittingState.HARMONISING),
        (("opened", "marks_closed", "adjourned"), SittingState.ADJOURNED),
        (("opened", "marks_closed", "closed"), SittingState.CLOSED),
        (("opened", "closed", "annulled"), SittingState.ANNULLED),
    ],
)
def test_where_a_sitting_stands(facts, state):
    assert sitting_state(**NOTHING | dict.fromkeys(facts, True)) is state


def test_when_a_sitting_begins_and_may_be_convened():
    ten, minute = datetime(2026, 11, 30, 10, tzinfo=UTC), timedelta(minutes=1)
    assert [may_begin(ten, ten - n * minute) for n in (16, 15, 0, -60)] == [False, True, True, True]
    assert [is_past(ten, ten + n * minute) for n in (-60, 5, 6)] == [False, False, True]
    assert [is_far(ten + timedelta(days=n), ten) for n in (366, 367)] == [False, True]


def standing(**changes):
    facts = {"name": "A", "accepted": True, "declined": False, "declared": True, "in_conflict": False}
    return Standing(**facts | changes)


@pytest.mark.parametrize(
    ("changes", "recusal", "obstacle", "replaced"),
    [
        ({}, Recusal.REPLACEMENT, None, False),
        ({"in_conflict": True}, Recusal.REPLACEMENT, Obstacle.CONFLICT, True),
        ({"in_conflict": True}, Recusal.ABSTENTION, None, False),
        ({"declined": True}, Recusal.ABSTENTION, Obstacle.DECLINED, True),
        ({"accepted": False}, Recusal.ABSTENTION, Obstacle.SILENT, False),
        ({"declared": False}, Recusal.ABSTENTION, Obstacle.UNDECLARED, False),
    ],
)
def test_what_keeps_a_committee_from_sitting(changes, recusal, obstacle, replaced):
    one = standing(**changes)
    assert obstacles([one, standing(name="B")], recusal) == ({obstacle: ("A",)} if obstacle else {})
    assert must_be_replaced(one, recusal) is replaced


def test_one_refusal_is_enough_and_every_text_has_a_version():
    assert may_sit([Answer(True), Answer(True)])
    assert not may_sit([Answer(True), Answer(False, "Incarico")])
    texts = (*APPOINTMENT_TEXTS, CONFLICTS_TEXT)
    assert len({text.kind for text in texts}) == 4
    assert all(text.version >= 1 and text.law for text in texts)


def marks(*rows):
    return [ScoreMark(member, "X1", criterion, D(value)) for member, criterion, value in rows]


def test_figures_of_members_and_criteria():
    given_marks = marks(("m1", "a", "0.9"), ("m2", "a", "0.8"), ("m3", "a", "0.4"), ("m1", "b", "0.5"))
    first, second, third = member_figures(given_marks)
    assert (first.marks, first.mean, first.deviation) == (2, D("0.7"), D("0.2"))
    assert first.distance == D("0.3"), "0.9 against the mean of 0.8 and 0.4"
    assert first.agreement == D("0.5")
    assert (second.distance, third.distance) == (D("0.15"), D("-0.45"))
    assert third.agreement == 0
    on_a, on_b = criterion_figures(given_marks)
    assert (on_a.mean, on_a.agreement) == (D("0.7"), D("0.3333"))
    assert (on_b.marks, on_b.agreement) == (1, None)
    widest, other = spreads(given_marks)
    assert (widest.criterion, widest.width, other.width) == ("a", D("0.5"), 0)


def test_one_alone_has_neither_distance_nor_agreement():
    (alone,) = member_figures(marks(("m1", "a", "1")))
    assert (alone.distance, alone.agreement, alone.deviation) == (None, None, 0)
    assert member_figures([]) == criterion_figures([]) == spreads([]) == ()


coefficients = st.integers(0, 1000).map(lambda number: D(number) / 1000)


@given(st.lists(st.tuples(coefficients, coefficients), min_size=1, max_size=20))
def test_two_members_are_at_opposite_distances_and_agree_alike(pairs):
    rows = [
        ScoreMark(member, f"X{at}", "a", value)
        for at, pair in enumerate(pairs)
        for member, value in zip(("m1", "m2"), pair, strict=True)
    ]
    first, second = member_figures(rows)
    assert abs(first.distance + second.distance) <= D("0.0001")
    assert first.agreement == second.agreement == criterion_figures(rows)[0].agreement
    assert 0 <= first.agreement <= 1
    assert 0 <= deviation([value for value, _other in pairs]) <= D("0.5")


TRIMMED = Criterion("k", "Criterio", D(15), method=Method(MethodKind.COMMITTEE, trim=1))


@pytest.mark.parametrize(
    ("marks", "criterion", "decimals", "rounding", "points"),
    [
        (("0.9", "0.7", "0.4"), TRIMMED, 3, "half_up", "10.500"),
        (("0.9", "0.4"), TRIMMED, 2, "half_up", "9.75"),
        (("0.9", "0.7", "0.4"), Criterion("k", "Criterio", D(15)), 2, "half_up", "10.00"),
        (("1", "1", "0"), Criterion("k", "Criterio", D(10)), 2, "half_up", "6.67"),
        (("1", "1", "0"), Criterion("k", "Criterio", D(10)), 3, "down", "6.666"),
    ],
)
def test_the_minutes_give_the_points_of_the_ranking(marks, criterion, decimals, rounding, points):
    grid = Grid((criterion,), decimals=decimals, rounding=rounding)
    given = [D(mark) for mark in marks]
    assert mean_points(given, criterion, grid) == D(points)
    members = [f"m{number}" for number in range(1, len(given) + 1)]
    made = ranking_document(
        replace(sample_edition(), grid=replace(grid, tie_breakers=(TieBreaker("arrival"),)), flags=()),
        assessors=members,
        candidates=[
            Candidate("A", 1, D(10), admitted=True, marks={"k": dict(zip(members, given, strict=True))})
        ],
        draw_seed="",
    )
    assert result_document(made)["entries"][0]["total"] == points


def test_without_marks_there_are_no_points():
    assert mean_points([], TRIMMED, Grid((TRIMMED,))) is None


PDF = b"%PDF-1.7 contenuto"
CMS = bytes.fromhex("3082010006092a864886f70d010702") + PDF


@pytest.mark.parametrize(
    ("content", "kind", "holds"),
    [
        (with_signature(PDF), SignedKind.PDF, True),
        (with_signature(with_signature(PDF)), SignedKind.PDF, True),
        (with_signature(b"%PDF-1.7 altro"), SignedKind.PDF, False),
        (CMS, SignedKind.P7M, True),
        (bytes.fromhex("308006092a864886f70d010702"), SignedKind.P7M, False),
        (bytes.fromhex("300b06092a864886f70d010702"), SignedKind.P7M, False),
        (base64.b64encode(CMS), SignedKind.P7M, True),
        (
            b"-----BEGIN PKCS7-----\n" + base64.encodebytes(CMS) + b"-----END PKCS7-----\n",
            SignedKind.P7M,
            True,
        ),
    ],
)
def test_a_signed_file_is_told_by_its_content(content, kind, holds):
    found = read_signed(content, PDF)
    assert (found.kind, found.holds_original) == (kind, holds)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0",
        PDF,
        b"testo",
        base64.b64encode(b"testo"),
        b"0\x05altro",
        # a byte range that leaves out nothing, starts elsewhere, goes past the end, or leaves out no container
        PDF + b" /ByteRange [ 0 10 20 30 ]",
        PDF + b" /ByteRange [ 0 10 10 5 ]",
        with_signature(PDF).replace(b"[0000000000", b"[0000000001"),
        with_signature(PDF)[:-3],
        with_signature(PDF, container=b"testo"),
        with_signature(PDF).replace(b"<3080", b"<zz80"),
    ],
)
def test_what_is_not_signed_is_refused(content):
    assert read_signed(content, PDF) is None
