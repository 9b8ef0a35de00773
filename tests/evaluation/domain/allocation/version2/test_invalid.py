"""Version 2 documents that must be refused, each one change away from a valid one."""

import pytest

from manifattura.evaluation.domain.allocation.document import result_document
from manifattura.kernel.strict_json import InvalidInput
from tests.evaluation.domain.allocation.version2.documents import DRAW, Document
from tests.evaluation.domain.test_ranking_invalid import Change, at, drop, put

Path = tuple[str | int, ...]


def base() -> Document:
    """Uses every member of the format."""
    return {
        "format": "manifattura-allocation/2",
        "meta": None,
        "call": {"id": "CALL-1", "after_withdrawal": "again"},
        "lots": [
            {
                "id": "L1",
                "base": "100.00",
                "award": {
                    "rule": "meat",
                    "offers": "rise",
                    "technical_max": "60",
                    "technical_min": "36.5",
                    "economic_max": "40.00",
                    "formula": "interpolated",
                },
                "tie_breakers": [{"by": "technical"}, {"by": "offer"}, {"by": "arrival"}, dict(DRAW)],
                "places": 3,
                "reserves": [{"flag": "youth", "places": 1, "fallback": True}],
                "preemption": {"applicant": "F1", "exercised": True},
            },
            {
                "id": "L2",
                "base": "100.00",
                "award": {"rule": "best_offer", "offers": "discount"},
                "tie_breakers": [{"by": "improved"}, DRAW],
            },
            {
                "id": "L3",
                "award": {"rule": "technical_only", "technical_max": "60"},
                "tie_breakers": [DRAW],
            },
        ],
        "applicants": [
            {
                "id": "F1",
                "arrival": 1,
                "max_lots": 2,
                "flags": ["youth"],
                "bids": [
                    {"lot": "L1", "technical": "36.50", "offer": "100.00"},
                    {"lot": "L2", "offer": "90.00", "improved": "80.00"},
                    {"lot": "L3", "technical": "60"},
                ],
                "preferences": ["L3", ["L1", "L2"]],
            },
            {
                "id": "F2",
                "arrival": 1,
                "max_lots": 1,
                "bids": [{"lot": "L2", "offer": "90.00"}],
                "preferences": ["L2"],
            },
            {"id": "F3", "arrival": 1, "max_lots": 1, "bids": [], "preferences": []},
        ],
        "groups": [{"id": "G1", "max_lots": 1, "members": ["F2", "F3"]}],
        "withdrawals": [{"applicant": "F2", "lots": ["L2"]}],
    }


FIRST, SECOND, FIRM = ("lots", 0), ("lots", 1), ("applicants", 0)
OBJECTS: list[Path] = [
    (),
    ("call",),
    FIRST,
    (*FIRST, "award"),
    (*FIRST, "reserves", 0),
    (*FIRST, "preemption"),
    (*FIRST, "tie_breakers", 3),
    (*SECOND, "award"),
    FIRM,
    *[(*FIRM, "bids", number) for number in range(3)],
    ("groups", 0),
    ("withdrawals", 0),
]
OPTIONAL = {
    "meta",
    "technical_min",
    "places",
    "reserves",
    "preemption",
    "flags",
    "improved",
    "groups",
    "withdrawals",
}


def refused(change: Change) -> str:
    document = base()
    change(document)
    with pytest.raises(InvalidInput) as error:
        result_document(document)
    assert str(error.value).isascii()
    return str(error.value)


def test_the_base_is_valid() -> None:
    assert result_document(base())["format"] == "manifattura-allocation-result/2"


@pytest.mark.parametrize("path", OBJECTS, ids=str)
def test_members_at_every_level(path: Path) -> None:
    assert "is not known" in refused(put("1", *path, "x"))
    for name in at(base(), path):
        if name not in OPTIONAL:
            assert "missing" in refused(drop(*path, name))
        if name != "meta":
            for other in (None, -1, 1.5, [None], {"x": 1}, "è", ""):
                if (name, other) != ("seed", "è"):
                    refused(put(other, *path, name))


