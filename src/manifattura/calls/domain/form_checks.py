"""Whether the form can be filled in: every question complete, every condition about an earlier question."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from .edition import Declaration, Edition, Expression, FieldType, FormField
from .expressions import fields_of, problems_of
from .form_facts import INNER_TYPES, formula_kinds
from .formulas import NOT_NUMBERS, Kind, fields_of_formula, formula_problems, kind_of
from .messages import Message, gettext_noop
from .prefills import prefills_for
from .problems import Part, Problem, named_twice, problem
from .procedures.names import CallKind

NO_SECTION = gettext_noop("Il modulo è vuoto.")
EMPTY_SECTION = gettext_noop("La sezione «%(title)s» non ha domande.")
NO_OPTIONS = gettext_noop("La domanda «%(label)s» non ha scelte.")
CHOICE_TWICE = gettext_noop("Nella domanda «%(label)s» due scelte hanno lo stesso nome: «%(option)s».")
NO_TYPES = gettext_noop("La domanda «%(label)s» non dice quali file accetta.")
LIMITS = gettext_noop("Nella domanda «%(label)s» il minimo supera il massimo.")
NO_SUCH_DECLARATION = gettext_noop("La domanda «%(label)s» mostra una dichiarazione che non esiste.")
TWICE = gettext_noop("La dichiarazione «%(title)s» è nel modulo più di una volta.")
LATER = gettext_noop("La domanda «%(label)s» dipende da una domanda che viene dopo: %(field)s.")
CONDITION = gettext_noop("La domanda «%(label)s» ha una condizione da rivedere: %(field)s.")
DECLARATION_CONDITION = gettext_noop("La dichiarazione «%(title)s» ha una condizione da rivedere: %(field)s.")
SHARES = gettext_noop("Nella tabella «%(label)s» le quote massime insieme non arrivano al 100%%.")
NO_TITLE = gettext_noop("Manca la domanda con il titolo del progetto: nel modulo la trovi già pronta.")
NO_COST = gettext_noop(
    "Manca la spesa del progetto: senza, il contributo non si calcola. Aggiungi la tabella delle spese, o la domanda già pronta con l’importo."
)
NO_SEAT = gettext_noop("Il bando ha un’area: serve la domanda sulla sede del progetto.")

NO_INNER = gettext_noop("L’elenco «%(label)s» non ha domande per le sue voci.")
INNER_WRONG = gettext_noop("Nell’elenco «%(label)s» la domanda «%(inner)s» non si può usare: rivedila.")
INNER_TWICE = gettext_noop("Nell’elenco «%(label)s» due domande hanno lo stesso nome interno.")
ITEMS = gettext_noop(
    "Nell’elenco «%(label)s» il minimo di voci supera il massimo, o il massimo è troppo alto."
)
NO_FORMULA = gettext_noop("Il calcolo «%(label)s» non ha una formula.")
FORMULA = gettext_noop("Il calcolo «%(label)s» ha una formula da rivedere: %(why)s")
DECIMALS = gettext_noop("Il calcolo «%(label)s» può avere da 0 a 6 decimali.")
PREFILL = gettext_noop("La domanda «%(label)s» parte da un dato che non è adatto: rivedi la precompilazione.")
PREFIX = gettext_noop("Il nome interno «%(key)s» si confonde con le voci di «%(label)s»: cambialo.")

MOST_ITEMS = 100
MOST_DECIMALS = 6
WITH_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES, FieldType.EXPENSES, FieldType.STAMP_DUTY)
TITLE_FIELD, COST_FIELD, SEAT_FIELD = "project_title", "project_cost", "seat"
WHOLE = Decimal(1)


def form_problems(edition: Edition) -> Iterator[Problem]:
    """Problems of sections and questions, then of what other rules need from them."""
    if not edition.form:
        yield problem(Part.FORM, NO_SECTION)
        return
    earlier: set[str] = set()
    before: list[FormField] = []
    every = {item.key for section in edition.form for item in section.fields}
    known = {declaration.key for declaration in edition.declarations}
    for section in edition.form:
        if not section.fields:
            yield problem(Part.FORM, EMPTY_SECTION, {"title": section.title})
        for item in section.fields:
            yield from _field(item, known)
            yield from _condition(item, earlier, every)
            yield from _formula(item, before, every)
            earlier.add(item.key)
            before.append(item)
    yield from _prefixes(edition)
    yield from _declaration_places(edition, every)
    yield from _needed(edition)


def _field(item: FormField, declarations: set[str]) -> Iterator[Problem]:
    label = {"label": item.label}
    if item.type in WITH_OPTIONS and not item.options:
        yield problem(Part.FORM, NO_OPTIONS, label)
    for one in (item, *item.fields):
        if twice := named_twice(option.label for option in one.options):
            yield problem(Part.FORM, CHOICE_TWICE, {"label": one.label, "option": twice})
    if item.type is FieldType.FILE and not item.accept:
        yield problem(Part.FORM, NO_TYPES, label)
    if item.type is FieldType.DECLARATION and item.declaration not in declarations:
        yield problem(Part.FORM, NO_SUCH_DECLARATION, label)
    if item.min_value is not None and item.max_value is not None and item.min_value > item.max_value:
        yield problem(Part.FORM, LIMITS, label)
    if item.type is FieldType.EXPENSES and _cannot_be_filled(item):
        yield problem(Part.FORM, SHARES, label)
    if item.type is FieldType.GROUP:
        yield from _group(item)
    if item.prefill and item.prefill not in prefills_for(item.type):
        yield problem(Part.FORM, PREFILL, label)


def _group(item: FormField) -> Iterator[Problem]:
    label = {"label": item.label}
    if not item.fields:
        yield problem(Part.FORM, NO_INNER, label)
    if len({inner.key for inner in item.fields}) < len(item.fields):
        yield problem(Part.FORM, INNER_TWICE, label)
    if not item.min_items <= item.max_items <= MOST_ITEMS or item.max_items < 1:
        yield problem(Part.FORM, ITEMS, label)
    for inner in item.fields:
        if not _fits_a_group(inner):
            yield problem(Part.FORM, INNER_WRONG, {**label, "inner": inner.label})


def _fits_a_group(inner: FormField) -> bool:
    """A plain question that is always asked: conditions and first answers belong to questions of their own."""
    choices = inner.type not in WITH_OPTIONS or bool(inner.options)
    low, high = inner.min_value, inner.max_value
    limits = low is None or high is None or low <= high
    plain = inner.shown_if is None and not inner.prefill and not inner.sealed
    return inner.type in INNER_TYPES and choices and limits and plain


def _formula(item: FormField, before: list[FormField], every: set[str]) -> Iterator[Problem]:
    """A formula looks only at earlier questions, so that it can be worked out walking the form once."""
    if item.type is not FieldType.COMPUTED:
        return
    label = {"label": item.label}
    if item.formula is None:
        yield problem(Part.FORM, NO_FORMULA, label)
        return
    if not 0 <= item.decimals <= MOST_DECIMALS:
        yield problem(Part.FORM, DECIMALS, label)
    kinds = formula_kinds(before)
    wrong = formula_problems(item.formula, kinds)
    if not wrong and kind_of(item.formula, kinds) is not Kind.NUMBER:
        wrong = (Message(NOT_NUMBERS),)
    if wrong:
        late = sorted(_roots(item.formula) & every - {one.key for one in before})
        if late:
            yield problem(Part.FORM, LATER, {**label, "field": ", ".join(late)})
        else:
            yield problem(Part.FORM, FORMULA, {**label, "why": str(wrong[0])})


def _roots(formula: object) -> set[str]:
    return (
        {path.partition(".")[0] for path in fields_of_formula(formula)}
        if isinstance(formula, Mapping)
        else set()
    )


def _prefixes(edition: Edition) -> Iterator[Problem]:
    """`soci-0-nome` is the control of an item of `soci`: no other question may be called like that."""
    fields = [item for section in edition.form for item in section.fields]
    for listed in fields:
        if listed.type in (FieldType.GROUP, FieldType.EXPENSES):
            for item in fields:
                rest = item.key.removeprefix(f"{listed.key}-")
                if rest != item.key and rest[:1].isdigit():
                    yield problem(Part.FORM, PREFIX, {"key": item.key, "label": listed.label})


def _cannot_be_filled(item: FormField) -> bool:
    """When every category has a largest share and all together stay below the whole cost."""
    shares = [option.max_share for option in item.options if option.max_share is not None]
    return bool(item.options) and len(shares) == len(item.options) and sum(shares, Decimal(0)) < WHOLE


def _condition(item: FormField, earlier: set[str], every: set[str]) -> Iterator[Problem]:
    if item.shown_if is None:
        return
    if problems_of(item.shown_if, every):
        yield problem(Part.FORM, CONDITION, {"label": item.label, "field": _named(item.shown_if)})
        return
    for key in sorted(fields_of(item.shown_if) - earlier):
        yield problem(Part.FORM, LATER, {"label": item.label, "field": key})


def _named(expression: Expression) -> str:
    return str(expression.get("field", "…"))


def _declaration_places(edition: Edition, every: set[str]) -> Iterator[Problem]:
    places = [item.declaration for section in edition.form for item in section.fields if item.declaration]
    for declaration in edition.declarations:
        if places.count(declaration.key) > 1:
            yield problem(Part.FORM, TWICE, {"title": declaration.title})
        yield from _declaration_condition(declaration, every)


def _declaration_condition(declaration: Declaration, every: set[str]) -> Iterator[Problem]:
    if declaration.shown_if is not None and problems_of(declaration.shown_if, every):
        params = {"title": declaration.title, "field": _named(declaration.shown_if)}
        yield problem(Part.DECLARATIONS, DECLARATION_CONDITION, params)


def lacking(edition: Edition) -> tuple[str, ...]:
    """Keys of the questions that the rest of the call needs and the form does not ask: title, cost, seat."""
    fields = [item for section in edition.form for item in section.fields]
    found: list[str] = []
    if not any(item.key == TITLE_FIELD for item in fields):
        found.append(TITLE_FIELD)
    gives_money = edition.gives_money and edition.kind != CallKind.REGISTER
    if gives_money and not any(
        item.type is FieldType.EXPENSES or (item.type is FieldType.MONEY and item.key == COST_FIELD)
        for item in fields
    ):
        found.append(COST_FIELD)
    area = edition.beneficiaries.target_area
    if area is not None and not any(item.type is FieldType.SEAT for item in fields):
        found.append(SEAT_FIELD)
    return tuple(found)


def _needed(edition: Edition) -> Iterator[Problem]:
    said = {TITLE_FIELD: NO_TITLE, COST_FIELD: NO_COST, SEAT_FIELD: NO_SEAT}
    for key in lacking(edition):
        yield problem(Part.FORM, said[key])
