"""What a grid looks at in an application: the facts that its methods, ties and links read, each once, with its type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from .edition import Criterion, Edition, FieldType, FormField, Grid
from .expressions import evaluate, is_day, values_at
from .formulas import Formula, Kind, as_ratio, ratio
from .scoring import CriterionPart, Method, MethodKind, Source

NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED)
Context = Mapping[str, Any]


@dataclass(frozen=True)
class Leaf:
    """A criterion without parts, or a part: what one method scores."""

    key: str
    title: str
    criterion: Criterion
    part: CriterionPart | None

    @property
    def method(self) -> Method:
        found = self.part.method if self.part else self.criterion.method
        return found or COMMITTEE

    @property
    def max(self) -> Any:
        return self.part.max if self.part else self.criterion.max

    @property
    def by_committee(self) -> bool:
        return self.method.kind is MethodKind.COMMITTEE


COMMITTEE = Method(MethodKind.COMMITTEE)


@dataclass(frozen=True)
class GridFact:
    """`key`: what is read (a path of the answers, an operation on rows, or `office:` and the leaf); `kind`: its type in
    the replay file (number, date, yes_no, choice, choices); `leaf`: the first that reads it, "" when only ties do.
    """

    key: str
    kind: str
    leaf: str
    by_office: bool
    node: Mapping[str, Any]


def leaves(grid: Grid) -> tuple[Leaf, ...]:
    """Every criterion, or its parts, in order."""
    found: list[Leaf] = []
    for criterion in grid.criteria:
        if criterion.parts:
            found += [Leaf(part.key, part.title, criterion, part) for part in criterion.parts]
        else:
            found.append(Leaf(criterion.key, criterion.title, criterion, None))
    return tuple(found)


def has_committee(grid: Grid) -> bool:
    """Whether the committee marks anything."""
    return any(leaf.by_committee for leaf in leaves(grid))


def committee_criteria(grid: Grid) -> tuple[Criterion, ...]:
    """What the committee marks, a part standing as a criterion of its own."""
    return tuple(
        leaf.criterion
        if leaf.part is None
        else Criterion(
            key=leaf.part.key,
            title=f"{leaf.criterion.title}: {leaf.part.title}",
            max=leaf.part.max,
            group=leaf.criterion.group,
            guidance=leaf.part.guidance,
            method=leaf.part.method,
            second_phase=leaf.criterion.second_phase,
            per_lot=leaf.criterion.per_lot,
        )
        for leaf in leaves(grid)
        if leaf.by_committee
    )


def grid_facts(edition: Edition) -> tuple[GridFact, ...]:
    """The facts in the order in which the grid meets them."""
    found: dict[str, GridFact] = {}
    for fact in _facts(edition):
        found.setdefault(fact.key, fact)
    return tuple(found.values())


def fact_of(fact: GridFact, context: Context) -> Any:
    """Its value as the replay file writes it: text of a number or a day, true, a choice, a list; None when unknown."""
    if "when" in fact.node:
        return evaluate(fact.node["when"], context)
    if fact.node.get("op") in ("sum", "count", "when"):
        value = ratio(fact.node, context)
        return None if value is None else number_text(value)
    found = values_at(context, str(fact.node["field"]))
    if fact.kind == "choices":
        return list(dict.fromkeys(str(one) for one in found)) if found else None
    return as_fact(found[0], fact.kind) if len(found) == 1 else None


def as_fact(value: Any, kind: str) -> Any:
    """One value of the answers, or what an officer wrote, in the form of its kind; None when it is not one."""
    match kind:
        case "yes_no":
            return value if isinstance(value, bool) else None
        case "date":
            return value if is_day(value) else None
        case "number":
            number = None if is_day(value) else as_ratio(value)
            return None if number is None else number_text(number)
    return value if isinstance(value, str) else None


def number_text(value: tuple[int, int]) -> str:
    """With at most six decimals, cut: what the replay file takes."""
    millionths = abs(value[0]) * 1_000_000 // value[1]
    whole, rest = divmod(millionths, 1_000_000)
    text = f"{whole}.{rest:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if value[0] < 0 and millionths else text


def leaf_facts(leaf: Leaf, edition: Edition) -> tuple[GridFact, ...]:
    """The facts that one leaf reads."""
    return tuple(_leaf_facts(leaf, edition))


def fact_key(node: Mapping[str, Any], leaf: str = "") -> str:
    """What a node of a formula is called among the facts."""
    op = node.get("op")
    if op in ("sum", "count"):
        return f"{op}:{node['field']}"
    return f"when:{leaf}" if op == "when" else str(node["field"])


def office_key(leaf: str) -> str:
    return f"office:{leaf}"


def _facts(edition: Edition) -> Iterator[GridFact]:
    for leaf in leaves(edition.grid):
        yield from _leaf_facts(leaf, edition)
    for tie in edition.grid.tie_breakers:
        if tie.by == "number" and tie.id:
            node = {"field": tie.id}
            yield GridFact(tie.id, _kind(edition, tie.id), "", by_office=False, node=node)


def _leaf_facts(leaf: Leaf, edition: Edition) -> Iterator[GridFact]:
    method = leaf.method
    if method.kind in (MethodKind.COMMITTEE, MethodKind.DECLARED):
        return
    kind = {MethodKind.YES_NO: "yes_no", MethodKind.OPTIONS: "choice" if method.take == "one" else "choices"}
    if method.source is Source.OFFICE:
        given = kind.get(method.kind, method.value_kind)
        yield GridFact(office_key(leaf.key), given, leaf.key, by_office=True, node={})
    elif method.kind is MethodKind.YES_NO and method.when is not None:
        key = f"when:{leaf.key}"
        yield GridFact(key, "yes_no", leaf.key, by_office=False, node={"when": method.when})
    elif method.kind in kind:
        node = {"field": method.field}
        yield GridFact(method.field, kind[method.kind], leaf.key, by_office=False, node=node)
    elif method.value is not None:
        yield from _formula_facts(method.value, leaf.key, edition)


def _formula_facts(formula: Formula, leaf: str, edition: Edition) -> Iterator[GridFact]:
    op = formula.get("op")
    if op in ("sum", "count", "when"):
        yield GridFact(fact_key(formula, leaf), "number", leaf, by_office=False, node=formula)
    elif "field" in formula:
        path = str(formula["field"])
        yield GridFact(path, _kind(edition, path), leaf, by_office=False, node=formula)
    for part in formula.get("of", ()) if op != "when" else ():
        yield from _formula_facts(part, leaf, edition)


def _kind(edition: Edition, path: str) -> str:
    found = field_kinds(edition).get(path)
    return "date" if found is Kind.DAY else "number"


def field_kinds(edition: Edition) -> dict[str, Kind]:
    """Paths of the answers that are numbers or days, columns of rows and items included."""
    kinds: dict[str, Kind] = {}
    for section in edition.form:
        for field in section.fields:
            kinds |= _kinds_of(field, "")
    return kinds


def _kinds_of(field: FormField, prefix: str) -> dict[str, Kind]:
    path = f"{prefix}{field.key}"
    if field.type is FieldType.EXPENSES:
        return {f"{path}.amount": Kind.NUMBER}
    if field.type in NUMBERS:
        return {path: Kind.NUMBER}
    if field.type is FieldType.DATE:
        return {path: Kind.DAY}
    inner: dict[str, Kind] = {}
    for one in field.fields:
        inner |= _kinds_of(one, f"{path}.")
    return inner


def committee_edition(edition: Edition) -> Edition:
    """The edition with the grid that the committee marks; thresholds that it does not decide alone are left out."""
    grid = edition.grid
    if all(leaf.by_committee and leaf.part is None for leaf in leaves(grid)):
        return edition
    others = {leaf.criterion.group for leaf in leaves(grid) if not leaf.by_committee}
    groups = tuple(replace(group, min=None) if group.key in others else group for group in grid.groups)
    own = replace(
        grid,
        criteria=committee_criteria(grid),
        groups=groups,
        total_min=None if others else grid.total_min,
    )
    return replace(edition, grid=own)


def many_valued(edition: Edition) -> frozenset[str]:
    """Paths that may hold more than one value (columns of expenses, questions of a group): to be summed or counted."""
    lists = [field for section in edition.form for field in section.fields if _is_list(field)]
    return frozenset(path for field in lists for path in _kinds_of(field, ""))


def _is_list(field: FormField) -> bool:
    return field.type is FieldType.EXPENSES or (field.type is FieldType.GROUP and field.max_items > 1)


def read_directly(formula: Formula) -> frozenset[str]:
    """Paths of which the formula wants the one value, those that it sums or counts apart."""
    if "op" not in formula:
        return frozenset({str(formula["field"])}) if "field" in formula else frozenset()
    return frozenset(path for part in formula.get("of", ()) for path in read_directly(part))


def least_voting(edition: Edition) -> int:
    """How many members who vote the call needs: as many as mark each application, and some left when extremes are left out."""
    wanted = edition.committee.assessors if edition.committee else None
    trims = [leaf.method.trim for leaf in leaves(edition.grid) if leaf.by_committee and leaf.method.trim]
    return max([wanted or 0, *(2 * trim + 1 for trim in trims)])
