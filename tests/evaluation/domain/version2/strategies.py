"""Random valid version 2 documents: few values, so that ties, edges, misfits and empty pots are frequent."""

from typing import Any

from hypothesis import strategies as st

from tests.evaluation.domain.strategies import budgets

Document = dict[str, Any]

FLAGS = ["periphery", "women", "youth"]
MARKS = ["0", "0.25", "0.5", "0.745", "1"]
NUMBERS = ["-1", "0", "0.5", "1", "2", "3.333333", "10"]
DAYS = ["2019-12-31", "2020-02-29", "2021-01-01"]
REQUESTS = ["0.01", "10.00", "33.33", "50.00", "100.00"]
FACTS = [
    {"id": "n1", "type": "number"},
    {"id": "n2", "type": "number"},
    {"id": "d1", "type": "date"},
    {"id": "y1", "type": "yes_no"},
    {"id": "c1", "type": "choice"},
    {"id": "m1", "type": "choices"},
]
VALUES: dict[str, Any] = {
    "n1": st.sampled_from(NUMBERS),
    "n2": st.sampled_from(NUMBERS),
    "d1": st.sampled_from(DAYS),
    "y1": st.booleans(),
    "c1": st.sampled_from(["a", "b"]),
    "m1": st.lists(st.sampled_from(["a", "b"]), max_size=2, unique=True),
}
NUMERIC: list[Document] = [
    {"fact": "n1"},
    {"op": "div", "of": [{"fact": "n1"}, {"fact": "n2"}]},
    {"op": "max", "of": [{"op": "sub", "of": [{"fact": "n1"}, {"fact": "n2"}]}, {"number": "0.5"}]},
    {"op": "min", "of": [{"op": "mul", "of": [{"fact": "n1"}, {"fact": "n2"}]}, {"number": "2"}]},
    {"op": "add", "of": [{"op": "days", "of": [{"fact": "d1"}, {"day": "2020-03-01"}]}, {"number": "1"}]},
]
DAY: Document = {"fact": "d1"}
BANDS = [
    [
        {"points": "1", "to": {"at": "1", "included": False}},
        {"points": "3", "from": {"at": "1", "included": True}},
    ],
    [
        {"points": "2", "from": {"at": "0", "included": True}, "to": {"at": "1", "included": True}},
        {"points": "0.5", "from": {"at": "2", "included": False}, "to": {"at": "3", "included": True}},
    ],
]


@st.composite
def methods(draw: st.DrawFn, *, own: bool = False) -> Document:
    """`own`: only those whose points depend on the application alone."""
    made: list[Document] = [
        {"by": "yes_no", "fact": "y1"},
        {"by": "formula", "value": draw(st.sampled_from(NUMERIC))},
        {"by": "bands", "value": draw(st.sampled_from(NUMERIC)), "bands": draw(st.sampled_from(BANDS))},
        {
            "by": "line",
            "value": draw(st.sampled_from(NUMERIC)),
            "nodes": [{"at": "0", "points": "0"}, {"at": "2", "points": "3"}, {"at": "10", "points": "0"}],
        },
        {
            "by": "line",
            "value": DAY,
            "nodes": [{"at": "2020-01-01", "points": "0"}, {"at": "2020-12-31", "points": "2.5"}],
        },
        {
            "by": "options",
            "fact": "c1",
            "take": "one",
            "options": [{"id": "a", "points": "1"}, {"id": "b", "points": "2.5"}],
        },
        {
            "by": "options",
            "fact": "m1",
            "take": draw(st.sampled_from(["sum", "best"])),
            "options": [{"id": "a", "points": "1"}, {"id": "b", "points": "2.5"}],
        },
        {"by": "declared"},
    ]
    if not own:
        made += [
            {"by": "committee"},
            {"by": "committee", "trim": 1},
            {"by": "committee", "levels": MARKS},
            {
                "by": "normalised",
                "value": draw(st.sampled_from([*NUMERIC, DAY])),
                "best": draw(st.sampled_from(["highest", "lowest"])),
                "scale": draw(st.sampled_from(["range", "best"])),
            },
        ]
    return draw(st.sampled_from(made))


