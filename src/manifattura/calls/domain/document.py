"""Edition ↔ canonical document: money and points as strings, instants in ISO 8601 with offset."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from cattrs import Converter

from .edition import Edition

ROME = ZoneInfo("Europe/Rome")
Part = TypeVar("Part")


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, omit_if_default=True)
    converter.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    converter.register_unstructure_hook(datetime, lambda value: value.astimezone(ROME).isoformat())
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_structure_hook_func(
        lambda kind: kind == Mapping[str, Any], lambda value, _: dict(value)
    )
    return converter


_CONVERTER = _converter()


def edition_to_document(edition: Edition) -> dict[str, Any]:
    """The JSON document that is stored and hashed when a call is published."""
    document: dict[str, Any] = _CONVERTER.unstructure(edition)
    document["format"] = edition.format
    return document


def edition_from_document(document: Mapping[str, Any]) -> Edition:
    """The edition that was published; raises `cattrs` errors on a document of another shape."""
    return _CONVERTER.structure(dict(document), Edition)


def parts_to_document(parts: Iterable[Any]) -> list[dict[str, Any]]:
    """Parts of an edition (sections, declarations) by themselves, as an edition writes them."""
    return [_CONVERTER.unstructure(part) for part in parts]


def parts_from_document(documents: Iterable[Mapping[str, Any]], kind: type[Part]) -> tuple[Part, ...]:
    """The other way round; raises `cattrs` errors on documents of another shape."""
    return tuple(_CONVERTER.structure(dict(document), kind) for document in documents)
