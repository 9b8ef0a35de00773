"""Random valid version 2 documents: few values, so that everything meets everything."""

from typing import Any

from hypothesis import strategies as st

Document = dict[str, Any]

LOTS = ["L1", "L2", "L3", "L4"]
FLAGS = ["youth", "women"]
TECHNICAL = ["0", "5.00", "7.50", "7.51", "10"]
OFFERS = ["0.00", "99.99", "100.00", "100.01", "150.00", "300.00"]


@st.composite
def documents(draw: st.DrawFn, *, bundles: bool = True, withdrawals: bool = True) -> Document:
    lots = [draw(lot(name)) for name in draw(st.lists(st.sampled_from(LOTS), max_size=4, unique=True))]
    ids = draw(st.lists(st.sampled_from([f"F{at}" for at in range(8)]), max_size=7, unique=True))
    cut = draw(st.integers(0, len(ids)))
    groups: list[Document] = [
        {"id": name, "max_lots": draw(st.integers(1, 3)), "members": members}
        for name, members in [("G1", ids[:cut]), ("G2", ids[cut:])]
        if len(members) > 1 and draw(st.booleans())
    ]
    linked = {name for one in groups for name in one["members"]}
    applicants = [draw(applicant(name, lots, bundles=bundles and name not in linked)) for name in ids]
    improve(draw, lots, applicants)
    for one in lots:
        bidders = [firm["id"] for firm in applicants if one["id"] in [bid["lot"] for bid in firm["bids"]]]
        reserved = sum(reserve["places"] for reserve in one.get("reserves", []))
        if bidders and reserved < one.get("places", 1) and draw(st.booleans()):
            one["preemption"] = {
                "applicant": draw(st.sampled_from(bidders)),
                "exercised": draw(st.booleans()),
            }
    made: Document = {
        "format": "manifattura-allocation/2",
        "call": {"id": "CALL-1", "after_withdrawal": draw(st.sampled_from(["again", "reserve"]))},
        "lots": lots,
        "applicants": applicants,
        "groups": groups,
    }
    if withdrawals:
        made["withdrawals"] = [
            {"applicant": one["id"], "lots": [bid["lot"] for bid in one["bids"]][: draw(st.integers(1, 4))]}
            for one in draw(st.permutations(applicants))[: draw(st.integers(0, 3))]
            if one["bids"]
        ]
    return made


@st.composite
def lot(draw: st.DrawFn, name: str) -> Document:
    award: Document = {"rule": draw(st.sampled_from(["meat", "best_offer", "technical_only"]))}
    others = ["arrival"]
    if award["rule"] != "technical_only":
        award["offers"] = draw(st.sampled_from(["rise", "discount"]))
        others.append("offer")
    if award["rule"] == "best_offer":
        others.append("improved")
    else:
        others.append("technical")
        award["technical_max"] = "10"
        if draw(st.booleans()):
            award["technical_min"] = draw(st.sampled_from(["5", "7.51"]))
    if award["rule"] == "meat":
        award["economic_max"] = draw(st.sampled_from(["5", "10.00"]))
        award["formula"] = draw(st.sampled_from(["proportional", "interpolated"]))
    made: Document = {
        "id": name,
        "award": award,
        "tie_breakers": [
            *[{"by": by} for by in draw(st.lists(st.sampled_from(others), max_size=2))],
            {"by": "draw", "seed": "a"},
        ],
        "places": draw(st.sampled_from([1, 1, 1, 2, 3])),
    }
    if award["rule"] != "technical_only":
        made["base"] = draw(st.sampled_from(["0.00", "100.00", "150.00"]))
    left, reserves = made["places"], []
    for flag in draw(st.lists(st.sampled_from(FLAGS), unique=True)):
        places = draw(st.integers(1, 2))
        if places <= left:
            left -= places
            reserves.append({"flag": flag, "places": places, "fallback": draw(st.booleans())})
    return made | ({"reserves": reserves} if reserves else {})


@st.composite
def applicant(draw: st.DrawFn, identifier: str, lots: list[Document], *, bundles: bool) -> Document:
    chosen = draw(st.lists(st.sampled_from(lots), unique_by=lambda one: one["id"])) if lots else []
    bids = []
    for one in chosen:
        made = {"lot": one["id"]}
        if one["award"]["rule"] != "best_offer":
            made["technical"] = draw(st.sampled_from(TECHNICAL))
        if one["award"]["rule"] != "technical_only":
            made["offer"] = draw(st.sampled_from(OFFERS))
        bids.append(made)
    most = draw(st.integers(1, 4))
    names = draw(st.permutations([one["lot"] for one in bids]))
    lines: list[Any] = list(names)
    if bundles and most >= 2 and len(names) >= 2 and draw(st.booleans()):
        size = draw(st.integers(2, min(most, len(names))))
        rest = names[size:]
        lines = [names[:size], *([rest] if len(rest) == 2 and draw(st.booleans()) else rest)]
    return {
        "id": identifier,
        "arrival": draw(st.integers(1, 3)),
        "max_lots": most,
        "flags": draw(st.lists(st.sampled_from(FLAGS), unique=True)),
        "bids": bids,
        "preferences": draw(st.permutations(lines)),
    }


def improve(draw: st.DrawFn, lots: list[Document], applicants: list[Document]) -> None:
    """Improves some of the offers that are equal to another."""
    for one in lots:
        if not any(breaker["by"] == "improved" for breaker in one["tie_breakers"]):
            continue
        falls = one["award"]["offers"] == "discount"
        bids = [bid for firm in applicants for bid in firm["bids"] if bid["lot"] == one["id"]]
        for bid in bids:
            offer, base = float(bid["offer"]), float(one["base"])
            equal = [other for other in bids if other["offer"] == bid["offer"]]
            admissible = offer <= base if falls else offer >= base
            if admissible and len(equal) > 1 and offer > 1 and draw(st.booleans()):
                step = draw(st.integers(1, 2))
                bid["improved"] = f"{offer - step if falls else offer + step:.2f}"
