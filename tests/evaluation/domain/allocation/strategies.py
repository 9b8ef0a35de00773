"""Random valid documents of lots: few values, so that ties, chains of refusals and void lots are frequent."""

from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

LOTS = ["L1", "L2", "L3", "L4", "L5"]
TECHNICAL = ["0", "5", "5.0", "7.50", "7.51", "10", "10.00"]
OFFERS = ["0.00", "0.01", "99.99", "100.00", "100.01", "120.00", "150.00", "300.00"]
BASES = ["0.00", "100.00", "120.00"]


@st.composite
def documents(
    draw: st.DrawFn, most_lots: int = 5, most_applicants: int = 7, quota: int | None = None
) -> Document:
    """`quota` is the `max_lots` of everybody, else each has its own."""
    names = draw(st.lists(st.sampled_from(LOTS), max_size=most_lots, unique=True))
    lots = [draw(lot(name)) for name in names]
    ids = draw(
        st.lists(st.sampled_from([f"F{at}" for at in range(9)]), max_size=most_applicants, unique=True)
    )
    return {
        "format": "manifattura-allocation/1",
        "call": {"id": "CALL-1"},
        "lots": lots,
        "applicants": [draw(applicant(identifier, lots, quota)) for identifier in ids],
    }


@st.composite
def lot(draw: st.DrawFn, name: str) -> Document:
    award: Document = {"rule": draw(st.sampled_from(["meat", "meat", "highest_offer", "technical_only"]))}
    others = [{"by": "arrival"}, {"by": "draw", "seed": "estrazione è 1"}]
    if award["rule"] != "highest_offer":
        others.append({"by": "technical"})
        award["technical_max"] = "10"
        if draw(st.booleans()):
            award["technical_min"] = draw(st.sampled_from(["0", "7.5", "7.51", "10"]))
    if award["rule"] != "technical_only":
        others.append({"by": "offer"})
    if award["rule"] == "meat":
        award["economic_max"] = draw(st.sampled_from(["0", "5", "10.00"]))
        award["formula"] = draw(st.sampled_from(["proportional", "interpolated"]))
    made: Document = {
        "id": name,
        "award": award,
        "tie_breakers": [
            *draw(st.lists(st.sampled_from(others), max_size=3)),
            {"by": "draw", "seed": draw(st.sampled_from(["a", "b"]))},
        ],
    }
    if award["rule"] != "technical_only" or draw(st.booleans()):
        made["base"] = draw(st.sampled_from(BASES))
    return made


@st.composite
def applicant(draw: st.DrawFn, identifier: str, lots: list[Document], quota: int | None) -> Document:
    chosen = draw(st.lists(st.sampled_from(lots), unique_by=lambda one: one["id"])) if lots else []
    bids = []
    for one in chosen:
        made = {"lot": one["id"]}
        if one["award"]["rule"] != "highest_offer":
            made["technical"] = draw(st.sampled_from(TECHNICAL))
        if one["award"]["rule"] != "technical_only":
            made["offer"] = draw(st.sampled_from(OFFERS))
        bids.append(made)
    return {
        "id": identifier,
        "arrival": draw(st.integers(1, 3)),
        "max_lots": quota or draw(st.integers(1, 3)),
        "bids": bids,
        "preferences": draw(st.permutations([one["lot"] for one in bids])),
    }