@st.composite
def criteria(draw: st.DrawFn, identifier: str) -> Document:
    made: Document = {"id": identifier, "max": draw(st.sampled_from(["3", "4.5", "10"]))}
    lower_only = draw(st.booleans())
    if lower_only:
        made["lower_only"] = True
    if draw(st.integers(0, 2)) == 0:
        made["parts"] = [
            {"id": f"{identifier}.{at}", "max": "3", "method": draw(methods(own=lower_only))} for at in (1, 2)
        ]
    else:
        made["method"] = draw(methods(own=lower_only))
    if draw(st.integers(0, 5)) == 0:
        made["min"] = "0.5"
    if draw(st.integers(0, 5)) == 0:
        made["above_zero"] = True
    return made


@st.composite
def rankings(draw: st.DrawFn, *, times: bool) -> list[Document]:
    made: list[Document] = []
    if draw(st.booleans()):
        made.append({"id": "reserve", "flag": draw(st.sampled_from(FLAGS)), "budget": draw(wide_budgets())})
    if draw(st.integers(0, 3)) == 0:
        made.append({"id": "other", "flag": draw(st.sampled_from(FLAGS)), "budget": draw(wide_budgets())})
    made.append({"id": "main", "budget": draw(wide_budgets())})
    for at, one in enumerate(made):
        if times and draw(st.integers(0, 2)) == 0:
            one["threshold_times"] = draw(st.sampled_from(["1", "1.5", "2"]))
        if one["id"] != "main" and draw(st.booleans()):
            one["returns_to"] = draw(st.sampled_from([later["id"] for later in made[at + 1 :]]))
    keeping = [one["id"] for one in made if "returns_to" not in one]
    for one in made:
        targets = [name for name in keeping if name != one["id"]]
        if targets and draw(st.booleans()):
            one["spills_to"] = draw(st.sampled_from(targets))
    return made


@st.composite
def wide_budgets(draw: st.DrawFn) -> Document:
    made = draw(budgets())
    if draw(st.integers(0, 3)) == 0:
        made["most"] = draw(st.integers(1, 4))
    if draw(st.integers(0, 2)) == 0:
        flags = draw(st.lists(st.sampled_from(FLAGS), min_size=1, max_size=2, unique=True))
        made["areas"] = [
            {
                "flag": flag,
                **draw(
                    st.sampled_from(
                        [{"most": 1}, {"most_amount": "60.00"}, {"least": 2}, {"least": 1, "most": 2}]
                    )
                ),
            }
            for flag in flags
        ]
    return made


@st.composite
def wide_documents(draw: st.DrawFn, *, limits: bool = True) -> Document:
    names = [f"K{at}" for at in range(1, draw(st.integers(1, 3)) + 1)]
    rules = [draw(criteria(name)) for name in names]
    order = draw(st.sampled_from(["total", "total", "arrival"]))
    rescale = draw(st.booleans())
    call: Document = {
        "id": "CALL-2",
        "decimals": draw(st.sampled_from([2, 3])),
        "rounding": draw(st.sampled_from(["half_up", "down"])),
        "facts": FACTS,
        "criteria": rules,
        "bonus_cap": "1.5",
        "rescale": rescale,
        "minima_on": draw(st.sampled_from(["raw", "rescaled"])) if rescale else "raw",
        "order": order,
        "tie_breakers": draw(tie_breakers(names)),
        "rankings": draw(rankings(times=order == "total")),
        "aid": {
            "rate": "0.5",
            "cap": "60.00",
            "brackets": [
                {"rate": "0.7", "to": {"at": "50.00", "included": True}},
                {
                    "rate": "0.6",
                    "from": {"at": "50.00", "included": False},
                    "to": {"at": "90.00", "included": True},
                },
            ],
            "progressive": draw(st.booleans()),
            "premiums": [{"flag": "women", "rate": "0.65", "cap": "70.00"}, {"flag": "youth"}],
        },
    }
    if draw(st.booleans()):
        call["groups"] = [
            {"id": "G", "criteria": names[:2]},
            *([{"id": "H", "criteria": names[2:]}] if names[2:] else []),
        ]
        if draw(st.booleans()):
            call["groups"][0]["min"] = "1"
        call["tie_breakers"].insert(0, {"by": "group", "id": "G"})
    if draw(st.booleans()):
        call["total_min"] = draw(st.sampled_from(["1", "2.5"]))
    if draw(st.booleans()):
        whole = draw(
            st.sampled_from([{}, {"criterion": "K1"}, *([{"group": "G"}] if "groups" in call else [])])
        )
        call["uplifts"] = [
            {"id": "u1", "flag": "women", "percent": "10", **whole},
            {"id": "u2", "flag": "youth", "percent": "3.33"},
        ]
        if draw(st.booleans()):
            call["uplift_cap"] = "0.5"
    if len(names) > 1 and not rescale and draw(st.integers(0, 2)) == 0:
        call["second_phase"] = {
            "criteria": names[1:],
            "first": draw(st.integers(1, 3)),
            "ties": draw(st.sampled_from(["in", "out"])),
        }
    call |= draw(precedence())
    if draw(st.booleans()):
        call["one_per_link"] = True
    if not limits:
        call.pop("one_per_link", None)
        for ranking in call["rankings"]:
            ranking["budget"].pop("areas", None)
            ranking["budget"].pop("most", None)
    ids = draw(st.lists(st.sampled_from([f"A{at}" for at in range(9)]), max_size=7, unique=True))
    return {
        "format": "manifattura-ranking/2",
        "call": call,
        "assessors": ["C1", "C2", "C3"],
        "applications": [draw(applications(identifier, call)) for identifier in ids],
    }