@pytest.mark.parametrize("version", ["manifattura-allocation/3", "manifattura-allocation", 2, ["x"], {}])
def test_only_two_versions(version: object) -> None:
    refused(put(version, "format"))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (put("later", "call", "after_withdrawal"), "call.after_withdrawal: not one of again, reserve"),
        # lots
        (put("L2", *FIRST, "id"), 'lots: lot "L2" is repeated'),
        (put("highest_offer", *SECOND, "award", "rule"), "lots[1].award.rule: not one of meat, best_offer"),
        (put("rise", "lots", 2, "award", "offers"), 'lots[2].award: member "offers" is not known'),
        (drop(*SECOND, "base"), 'lots[1]: member "base" is missing'),
        (
            put("60.01", *FIRST, "award", "technical_min"),
            "lots[0].award: technical_min is above technical_max",
        ),
        (put([], *FIRST, "tie_breakers"), "lots[0].tie_breakers: the last tie breaker must be a draw"),
        (put([{"by": "offer"}], *FIRST, "tie_breakers"), "lots[0].tie_breakers: the last tie breaker"),
        (put("improved", *FIRST, "tie_breakers", 0, "by"), "lots[0].tie_breakers[0].by: not one of"),
        (put("s", *FIRST, "tie_breakers", 0, "seed"), 'lots[0].tie_breakers[0]: member "seed" is not known'),
        (put(0, *FIRST, "places"), "lots[0].places: not an integer from 1"),
        (put(4, *FIRST, "reserves", 0, "places"), "lots[0]: more places are reserved than there are"),
        (put(3, *FIRST, "reserves", 0, "places"), "lots[0]: pre-emption needs a place that is not reserved"),
        (
            put([{"flag": "youth", "places": 1, "fallback": True}] * 2, *FIRST, "reserves"),
            'lots[0].reserves: flag "youth" is repeated',
        ),
        *[
            (
                put(name, *FIRST, "preemption", "applicant"),
                f"lots[0].preemption.applicant: {name} has a right of pre-emption and does not bid for L1",
            )
            for name in ("F2", "F9")
        ],
        # applicants
        (put("F2", *FIRM, "id"), 'applicants: applicant "F2" is repeated'),
        (put(["youth", "youth"], *FIRM, "flags"), 'applicants[0].flags: id "youth" is repeated'),
        (put("L9", *FIRM, "bids", 0, "lot"), 'applicants[0].bids[0]: lot "L9" is not known'),
        (put("L3", *FIRM, "bids", 0, "lot"), 'applicants[0].bids[0]: member "offer" is not known'),
        (
            put("60.01", *FIRM, "bids", 0, "technical"),
            "applicants[0].bids[0]: technical is above technical_max",
        ),
        (put("1.00", *FIRM, "bids", 0, "improved"), 'applicants[0].bids[0]: member "improved" is not known'),
        (
            put("90.00", *FIRM, "bids", 1, "improved"),
            "applicants[0].bids[1].improved: improved is not better than the offer",
        ),
        *[
            (
                put(offer, *FIRM, "bids", 1, "offer"),
                "applicants[0].bids[1].improved: improved, while the offer",
            )
            for offer in ("89.00", "101.00")
        ],
        (put(["L3", "L1"], *FIRM, "preferences"), "applicants[0].preferences: lot L2 is bid for and not in"),
        (put(["L3", ["L1", "L3"]], *FIRM, "preferences"), 'applicants[0].preferences: lot "L3" is repeated'),
        (put(["L9", ["L1", "L2"]], *FIRM, "preferences"), 'applicants[0].preferences: bid for lot "L9"'),
        *[
            (
                put([bundle], *FIRM, "preferences"),
                "applicants[0].preferences[0]: a bundle has at least two lots",
            )
            for bundle in ([], ["L1"], ["L1", "L2", "L3"])
        ],
        # groups and withdrawals
        (put(["F2"], "groups", 0, "members"), "groups[0]: a group has at least two members"),
        (put(["F2", "F9"], "groups", 0, "members"), 'groups[0]: applicant "F9" is not known'),
        (
            put(["F1", "F2"], "groups", 0, "members"),
            "groups[0]: an applicant in a group cannot bid for a bundle",
        ),
        (put(base()["groups"] * 2, "groups"), 'groups: group "G1" is repeated'),
        (
            put([*base()["groups"], base()["groups"][0] | {"id": "G2"}], "groups"),
            'groups: applicant of groups "F2" is repeated',
        ),
        (put("F9", "withdrawals", 0, "applicant"), 'withdrawals[0]: applicant "F9" is not known'),
        (put(["L1"], "withdrawals", 0, "lots"), 'withdrawals[0]: bid for lot "L1" is not known'),
        (put([], "withdrawals", 0, "lots"), "withdrawals[0]: a withdrawal names at least one lot"),
        (put(base()["withdrawals"] * 2, "withdrawals"), "withdrawals: withdrawal"),
    ],
)
def test_a_refusal_says_where_and_why(change: Change, message: str) -> None:
    assert refused(change).startswith(message)


@pytest.mark.parametrize("name", ["groups", "withdrawals", "meta"])
def test_what_may_be_left_out(name: str) -> None:
    document = base()
    drop(name)(document)
    result_document(document)
