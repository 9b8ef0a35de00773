"""A whole call as one JSON document that another office can take in: `manifattura-call-definition/1` (docs/call-definitions.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from cattrs import BaseValidationError
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from .definition_schema import DECIMAL, FORMAT, LEFT_OUT, definition_schema
from .document import edition_from_document, edition_to_document
from .edition import Edition
from .expressions import problems_of
from .lot_questions import without_lot_questions
from .messages import Message, gettext_noop
from .unfinished import blank_edition

WRONG_KIND = {
    "string": gettext_noop("Qui va un testo."),
    "boolean": gettext_noop("Qui va vero o falso (true, false)."),
    "integer": gettext_noop("Qui va un numero intero."),
    "array": gettext_noop("Qui va un elenco."),
    "object": gettext_noop("Qui va un oggetto con i suoi campi."),
}
MISSING = gettext_noop("Manca «%(name)s».")
NOT_EXPECTED = gettext_noop("«%(name)s» non è previsto.")
NOT_OURS = gettext_noop("Non è la definizione di un bando: «format» deve essere %(format)s.")
OTHER_VERSION = gettext_noop(
    "È la definizione di un bando scritta in un’altra versione, %(given)s: qui si legge %(format)s."
)
ONE_OF = gettext_noop("Il valore deve essere uno di questi: %(values)s.")
NOT_AMOUNT = gettext_noop("Qui va un numero da 0 in su, scritto come testo: «1234.50».")
BAD_VALUE = gettext_noop("Il valore non va bene.")
TWICE = gettext_noop("Il codice «%(key)s» c’è più di una volta.")
MOST_FAULTS = 50


@dataclass(frozen=True)
class Fault:
    """What is wrong; `where` is the place in the file (`form[2].fields[0].key`), empty for the whole file."""

    where: str
    message: Message


class InvalidDefinitionError(ValueError):
    """The document cannot be taken in; `faults` says why, place by place, at most fifty."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.where}: {fault.message}" for fault in faults))
        self.faults = faults[:MOST_FAULTS]


def definition_of(edition: Edition) -> dict[str, Any]:
    """The document of an edition, without what belongs to the office that published it."""
    document = edition_to_document(without_lot_questions(edition))
    return {"format": FORMAT} | {name: value for name, value in document.items() if name not in LEFT_OUT}


def edition_of(definition: Mapping[str, Any]) -> Edition:
    """What a draft is written from; raises `InvalidDefinitionError` with everything that is wrong."""
    _refuse(tuple(_shape_faults(definition)))
    blank = edition_to_document(blank_edition())
    own = {name: blank[name] for name in blank.keys() & LEFT_OUT}
    given = {name: value for name, value in definition.items() if name != "format"}
    try:
        edition = edition_from_document(own | given)
    except BaseValidationError as error:
        # a day that no calendar has: what the parsers raise comes in a group of exceptions
        raise InvalidDefinitionError((Fault("", Message(BAD_VALUE)),)) from error
    _refuse((*_repeated(edition), *_conditions(edition)))
    return edition


def _refuse(faults: tuple[Fault, ...]) -> None:
    if faults:
        raise InvalidDefinitionError(faults)


# ------------------------------------------------------------------ shape


def _shape_faults(definition: Mapping[str, Any]) -> Iterator[Fault]:
    validator = Draft202012Validator(definition_schema())
    errors = sorted(validator.iter_errors(dict(definition)), key=lambda found: found.json_path)
    found: list[Fault] = []
    # every missing member is an error of its own, and each names them all
    for fault in (fault for error in errors for fault in _fault(error)):
        if fault not in found:
            found.append(fault)
    yield from found


def _fault(error: ValidationError) -> Iterator[Fault]:
    where = error.json_path.removeprefix("$").removeprefix(".")
    rule: Any = error.validator_value
    given: Any = error.instance
    match error.validator:
        case "required":
            for name in rule:
                if name not in given:
                    yield Fault(where, Message(MISSING, {"name": name}))
        case "additionalProperties":
            schema: Any = error.schema
            for name in sorted(set(given) - set(schema["properties"])):
                yield Fault(where, Message(NOT_EXPECTED, {"name": name}))
        case "type":
            yield Fault(where, Message(WRONG_KIND.get(str(rule), BAD_VALUE)))
        case "const":
            ours = isinstance(given, str) and given.startswith(FORMAT.partition("/")[0] + "/")
            yield Fault(
                where, Message(OTHER_VERSION if ours else NOT_OURS, {"format": FORMAT, "given": str(given)})
            )
        case "enum":
            yield Fault(where, Message(ONE_OF, {"values": ", ".join(rule)}))
        case "anyOf":
            yield from _inside(error)
        case _:
            yield Fault(where, Message(NOT_AMOUNT if rule == DECIMAL else BAD_VALUE))


def _inside(error: ValidationError) -> Iterator[Fault]:
    """Of a member that may be left out: what is wrong is inside the value, never that it is not null."""
    for inner in error.context or ():
        if inner.schema_path[0] == 0:
            yield from _fault(inner)


# ------------------------------------------------------------------ sense


def _repeated(edition: Edition) -> Iterator[Fault]:
    """Keys are what answers and scores hang on: each once in its list (questions: once in the form)."""
    lists: dict[str, list[str]] = {
        "allocation.lots": [one.key for one in (edition.allocation.lots if edition.allocation else ())],
        "form": [section.key for section in edition.form],
        "form.fields": [one.key for section in edition.form for one in section.fields],
        "declarations": [one.key for one in edition.declarations],
        "eligibility": [one.key for one in edition.eligibility],
        "requirements": [one.key for one in edition.requirements],
        "flags": [one.key for one in edition.flags],
        "grid.groups": [one.key for one in edition.grid.groups],
        "grid.criteria": [one.key for one in edition.grid.criteria],
        "grid.bonuses": [one.key for one in edition.grid.bonuses],
        "grid.reserves": [one.flag for one in edition.grid.reserves],
    }
    for where, keys in lists.items():
        for key, times in Counter(keys).items():
            if times > 1:
                yield Fault(where, Message(TWICE, {"key": key}))


CONDITIONS = ("shown_if", "when")


def _conditions(edition: Edition) -> Iterator[Fault]:
    """Every condition can be read: the builder would not open a page that holds another tree."""
    known = {one.key for section in edition.form for one in section.fields}
    for where, condition in _written_conditions(edition, ""):
        for message in problems_of(condition, known):
            yield Fault(where, message)


def _written_conditions(value: Any, where: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _written_conditions(one, f"{where}[{number}]")
    elif is_dataclass(value):
        for one in fields(value):
            inner = getattr(value, one.name)
            place = f"{where}.{one.name}" if where else one.name
            if one.name in CONDITIONS and inner is not None:
                yield place, inner
            else:
                yield from _written_conditions(inner, place)
