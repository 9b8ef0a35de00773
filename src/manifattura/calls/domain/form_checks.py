"""Whether the form can be filled in: every question complete, every condition about an earlier question."""

from collections.abc import Iterator
from decimal import Decimal

from .edition import Declaration, Edition, Expression, FieldType, FormField
from .expressions import fields_of, problems_of
from .messages import gettext_noop
from .problems import Part, Problem, problem
from .procedures.names import CallKind

NO_SECTION = gettext_noop("Il modulo è vuoto.")
EMPTY_SECTION = gettext_noop("La sezione «%(title)s» non ha domande.")
NO_OPTIONS = gettext_noop("La domanda «%(label)s» non ha scelte.")
NO_TYPES = gettext_noop("La domanda «%(label)s» non dice quali file accetta.")
LIMITS = gettext_noop("Nella domanda «%(label)s» il minimo supera il massimo.")
NO_SUCH_DECLARATION = gettext_noop("La domanda «%(label)s» mostra una dichiarazione che non esiste.")
TWICE = gettext_noop("La dichiarazione «%(title)s» è nel modulo più di una volta.")
SEALED = gettext_noop("La domanda «%(label)s» è sigillata: le buste chiuse non sono ancora disponibili.")
LATER = gettext_noop("La domanda «%(label)s» dipende da una domanda che viene dopo: %(field)s.")
CONDITION = gettext_noop("La domanda «%(label)s» ha una condizione da rivedere: %(field)s.")
DECLARATION_CONDITION = gettext_noop("La dichiarazione «%(title)s» ha una condizione da rivedere: %(field)s.")
SHARES = gettext_noop("Nella tabella «%(label)s» le quote massime insieme non arrivano al 100%%.")
NO_TITLE = gettext_noop("Manca la domanda con il titolo del progetto (chiave «project_title»).")
NO_COST = gettext_noop("Manca la tabella delle spese: senza, il contributo non si calcola.")
NO_SEAT = gettext_noop("Il bando ha un’area: serve la domanda sulla sede del progetto.")

WITH_OPTIONS = (FieldType.CHOICE, FieldType.CHOICES, FieldType.EXPENSES)
TITLE_FIELD, COST_FIELD = "project_title", "project_cost"
WHOLE = Decimal(1)


def form_problems(edition: Edition) -> Iterator[Problem]:
    """Problems of sections and questions, then of what other rules need from them."""
    if not edition.form:
        yield problem(Part.FORM, NO_SECTION)
        return
    earlier: set[str] = set()
    every = {item.key for section in edition.form for item in section.fields}
    known = {declaration.key for declaration in edition.declarations}
    for section in edition.form:
        if not section.fields:
            yield problem(Part.FORM, EMPTY_SECTION, {"title": section.title})
        for item in section.fields:
            yield from _field(item, known)
            yield from _condition(item, earlier, every)
            earlier.add(item.key)
    yield from _declaration_places(edition, every)
    yield from _needed(edition)


def _field(item: FormField, declarations: set[str]) -> Iterator[Problem]:
    label = {"label": item.label}
    if item.type in WITH_OPTIONS and not item.options:
        yield problem(Part.FORM, NO_OPTIONS, label)
    if item.type is FieldType.FILE and not item.accept:
        yield problem(Part.FORM, NO_TYPES, label)
    if item.type is FieldType.DECLARATION and item.declaration not in declarations:
        yield problem(Part.FORM, NO_SUCH_DECLARATION, label)
    if item.min_value is not None and item.max_value is not None and item.min_value > item.max_value:
        yield problem(Part.FORM, LIMITS, label)
    if item.sealed:
        yield problem(Part.FORM, SEALED, label)
    if item.type is FieldType.EXPENSES and _cannot_be_filled(item):
        yield problem(Part.FORM, SHARES, label)


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


def _needed(edition: Edition) -> Iterator[Problem]:
    fields = [item for section in edition.form for item in section.fields]
    if not any(item.key == TITLE_FIELD for item in fields):
        yield problem(Part.FORM, NO_TITLE)
    gives_money = edition.kind != CallKind.REGISTER
    if gives_money and not any(
        item.type is FieldType.EXPENSES or (item.type is FieldType.MONEY and item.key == COST_FIELD)
        for item in fields
    ):
        yield problem(Part.FORM, NO_COST)
    area = edition.beneficiaries.target_area
    if area is not None and not any(item.type is FieldType.SEAT for item in fields):
        yield problem(Part.FORM, NO_SEAT)
