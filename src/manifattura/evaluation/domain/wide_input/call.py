"""The `call` of a version 2 document: criteria with their methods, ties, phases (docs/formats.md §3 Input)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import Edition, Grid
from manifattura.calls.domain.grid_facts import Leaf, as_fact, fact_key, leaves, office_key
from manifattura.calls.domain.scoring import Method, MethodKind, Source
from manifattura.evaluation.domain.sheets import coefficient_text
from manifattura.evaluation.domain.wide_input.money import aid_rule, rankings
from manifattura.evaluation.domain.wide_input.names import Flags, Names, optional_points, points_text


def call_rule(edition: Edition, call_id: str, names: Names, draw_seed: str) -> dict[str, Any]:
    grid = edition.grid
    call: dict[str, Any] = {
        "id": call_id,
        "decimals": grid.decimals,
        "rounding": grid.rounding,
        "criteria": [_criterion(edition, key, names) for key in dict.fromkeys(c.key for c in grid.criteria)],
        "rescale": grid.rescale,
        "minima_on": grid.minima_on,
        "order": "arrival" if grid.by_arrival else "total",
        "tie_breakers": _tie_breakers(grid, names, draw_seed),
        "rankings": rankings(edition, names.flags),
        **optional_points("total_min", grid.total_min),
        **optional_points("uplift_cap", grid.uplift_cap),
    }
    if names.facts:
        call["facts"] = [{"id": names.ids[fact.key], "type": fact.kind} for fact in names.facts]
    groups = [
        {
            "id": group.key,
            "criteria": [item.key for item in grid.criteria if item.group == group.key],
            **optional_points("min", group.min),
        }
        for group in grid.groups
        if any(item.group == group.key for item in grid.criteria)
    ]
    if groups:
        call["groups"] = groups
    if grid.bonuses:
        whole = sum((bonus.points for bonus in grid.bonuses), Decimal(0))
        call["bonus_cap"] = points_text(whole if grid.bonus_cap is None else grid.bonus_cap)
    if grid.uplifts:
        call["uplifts"] = [_uplift(grid, number, names.flags) for number in range(len(grid.uplifts))]
    second = [item.key for item in grid.criteria if item.second_phase]
    if grid.second_phase_first is not None and second:
        ties = "in" if grid.second_phase_ties_in else "out"
        call["second_phase"] = {"criteria": second, "first": grid.second_phase_first, "ties": ties}
    if grid.precedence:
        call["precedence"] = [
            {"flag": names.flags[one.flag], "place": "last" if one.last else "first"}
            for one in grid.precedence
        ]
    if grid.one_per_link:
        call["one_per_link"] = True
    if edition.aid.brackets or edition.aid.premiums:
        call["aid"] = aid_rule(edition, names.flags)
    return call


def _criterion(edition: Edition, key: str, names: Names) -> dict[str, Any]:
    criterion = next(item for item in edition.grid.criteria if item.key == key)
    inside = [leaf for leaf in leaves(edition.grid) if leaf.criterion.key == key]
    made: dict[str, Any] = {
        "id": key,
        "max": points_text(criterion.max),
        **optional_points("min", criterion.min),
        **({"above_zero": True} if criterion.above_zero else {}),
        **({"lower_only": True} if criterion.lower_only else {}),
    }
    if criterion.parts:
        made["parts"] = [
            {"id": leaf.key, "max": points_text(leaf.max), "method": _method(leaf, names)} for leaf in inside
        ]
    else:
        made["method"] = _method(inside[0], names)
    return made


def _method(leaf: Leaf, names: Names) -> dict[str, Any]:
    method = leaf.method
    made: dict[str, Any] = {"by": method.kind.value}
    match method.kind:
        case MethodKind.COMMITTEE:
            if method.trim:
                made["trim"] = method.trim
            if method.levels:
                made["levels"] = [coefficient_text(level.coefficient) for level in method.levels]
        case MethodKind.YES_NO:
            made["fact"] = names.ids[_fact_key(leaf)]
        case MethodKind.OPTIONS:
            key = _fact_key(leaf)
            worth = {option.key: option.points for option in method.options}
            made |= {"fact": names.ids[key], "take": method.take}
            made["options"] = [
                {"id": neutral, "points": points_text(worth.get(choice, Decimal(0)))}
                for choice, neutral in names.choices[key].items()
            ]
        case MethodKind.BANDS:
            made |= {"value": _value(leaf, names), "bands": _bands(method)}
        case MethodKind.LINE:
            nodes = [{"at": _at(node.at), "points": points_text(node.points)} for node in method.nodes]
            made |= {"value": _value(leaf, names), "nodes": nodes}
        case MethodKind.FORMULA:
            made["value"] = _value(leaf, names)
        case MethodKind.NORMALISED:
            made |= {"value": _value(leaf, names), "best": method.best, "scale": method.scale}
    return made


def _fact_key(leaf: Leaf) -> str:
    if leaf.method.source is Source.OFFICE:
        return office_key(leaf.key)
    return leaf.method.field or f"when:{leaf.key}"


def _value(leaf: Leaf, names: Names) -> dict[str, Any]:
    if leaf.method.source is Source.OFFICE or leaf.method.value is None:
        return {"fact": names.ids[office_key(leaf.key)]}
    return _formula(leaf.method.value, leaf.key, names)


def _formula(formula: Mapping[str, Any], leaf: str, names: Names) -> dict[str, Any]:
    op = formula.get("op")
    if "field" in formula or op == "when":
        return {"fact": names.ids[fact_key(formula, leaf)]}
    if op is None:
        return dict(formula)
    return {"op": op, "of": [_formula(part, leaf, names) for part in formula["of"]]}


def _bands(method: Method) -> list[dict[str, Any]]:
    return [
        {
            "points": points_text(band.points),
            **({"from": {"at": _at(band.low), "included": band.low_in}} if band.low else {}),
            **({"to": {"at": _at(band.high), "included": band.high_in}} if band.high else {}),
        }
        for band in method.bands
    ]


def _at(text: str) -> str:
    """A day as it is, a number without useless zeros."""
    day = as_fact(text, "date")
    return str(day if day is not None else as_fact(text, "number"))


def _uplift(grid: Grid, number: int, flags: Flags) -> dict[str, Any]:
    uplift = grid.uplifts[number]
    groups = {group.key for group in grid.groups}
    target = {} if not uplift.of else {"group" if uplift.of in groups else "criterion": uplift.of}
    return {
        "id": f"u{number + 1}",
        "flag": flags[uplift.flag],
        "percent": format(uplift.percent.normalize(), "f"),
        **target,
    }


def _tie_breakers(grid: Grid, names: Names, draw_seed: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for rule in grid.tie_breakers:
        if rule.by == "number" and rule.id:
            first = "higher" if rule.higher else "lower"
            made.append({"by": "fact", "id": names.ids[rule.id], "first": first})
        elif rule.by == "draw":
            made.append({"by": "draw", "seed": draw_seed})
        elif rule.id:
            made.append({"by": rule.by, "id": names.flags[rule.id] if rule.by == "flag" else rule.id})
        else:
            made.append({"by": rule.by})
    return made
