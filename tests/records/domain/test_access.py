"""The road of a request for documents, and what each kind asks."""

import pytest

from manifattura.records.domain.access import (
    MOVES,
    AccessKind,
    AccessOutcome,
    AccessState,
    gives_copies,
    needs_reason,
    stands_still_while_heard,
)

S = AccessState


@pytest.mark.parametrize(
    ("source", "target"),
    [
        (S.OPEN, S.HEARING),
        (S.OPEN, S.DECIDED),
        (S.OPEN, S.WITHDRAWN),
        (S.HEARING, S.DECIDED),
        (S.HEARING, S.WITHDRAWN),
    ],
)
def test_each_arrow(source, target):
    assert target in MOVES[source]


def test_no_other_arrow():
    assert sum(len(targets) for targets in MOVES.values()) == 5
    assert set(MOVES) == set(S)


def test_what_each_kind_asks():
    assert [kind for kind in AccessKind if needs_reason(kind)] == [AccessKind.DOCUMENTS]
    assert [kind for kind in AccessKind if stands_still_while_heard(kind)] == [AccessKind.GENERALISED]
    assert [one for one in AccessOutcome if gives_copies(one)] == [
        AccessOutcome.GRANTED,
        AccessOutcome.PARTLY,
    ]
