"""The JSON Schema of a call definition, made from the dataclasses of `edition.py`: the two cannot disagree."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from .edition import Edition, FormField
from .grid import Bonus, CriteriaGroup, Criterion
from .scoring import CriterionPart, SubRanking, Uplift
from .states import CallKind

FORMAT = "manifattura-call-definition/1"
LEFT_OUT = frozenset(
    {
        "call",
        "version",
        "office",
        "act",
        "lots",
        "documents",
        "is_sample",
        "amendment_note",
        "format",
        "sealing_key",
    }
)
"""What belongs to the office that publishes: address, person responsible, act, files, key. Lots follow the spaces."""

KEY = r"^[a-zA-Z0-9_-]{1,40}$"
CODE = r"^[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,39}$"
"""Of what a grid lists: codes as acts write them (`6.6.2.a`); conditions and formulas read answers, never these."""
CODED = (CriteriaGroup, Criterion, CriterionPart, Bonus, Uplift, SubRanking)
DECIMAL = r"^(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?$"
SIGNED = DECIMAL.replace("^", "^-?")
"""Only the bounds of an answer may be below zero: points, rates and amounts never, and no ranking takes them."""
LARGEST = 2**31 - 1

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -LARGEST, "maximum": LARGEST},
    Decimal: {"type": "string", "pattern": DECIMAL},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
}


@cache
def definition_schema() -> dict[str, Any]:
    """Draft 2020-12; `$defs` holds one schema per dataclass of the edition."""
    defs: dict[str, Any] = {}
    whole = _members(Edition, defs, without=LEFT_OUT)
    whole["properties"] = {"format": {"const": FORMAT}} | whole["properties"]
    whole["required"] = ["format", *whole["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Manifattura call definition, version 1",
        **whole,
        "$defs": dict(sorted(defs.items())),
    }


def _members(kind: type, defs: dict[str, Any], without: frozenset[str] = frozenset()) -> dict[str, Any]:
    hints = get_type_hints(kind)
    chosen = [one for one in fields(kind) if one.name not in without]
    return {
        "type": "object",
        "properties": {one.name: _member(kind, one, hints[one.name], defs) for one in chosen},
        "required": [one.name for one in chosen if one.default is MISSING and one.default_factory is MISSING],
        "additionalProperties": False,
    }


def _member(owner: type, one: Field[Any], kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    schema = _schema(kind, defs)
    if owner is FormField and one.name in ("min_value", "max_value"):
        return {"anyOf": [{"type": "string", "pattern": SIGNED}, {"type": "null"}]}
    if one.name == "key":
        return {**schema, "pattern": CODE if owner in CODED else KEY}
    if owner is Edition and one.name == "kind":
        return {"enum": [one.value for one in CallKind]}
    return schema


def _schema(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin = get_origin(kind)
    if origin is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0], defs)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, defs) for part in get_args(kind)]}
    if kind is type(None):
        return {"type": "null"}
    if origin is Mapping:
        return {"type": "object"}
    if issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    assert isinstance(kind, type), kind
    assert is_dataclass(kind), kind
    if kind.__name__ not in defs:
        # the place is taken first: a dataclass may hold itself
        defs[kind.__name__] = {}
        defs[kind.__name__] = _members(kind, defs)
    return {"$ref": f"#/$defs/{kind.__name__}"}
