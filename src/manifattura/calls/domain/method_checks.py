"""Whether each criterion can give its points: shown to the author before publication, overlaps and gaps of bands first."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from .edition import Edition, FieldType
from .expressions import is_day, problems_of
from .formula_text import number_written
from .formulas import Kind, as_ratio, formula_problems, kind_of
from .grid import Criterion
from .grid_facts import Leaf, field_kinds, leaves, many_valued, read_directly
from .intervals import Interval, ascending, below, gaps, overlaps
from .messages import gettext_noop
from .problems import Part, Problem, advice, named_twice, plain, problem
from .scoring import BandRow, Method, MethodKind, Source

REPEATED = gettext_noop("Il codice %(key)s è di due criteri o sottocriteri: cambiane uno.")
NO_QUESTION = gettext_noop("%(key)s: la domanda da cui dipendono i punti non c’è o è di un altro tipo.")
NO_OPTIONS = gettext_noop("%(key)s: mancano le voci con i punti.")
OPTION_WITHOUT = gettext_noop("%(key)s: la voce «%(option)s» non ha punti, quindi vale 0.")
OPTION_TWICE = gettext_noop("%(key)s: due voci hanno lo stesso nome: «%(option)s».")
ABOVE = gettext_noop("%(key)s: i punti di «%(row)s» superano il massimo di %(max)s.")
UNREACHED = gettext_noop("%(key)s: il massimo di %(max)s punti non si raggiunge, si arriva a %(top)s.")
NO_BANDS = gettext_noop("%(key)s: mancano le fasce.")
BAND_EDGE = gettext_noop(
    "%(key)s: l’estremo «%(edge)s» non è un numero o una data come il valore da valutare."
)
BAND_EMPTY = gettext_noop("%(key)s: la fascia «%(band)s» è vuota.")
OVERLAP = gettext_noop(
    "%(key)s: le fasce «%(one)s» e «%(other)s» si sovrappongono. Scegli a quale appartiene l’estremo."
)
GAP = gettext_noop("%(key)s: fra le fasce «%(one)s» e «%(other)s» resta un vuoto, che vale 0 punti.")
FEW_NODES = gettext_noop("%(key)s: per i punti in proporzione servono almeno due righe.")
NODES_ORDER = gettext_noop("%(key)s: due righe hanno lo stesso valore.")
FORMULA = gettext_noop("%(key)s: %(problem)s")
NO_VALUE = gettext_noop("%(key)s: manca che cosa si misura.")
MANY_ROWS = gettext_noop(
    "%(key)s: la risposta «%(field)s» può avere più righe, e allora non ha un valore solo. Scegli la sua somma, o scrivi somma(…) o conta(…)."
)
TRIM_FEW = gettext_noop(
    "%(key)s: coefficienti da togliere, per parte: %(trim)s. Sono troppi, se ogni domanda ne ha %(marks)s: togline meno, o fai valutare ogni domanda da più commissari."
)
TRIM_SEATS = gettext_noop(
    "%(key)s: coefficienti da togliere, per parte: %(trim)s. Servono almeno %(least)s commissari che votano."
)
NOT_POINTS = gettext_noop("%(key)s: il risultato della formula è una data, non dei punti.")
CONDITION = gettext_noop("%(key)s: la condizione è da rivedere.")
LOWER_ONLY = gettext_noop(
    "%(key)s: il controllo che può solo ridurre vale per i punti che dipendono solo da chi fa domanda."
)
FREE_DECLARED = gettext_noop(
    "%(key)s: i punti li calcola chi fa domanda e nessuno li controlla. Scegli che il controllo può ridurli."
)
PART_ABOVE = gettext_noop(
    "%(key)s: il sottocriterio «%(part)s» vale fino a %(top)s punti, più dei %(max)s del criterio: oltre quelli non conta."
)
PARTS_SHORT = gettext_noop("%(key)s: i sottocriteri arrivano a %(top)s punti, meno del massimo di %(max)s.")

ZERO = Decimal(0)
CHOICES = {"one": (FieldType.CHOICE,), "sum": (FieldType.CHOICES,), "best": (FieldType.CHOICES,)}
NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED)


def method_problems(edition: Edition) -> Iterator[Problem]:
    """Of every criterion and sub-criterion that says how it gives points."""
    seen: set[str] = set()
    for key in [
        *(c.key for c in edition.grid.criteria),
        *(leaf.key for leaf in leaves(edition.grid) if leaf.part),
    ]:
        if key in seen:
            yield problem(Part.GRID, REPEATED, {"key": key})
        seen.add(key)
    kinds = field_kinds(edition)
    many = many_valued(edition)
    for leaf in leaves(edition.grid):
        yield from _leaf(leaf, edition, kinds)
        for path in sorted(many & read_directly(leaf.method.value or {})):
            yield problem(Part.GRID, MANY_ROWS, {**row_of(leaf), "field": path})
    for criterion in edition.grid.criteria:
        top = sum((part.max for part in criterion.parts), ZERO)
        if criterion.parts and top < criterion.max:
            yield advice(
                Part.GRID,
                PARTS_SHORT,
                {**row_of(criterion), "top": plain(top), "max": plain(criterion.max)},
            )
        for part in criterion.parts:
            if part.max > criterion.max:
                facts = {"part": part.title, "top": plain(part.max), "max": plain(criterion.max)}
                yield advice(Part.GRID, PART_ABOVE, {**row_of(criterion), **facts})


def row_of(one: Leaf | Criterion) -> dict[str, str]:
    """The row that a problem is about, in words: `«Qualità del progetto» (A1)`; `row_key` for the page of that row."""
    return {"key": f"«{one.title}» ({one.key})" if one.title else one.key, "row_key": one.key}


def _leaf(leaf: Leaf, edition: Edition, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    method = leaf.method
    if leaf.criterion.lower_only and method.kind in (MethodKind.COMMITTEE, MethodKind.NORMALISED):
        yield problem(Part.GRID, LOWER_ONLY, row_of(leaf))
    match method.kind:
        case MethodKind.COMMITTEE if method.trim:
            yield _trimmed(leaf, edition)
        case MethodKind.OPTIONS:
            yield from _options(leaf, edition)
        case MethodKind.YES_NO:
            yield from _yes_no(leaf, edition)
        case MethodKind.DECLARED:
            yield from _declared(leaf, edition)
        case MethodKind.BANDS | MethodKind.LINE | MethodKind.FORMULA | MethodKind.NORMALISED:
            yield from _by_value(leaf, kinds)


def _trimmed(leaf: Leaf, edition: Edition) -> Problem:
    """What leaving out the extremes asks of the committee: something must be left."""
    trim, marks = leaf.method.trim, edition.committee.assessors if edition.committee else None
    facts = {**row_of(leaf), "trim": str(trim), "marks": str(marks), "least": str(2 * trim + 1)}
    if marks is not None and marks <= 2 * trim:
        return problem(Part.GRID, TRIM_FEW, facts)
    return advice(Part.GRID, TRIM_SEATS, facts)


def _question(edition: Edition, key: str, types: tuple[FieldType, ...]) -> bool:
    return any(
        field.key == key and field.type in types for section in edition.form for field in section.fields
    )


def _options(leaf: Leaf, edition: Edition) -> Iterator[Problem]:
    method = leaf.method
    if not method.options:
        yield problem(Part.GRID, NO_OPTIONS, row_of(leaf))
        return
    yield from _above(leaf, [(option.label or option.key, option.points) for option in method.options])
    if twice := named_twice(option.label or option.key for option in method.options):
        yield problem(Part.GRID, OPTION_TWICE, {**row_of(leaf), "option": twice})
    points = [option.points for option in method.options]
    yield from _unreached(leaf, sum(points, ZERO) if method.take == "sum" else max(points))
    if method.source is Source.OFFICE:
        return
    if not _question(edition, method.field, CHOICES[method.take]):
        yield problem(Part.GRID, NO_QUESTION, row_of(leaf))
        return
    known = {option.key for option in method.options}
    for option in edition.form_field(method.field).options:
        if option.key not in known:
            yield advice(Part.GRID, OPTION_WITHOUT, {**row_of(leaf), "option": option.label})


def _yes_no(leaf: Leaf, edition: Edition) -> Iterator[Problem]:
    method = leaf.method
    if method.source is Source.OFFICE:
        return
    if method.when is not None:
        known = {field.key for section in edition.form for field in section.fields}
        if problems_of(method.when, known):
            yield problem(Part.GRID, CONDITION, row_of(leaf))
    elif not _question(edition, method.field, (FieldType.YES_NO,)):
        yield problem(Part.GRID, NO_QUESTION, row_of(leaf))


def _declared(leaf: Leaf, edition: Edition) -> Iterator[Problem]:
    if not _question(edition, leaf.method.field, NUMBERS):
        yield problem(Part.GRID, NO_QUESTION, row_of(leaf))
    if not leaf.criterion.lower_only:
        yield advice(Part.GRID, FREE_DECLARED, row_of(leaf))


# ------------------------------------------------------------------ by value


def _by_value(leaf: Leaf, kinds: Mapping[str, Kind]) -> Iterator[Problem]:
    method = leaf.method
    kind: Kind | None = Kind(method.value_kind)
    if method.source is not Source.OFFICE:
        if method.value is None:
            yield problem(Part.GRID, NO_VALUE, row_of(leaf))
            return
        for found in formula_problems(method.value, kinds):
            yield problem(Part.GRID, FORMULA, {**row_of(leaf), "problem": str(found)})
        kind = kind_of(method.value, kinds)
    if kind is None:
        return
    if method.kind is MethodKind.FORMULA and kind is Kind.DAY:
        yield problem(Part.GRID, NOT_POINTS, row_of(leaf))
    if method.kind is MethodKind.BANDS:
        yield from _bands(leaf, kind)
    if method.kind is MethodKind.LINE:
        yield from _line(leaf, kind)


def _bands(leaf: Leaf, kind: Kind) -> Iterator[Problem]:
    bands = leaf.method.bands
    if not bands:
        yield problem(Part.GRID, NO_BANDS, row_of(leaf))
        return
    yield from _above(leaf, [(band_text(band), band.points) for band in bands])
    wrong = list(_wrong_edges(leaf, [edge for band in bands for edge in (band.low, band.high)], kind))
    yield from wrong
    if wrong:
        return
    intervals = [interval_of(band) for band in bands]
    for interval in intervals:
        if interval.is_empty:
            yield problem(Part.GRID, BAND_EMPTY, {**row_of(leaf), "band": interval.text})
    if any(interval.is_empty for interval in intervals):
        return
    for one, other in overlaps(intervals):
        yield problem(Part.GRID, OVERLAP, {**row_of(leaf), "one": one.text, "other": other.text})
    for one, other in gaps(intervals, whole=kind is Kind.DAY):
        yield advice(Part.GRID, GAP, {**row_of(leaf), "one": one.text, "other": other.text})
    yield from _unreached(leaf, max(band.points for band in bands))


def _line(leaf: Leaf, kind: Kind) -> Iterator[Problem]:
    nodes = leaf.method.nodes
    if len(nodes) < 2:
        yield problem(Part.GRID, FEW_NODES, row_of(leaf))
        return
    yield from _above(leaf, [(node.at, node.points) for node in nodes])
    wrong = list(_wrong_edges(leaf, [node.at for node in nodes], kind))
    yield from wrong
    values = [value for value in (as_ratio(node.at) for node in nodes) if value is not None]
    twice = any(
        not below(one, other) and not below(other, one)
        for at, one in enumerate(values)
        for other in values[at + 1 :]
    )
    if not wrong and twice:
        yield problem(Part.GRID, NODES_ORDER, row_of(leaf))
    yield from _unreached(leaf, max(node.points for node in nodes))


def _wrong_edges(leaf: Leaf, edges: list[str], kind: Kind) -> Iterator[Problem]:
    for edge in edges:
        if edge and (as_ratio(edge) is None or is_day(edge) is not (kind is Kind.DAY)):
            yield problem(Part.GRID, BAND_EDGE, {**row_of(leaf), "edge": edge})


def interval_of(band: BandRow) -> Interval:
    """A band of the author, whose edges are readable."""
    low, high = as_ratio(band.low or None), as_ratio(band.high or None)
    return Interval(low, band.low_in, high, band.high_in, band_text(band))


def band_text(band: BandRow) -> str:
    """`≥ 5, < 10`: short, with the edges as they are."""
    low = f"{'≥' if band.low_in else '>'} {edge_text(band.low)}" if band.low else ""
    high = f"{'≤' if band.high_in else '<'} {edge_text(band.high)}" if band.high else ""
    return ", ".join(part for part in (low, high) if part) or "∞"


def edge_text(edge: str) -> str:
    if is_day(edge):
        return "/".join(reversed(edge.split("-")))
    return number_written(edge) if as_ratio(edge) is not None else edge


def _above(leaf: Leaf, rows: list[tuple[str, Decimal]]) -> Iterator[Problem]:
    for row, points in rows:
        if points > leaf.max:
            yield problem(Part.GRID, ABOVE, {**row_of(leaf), "row": row, "max": plain(leaf.max)})


def _unreached(leaf: Leaf, top: Decimal) -> Iterator[Problem]:
    if top < leaf.max:
        yield advice(Part.GRID, UNREACHED, {**row_of(leaf), "max": plain(leaf.max), "top": plain(top)})


def ascending_method(method: Method) -> Method:
    """The same method with bands and nodes in ascending order, where they can be read; else as it is."""
    readable = all(
        as_ratio(edge) is not None for band in method.bands for edge in (band.low, band.high) if edge
    )
    bands = method.bands
    if readable:
        order = ascending([interval_of(band) for band in bands])
        texts = [interval.text for interval in order]
        bands = tuple(sorted(bands, key=lambda band: texts.index(band_text(band))))
    nodes = method.nodes
    if all(as_ratio(node.at) is not None for node in nodes):
        nodes = tuple(sorted(nodes, key=lambda node: _place(node.at)))
    return replace(method, bands=bands, nodes=nodes)


def _place(at: str) -> Decimal:
    ratio = as_ratio(at)
    assert ratio is not None
    return Decimal(ratio[0]) / Decimal(ratio[1])
