"""What is wrong with a row: a code, how grave it is, and the facts that its message names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Fault:
    """`error`: the row does not enter. `warning`: it enters, and somebody should look."""

    severity: Severity
    code: str
    key: str = ""
    """The column that it speaks of."""
    facts: Mapping[str, Any] = field(default_factory=dict)


def error(code: str, key: str = "", **facts: Any) -> Fault:
    return Fault("error", code, key, facts)


def warning(code: str, key: str = "", **facts: Any) -> Fault:
    return Fault("warning", code, key, facts)


@dataclass(frozen=True)
class Reading:
    """A value as understood, and what is to be said of it. `missing`: the cell says nothing."""

    value: Any = None
    faults: tuple[Fault, ...] = ()
    missing: bool = False


MISSING = Reading(missing=True)
