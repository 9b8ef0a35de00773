"""Random valid ranking documents: few values, so that ties, misfits and empty pots are frequent."""

from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

FLAGS = ["periphery", "women", "youth"]
MARKS = ["0", "0.0", "0.25", "0.333333", "0.5", "0.50", "0.666667", "0.745", "1", "1.000"]
REQUESTS = ["0.01", "10.00", "33.33", "20.01", "50.00", "100.00"]


@st.composite
def documents(draw: st.DrawFn, **fixed: Any) -> Document:
    """`fixed` are members of the call that must have a certain value (`rescale=False`)."""
    criteria = draw(st.lists(st.sampled_from(["K1", "K2", "K3"]), min_size=1, max_size=3, unique=True))
    assessors = draw(st.lists(st.sampled_from(["C1", "C2", "C3"]), min_size=1, max_size=3, unique=True))
    call = draw(calls(criteria)) | fixed
    if not call["rescale"]:
        call["minima_on"] = "raw"
    ids = draw(st.lists(st.sampled_from([f"A{at}" for at in range(9)]), max_size=7, unique=True))
    return {
        "format": "manifattura-ranking/1",
        "call": call,
        "assessors": assessors,
        "applications": [
            draw(applications(identifier, criteria, assessors, bonus="bonus_cap" in call))
            for identifier in ids
        ],
    }


@st.composite
def calls(draw: st.DrawFn, criteria: list[str]) -> Document:
    call: Document = {
        "id": "CALL-1",
        "criteria": [draw(criterion(identifier)) for identifier in criteria],
        "rescale": draw(st.booleans()),
        "minima_on": draw(st.sampled_from(["raw", "rescaled"])),
        "budget": draw(budgets()),
    }
    if draw(st.booleans()):
        call["groups"] = draw(groups(call["criteria"]))
    if draw(st.booleans()):
        call["bonus_cap"] = draw(st.sampled_from(["0", "1.5", "3"]))
    if draw(st.booleans()):
        call["total_min"] = draw(st.sampled_from(["0", "5.01", "7.50", "12"]))
    call["tie_breakers"] = draw(tie_breakers(criteria, [one["id"] for one in call.get("groups", [])]))
    return call


@st.composite
def criterion(draw: st.DrawFn, identifier: str) -> Document:
    made = {"id": identifier, "max": draw(st.sampled_from(["10", "10.0", "7.5", "0.03", "15"]))}
    if draw(st.integers(0, 3)) == 0:
        made["min"] = draw(st.sampled_from(["0", "0.01", "0.02"]))
    return made


@st.composite
def groups(draw: st.DrawFn, criteria: list[Document]) -> list[Document]:
    cut = draw(st.integers(0, len(criteria)))
    names = [one["id"] for one in criteria]
    made = [
        {"id": name, "criteria": part} for name, part in [("G1", names[:cut]), ("G2", names[cut:])] if part
    ]
    for one in made:
        if draw(st.booleans()):
            one["min"] = draw(st.sampled_from(["0", "0.03"]))
    return draw(st.permutations(made))


@st.composite
def tie_breakers(draw: st.DrawFn, criteria: list[str], known_groups: list[str]) -> list[Document]:
    choices: list[Document] = [
        *[{"by": "criterion", "id": identifier} for identifier in criteria],
        *[{"by": "group", "id": identifier} for identifier in known_groups],
        *[{"by": "flag", "id": flag} for flag in FLAGS],
        {"by": "arrival"},
        {"by": "draw", "seed": "estrazione è 1"},
    ]
    return draw(st.lists(st.sampled_from(choices), max_size=3))


@st.composite
def budgets(draw: st.DrawFn) -> Document:
    allowed = draw(st.booleans())
    made: Document = {
        "amount": draw(st.sampled_from(["0.00", "0.02", "75.00", "133.34", "200.00", "500.00"])),
        "partial_last": {
            "allowed": allowed,
            "min_share": draw(st.sampled_from(["0.00", "0.33", "0.50", "0.60", "1.00"])),
        },
        "skip_unaffordable": draw(st.booleans()),
        "edge_ties": draw(st.sampled_from(["none", "pro_rata"])) if allowed else "none",
    }
    if made["amount"] not in ("0.00", "0.02") and draw(st.booleans()):
        flags = draw(st.lists(st.sampled_from(FLAGS), max_size=3, unique=True))
        amounts = st.sampled_from(["0.00", "10.00", "25.00", "20.02"])
        made["reserves"] = [{"flag": flag, "amount": draw(amounts)} for flag in flags]
    return made


@st.composite
def applications(
    draw: st.DrawFn, identifier: str, criteria: list[str], assessors: list[str], *, bonus: bool
) -> Document:
    recused = draw(st.lists(st.sampled_from(assessors), max_size=len(assessors) - 1, unique=True))
    admitted = draw(st.integers(0, 5)) > 0
    made: Document = {
        "id": identifier,
        "arrival": draw(st.integers(1, 3)),
        "requested": draw(st.sampled_from(REQUESTS)),
        "admitted": admitted,
        "flags": draw(st.lists(st.sampled_from(FLAGS), unique=True)),
    }
    if recused:
        made["recused"] = recused
    if admitted or draw(st.booleans()):
        made["coefficients"] = {
            name: {one: draw(st.sampled_from(MARKS)) for one in assessors if one not in recused}
            for name in draw(st.permutations(criteria))
        }
    if bonus and draw(st.booleans()):
        made["bonus"] = [{"id": "b1", "points": "1.25"}, {"id": "b2", "points": "0.5"}]
    return made