@st.composite
def precedence(draw: st.DrawFn) -> Document:
    flags = draw(st.lists(st.sampled_from(FLAGS), max_size=3, unique=True))
    rows = [{"flag": flag, "place": draw(st.sampled_from(["first", "last"]))} for flag in flags]
    return {"precedence": rows} if rows else {}


@st.composite
def tie_breakers(draw: st.DrawFn, names: list[str]) -> list[Document]:
    choices: list[Document] = [
        *[{"by": "criterion", "id": name} for name in names],
        *[{"by": "flag", "id": flag} for flag in FLAGS],
        {"by": "criteria"},
        {"by": "requested"},
        {"by": "fact", "id": "n1", "first": "higher"},
        {"by": "fact", "id": "d1", "first": "lower"},
        {"by": "arrival"},
        {"by": "draw", "seed": "estrazione è 1"},
    ]
    return draw(st.lists(st.sampled_from(choices), max_size=3))


@st.composite
def facts(draw: st.DrawFn) -> Document:
    names = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, min_size=2))
    return {name: draw(VALUES[name]) for name in names}


@st.composite
def applications(draw: st.DrawFn, identifier: str, call: Document) -> Document:
    leaves = [leaf for one in call["criteria"] for leaf in one.get("parts", [one])]
    admitted = draw(st.integers(0, 5)) > 0
    made: Document = {
        "id": identifier,
        "arrival": draw(st.integers(1, 4)),
        "requested": draw(st.sampled_from(REQUESTS)),
        "admitted": admitted,
        "flags": draw(st.lists(st.sampled_from(FLAGS), unique=True)),
        "facts": draw(facts()),
    }
    if draw(st.booleans()):
        made["cost"] = draw(st.sampled_from(["10.00", "50.00", "80.00", "120.00"]))
    if draw(st.integers(0, 3)) == 0:
        made["checked_facts"] = draw(facts())
    if draw(st.booleans()):
        made["link"] = draw(st.sampled_from(["L1", "L2"]))
    if draw(st.booleans()):
        made["bonus"] = [{"id": "b1", "points": "1.25"}, {"id": "b2", "points": "0.5"}]
    voting = ["C1", "C2", "C3"]
    if draw(st.integers(0, 3)) == 0:
        voting = made["assessors"] = ["C1", "C2"]
        if draw(st.booleans()):
            made["recused"], voting = ["C2", "C3"], ["C1"]
    made["coefficients"] = {
        leaf["id"]: {one: draw(st.sampled_from(MARKS)) for one in voting}
        for leaf in leaves
        if leaf["method"]["by"] == "committee"
    }
    made["points"] = {
        leaf["id"]: draw(st.sampled_from(["0", "1.5", "3"]))
        for leaf in leaves
        if leaf["method"]["by"] == "declared" and draw(st.integers(0, 3))
    }
    zeros = {
        one["id"]: "0" for one in call["criteria"] if one.get("lower_only") and draw(st.integers(0, 4)) == 0
    }
    if zeros:
        made["checked_points"] = zeros
    if admitted and draw(st.integers(0, 4)) == 0:
        made["left"] = {
            "status": draw(st.sampled_from(["withdrawn", "declined", "forfeited", "excluded_late"]))
        }
        if draw(st.booleans()):
            made["left"]["rescore"] = draw(st.booleans())
    return made
