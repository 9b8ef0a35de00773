"""The rankings and the aid of a version 2 document (docs/formats.md §3 Rankings, Money)."""

from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.evaluation.domain.sheets import coefficient_text
from manifattura.evaluation.domain.wide_input.names import MAIN, Flags
from manifattura.kernel.money import money_text


def rankings(edition: Edition, flags: Flags) -> list[dict[str, Any]]:
    """Rankings of their own first; the main one has the rest of the money and everybody else."""
    grid = edition.grid
    own = sum((one.amount for one in grid.rankings), Decimal(0))
    walk = {
        "partial_last": {"allowed": grid.partial_last, "min_share": format(grid.partial_min_share, ".2f")},
        "skip_unaffordable": grid.skip_unaffordable,
        "edge_ties": grid.edge_ties,
    }
    made: list[dict[str, Any]] = [
        {
            "id": one.key,
            "flag": flags[one.flag],
            "budget": {"amount": money_text(one.amount), **walk},
            **({"returns_to": MAIN} if one.returns else {}),
            **({"spills_to": MAIN} if one.spills else {}),
            **_times(one.threshold_times),
        }
        for one in grid.rankings
    ]
    budget: dict[str, Any] = {"amount": money_text(max(edition.budget - own, Decimal(0))), **walk}
    if grid.reserves:
        budget["reserves"] = [
            {"flag": flags[reserve.flag], "amount": money_text(reserve.amount)} for reserve in grid.reserves
        ]
    if grid.most_funded is not None:
        budget["most"] = grid.most_funded
    if grid.areas:
        budget["areas"] = [
            {
                "flag": flags[area.flag],
                **({} if area.most is None else {"most": area.most}),
                **({} if area.most_amount is None else {"most_amount": money_text(area.most_amount)}),
                **({} if area.least is None else {"least": area.least}),
            }
            for area in grid.areas
        ]
    receiving = next((one.key for one in grid.rankings if one.receives and not one.returns), None)
    spill = {} if receiving is None else {"spills_to": receiving}
    return [*made, {"id": MAIN, "budget": budget, **spill, **_times(grid.threshold_times)}]


def _times(times: Decimal | None) -> dict[str, str]:
    return {} if times is None else {"threshold_times": format(times.normalize(), "f")}


def aid_rule(edition: Edition, flags: Flags) -> dict[str, Any]:
    aid = edition.aid
    made: dict[str, Any] = {"rate": coefficient_text(aid.rate), "cap": money_text(aid.cap)}
    if aid.brackets:
        made["progressive"] = aid.progressive
        made["brackets"] = [
            {
                "rate": coefficient_text(one.rate),
                **({} if one.low is None else {"from": {"at": money_text(one.low), "included": one.low_in}}),
                **({} if one.high is None else {"to": {"at": money_text(one.high), "included": one.high_in}}),
            }
            for one in aid.brackets
        ]
    if aid.premiums:
        made["premiums"] = [
            {
                "flag": flags[one.flag],
                **({} if one.rate is None else {"rate": coefficient_text(one.rate)}),
                **({} if one.cap is None else {"cap": money_text(one.cap)}),
            }
            for one in aid.premiums
        ]
    return made
