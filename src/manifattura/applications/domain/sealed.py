"""Answers in a sealed envelope: judged before they are closed, never after; opened only at the opening (ADR 0021)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.messages import Message, gettext_noop
from manifattura.kernel import sealing
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.sealing import Envelope, KeyPair, Opened
from manifattura.kernel.strict_json import InvalidInput, read_strict

from .answers import LONGEST_LINE, NOT_IN_LIST, Problems, check_answer, missing
from .groups import group_problems, has_field_shape
from .italian import write_money, write_number
from .values import SEALED, is_sealed, unreadable_text

FORMAT = "manifattura-sealed/1"
NOTE = "manifattura-envelope-note/1"
PARTS = frozenset({"format", "question", "salt", "ephemeral", "box"})

QUESTION_CHANGED = gettext_noop(
    "La domanda è cambiata dopo che hai chiuso la busta: scrivi di nuovo la risposta."
)
NOT_READ: dict[FieldType, str] = {
    FieldType.NUMBER: gettext_noop("Scrivi un numero. Esempio: 12,5."),
    FieldType.MONEY: gettext_noop("Scrivi un importo. Esempio: 12.500,00."),
    FieldType.DATE: gettext_noop("Scrivi una data. Esempio: 30/11/2026."),
}
BETWEEN = gettext_noop("Il valore deve stare fra %(minimum)s e %(maximum)s.")
AT_LEAST = gettext_noop("Il valore deve essere almeno %(minimum)s.")
AT_MOST = gettext_noop("Il valore può essere al massimo %(maximum)s.")
TOO_LONG = gettext_noop("Il testo è troppo lungo: al massimo %(maximum)s caratteri.")


@dataclass(frozen=True)
class Place:
    """Where an envelope belongs: it opens nowhere else."""

    call: str
    application: str


@dataclass(frozen=True)
class Closed:
    """A closed answer, and the secret with which the applicant alone can show later what is inside."""

    stored: dict[str, Any]
    secret: str = field(repr=False)


def has_envelope_shape(value: Any) -> bool:
    """Whether a value is an envelope as `close` writes them: nothing else may stand where a sealed answer goes."""
    if not is_sealed(value) or not isinstance(value[SEALED], Mapping):
        return False
    inner = value[SEALED]
    return set(inner) == PARTS and all(isinstance(part, str) for part in inner.values())


def question_mark(item: FormField) -> str:
    """A digest of what decides whether an answer is good: an envelope closed under other rules is not taken."""
    asked = {
        "type": item.type.value,
        "options": [option.key for option in item.options],
        "min": None if item.min_value is None else format(item.min_value.normalize(), "f"),
        "max": None if item.max_value is None else format(item.max_value.normalize(), "f"),
        "length": item.max_length,
        **({"items": _asked_of_items(item)} if item.fields else {}),
    }
    return sha256_hex(asked)[:16]


def _asked_of_items(item: FormField) -> list[Any]:
    return [item.min_items, item.max_items, [[inner.key, question_mark(inner)] for inner in item.fields]]


def close(item: FormField, value: Any, *, public_key: str, place: Place) -> Closed:
    """Seal a good answer to the call's key, for this application and this question only."""
    mark, secret = question_mark(item), sealing.new_secret()
    envelope = sealing.seal(public_key, _content(value), _context(item.key, mark, place), secret=secret)
    return Closed({SEALED: {"format": FORMAT, "question": mark, **asdict(envelope)}}, secret)


def open_envelope(key: str, value: Any, *, pair: KeyPair, place: Place) -> tuple[Any, str]:
    """The answer and its secret; `sealing.CannotOpen` for what was not closed here, for this call, by these rules."""
    if not has_envelope_shape(value):
        raise sealing.CannotOpen
    envelope, mark = _envelope(value), value[SEALED]["question"]
    opened = sealing.unseal(pair, envelope, _context(key, mark, place))
    try:
        return read_strict(opened.content)["value"], opened.secret
    except (InvalidInput, KeyError) as error:
        raise sealing.CannotOpen from error


def is_what_was_sealed(
    key: str, stored: Any, value: Any, secret: str, *, public_key: str, place: Place
) -> bool:
    """Whether the answer with its secret gives the stored envelope again: anybody can check, without a private key."""
    if not has_envelope_shape(stored):
        return False
    context = _context(key, stored[SEALED]["question"], place)
    return sealing.is_inside(public_key, _envelope(stored), context, Opened(_content(value), secret))


def _envelope(value: Mapping[str, Any]) -> Envelope:
    inner = value[SEALED]
    return Envelope(inner["salt"], inner["ephemeral"], inner["box"])


def _content(value: Any) -> bytes:
    return canonical_json({"value": value})


def _context(key: str, mark: str, place: Place) -> bytes:
    return canonical_json(
        {"application": place.application, "call": place.call, "field": key, "question": mark}
    )


# ------------------------------------------------------------------ what is wrong, without saying what was written


def clear_problems(item: FormField, value: Any) -> Problems:
    """What is wrong with an answer that is about to be sealed, part by part; no sentence repeats what was written."""
    if item.type is FieldType.GROUP and has_field_shape(item, value):
        return group_problems(item, value, clear_problems, missing)
    if item.type is FieldType.SEAT and has_field_shape(item, value):
        return check_answer(item, value)
    found = clear_problem(item, value)
    return {item.key: found} if found else {}


def clear_problem(item: FormField, value: Any) -> Message | None:
    """The same for an answer of one control."""
    if not has_field_shape(item, value):
        return Message(NOT_IN_LIST)
    if not check_answer(item, value):
        return None
    if unreadable_text(value) is not None:
        return Message(NOT_READ.get(item.type, NOT_IN_LIST))
    if item.type in (FieldType.TEXT, FieldType.LONG_TEXT):
        return Message(TOO_LONG, {"maximum": write_number(Decimal(item.max_length or LONGEST_LINE))})
    if item.type in (FieldType.NUMBER, FieldType.MONEY):
        return _limits(item)
    return Message(NOT_IN_LIST)


def _limits(item: FormField) -> Message:
    write = write_money if item.type is FieldType.MONEY else write_number
    low, high = item.min_value, item.max_value
    if low is not None and high is not None:
        return Message(BETWEEN, {"minimum": write(low), "maximum": write(high)})
    if low is not None:
        return Message(AT_LEAST, {"minimum": write(low)})
    assert high is not None
    return Message(AT_MOST, {"maximum": write(high)})


def envelope_problem(item: FormField, value: Any) -> Message | None:
    """What stands between a sealed answer and sending: it is missing, or it was closed when the question was another."""
    if not is_sealed(value):
        return missing(item) if item.required else None
    if value[SEALED].get("question") != question_mark(item):
        return Message(QUESTION_CHANGED)
    return None


# ------------------------------------------------------------------ what the applicant keeps


def note_of(item: FormField, value: Any, closed: Closed, *, public_key: str, place: Place) -> dict[str, Any]:
    """The applicant's own proof: with it anybody can close the answer again and find the envelope that was sent."""
    return {
        "format": NOTE,
        "call": place.call,
        "application": place.application,
        "field": item.key,
        "label": item.label,
        "value": value,
        "secret": closed.secret,
        "envelope": closed.stored[SEALED],
        "public_key": public_key,
    }
