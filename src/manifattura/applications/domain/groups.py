"""A repeatable group: the same questions for each item of a list. Stored as a list of objects, inner key → stored value."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.calls.domain.messages import Message, gettext_noop

from .values import has_shape, is_empty

MOST_ITEMS = 100

TOO_FEW = gettext_noop("Hai scritto %(given)s voci. Il minimo è %(minimum)s.")
TOO_MANY = gettext_noop("Hai scritto %(given)s voci. Il massimo è %(maximum)s.")

Checker = Callable[[FormField, Any], Mapping[str, Message]]


def has_group_shape(form_field: FormField, value: Any) -> bool:
    """Whether a stored value is a list of items with the group's own questions and nothing else."""
    if value is None:
        return True
    kinds = {inner.key: inner.type for inner in form_field.fields}
    return (
        isinstance(value, list)
        and len(value) <= MOST_ITEMS
        and all(
            isinstance(item, Mapping)
            and all(key in kinds and has_shape(kinds[key], part) for key, part in item.items())
            for item in value
        )
    )


def has_field_shape(form_field: FormField, value: Any) -> bool:
    """Whether a stored value has the shape of its question."""
    if form_field.type is FieldType.GROUP:
        return has_group_shape(form_field, value)
    return has_shape(form_field.type, value)


def part_label(form_field: FormField, where: str) -> str:
    """How a page calls what is at `where`; in a list also which item and which question: "Macchine, voce 2, Prezzo"."""
    _key, *parts = where.split(".")
    if not parts or not parts[0].isdigit():
        return form_field.label
    item = f"{form_field.item_title or 'voce'} {int(parts[0]) + 1}"
    asked = [inner.label for inner in form_field.fields if parts[1:2] == [inner.key]]
    return ", ".join((form_field.label, item, *asked))


def group_problems(
    form_field: FormField,
    items: Sequence[Mapping[str, Any]],
    check: Checker,
    missing: Callable[[FormField], Message],
) -> dict[str, Message]:
    """What is wrong in the items (`<key>.<item>.<question>`), then with how many they are.

    `check` and `missing` judge one question, as they do outside groups.
    """
    problems: dict[str, Message] = {}
    for number, item in enumerate(items):
        for inner in form_field.fields:
            where = f"{form_field.key}.{number}.{inner.key}"
            value = item.get(inner.key)
            if is_empty(value):
                if inner.required:
                    problems[where] = missing(inner)
                continue
            for message in check(inner, value).values():
                problems[where] = message
    if not problems:
        count = _count_problem(form_field, len(items))
        if count is not None:
            problems[form_field.key] = count
    return problems


def _count_problem(form_field: FormField, count: int) -> Message | None:
    given = str(count)
    if count < form_field.min_items:
        return Message(TOO_FEW, {"given": given, "minimum": str(form_field.min_items)})
    if count > form_field.max_items:
        return Message(TOO_MANY, {"given": given, "maximum": str(form_field.max_items)})
    return None
