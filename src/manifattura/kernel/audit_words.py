"""How an entry of the audit trail reads: apps register one sentence per verb, and names for the facts that change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import AuditEntry

Text = str | Promise

_sentences: dict[str, Text] = {}
_fields: dict[str, Text] = {}
_values: dict[tuple[str, str], Text] = {}
_readers: dict[str, Callable[[str], str]] = {}
_scopes: dict[str, ScopeReader] = {}


class ScopeReader:
    """What the owner of a kind of scope ("call") can say of it: whose it is, and its name."""

    def __init__(
        self,
        *,
        of_offices: Callable[[Collection[int] | None], list[str]],
        names: Callable[[Collection[str]], dict[str, str]],
    ) -> None:
        self.of_offices = of_offices
        self.names = names


def register(
    sentences: Mapping[str, Text],
    *,
    fields: Mapping[str, Text] | None = None,
    values: Mapping[tuple[str, str], Text] | None = None,
    readers: Mapping[str, Callable[[str], str]] | None = None,
) -> None:
    """Add sentences by verb: what was done, with `%(subject)s` where the object goes ("ha pubblicato %(subject)s").

    `fields` names the facts in `before` and `after`; `values` gives words for coded ones, by (fact, code); `readers` writes
    amounts and days as people read them, by fact.
    """
    _sentences.update(sentences)
    _fields.update(fields or {})
    _values.update(values or {})
    _readers.update(readers or {})


def register_scope(kind: str, reader: ScopeReader) -> None:
    """Say who reads the entries of scopes `"<kind>:<id>"`; `of_offices(None)` means every office."""
    _scopes[kind] = reader


def forget_scope(kind: str) -> None:
    """The opposite of `register_scope`, for tests."""
    _scopes.pop(kind, None)


def known_verbs() -> frozenset[str]:
    return frozenset(_sentences)


def verb_choices() -> list[tuple[str, str]]:
    """(verb, sentence without its object), in the reader's alphabetical order, for a filter."""
    choices = [(verb, str(text).replace("%(subject)s", "…")) for verb, text in _sentences.items()]
    return sorted(choices, key=lambda choice: choice[1].casefold())


def act(entry: AuditEntry) -> str:
    """What was done, without who: "ha pubblicato Bando campione"; a verb nobody registered is shown as it is."""
    sentence = _sentences.get(entry.verb)
    if sentence is None:
        return f"{entry.verb}: {entry.subject_label}"
    return str(sentence) % {"subject": entry.subject_label}


def field_name(key: str) -> str:
    """The name of a fact in `before` and `after`; an unknown one is shown with spaces."""
    return str(_fields.get(key, key.replace("_", " ")))


def differences(entry: AuditEntry) -> list[tuple[str, str, str]]:
    """(name, before, after) for each fact that the act changed, in the order it was written."""
    before, after = entry.before or {}, entry.after or {}
    keys = [*after, *(key for key in before if key not in after)]
    return [
        (field_name(key), value_text(before.get(key), key), value_text(after.get(key), key))
        for key in keys
        if before.get(key) != after.get(key)
    ]


def value_text(value: Any, key: str = "") -> str:
    """A stored value as people read it; `key` names its fact, for coded values."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, Mapping):
        return "; ".join(
            f"{field_name(str(name))}: {value_text(inner, str(name))}" for name, inner in value.items()
        )
    if isinstance(value, list):
        return ", ".join(value_text(inner, key) for inner in value)
    if key in _readers:
        return _readers[key](str(value))
    return str(_values.get((key, str(value)), value))


def scopes_of_offices(office_ids: Collection[int] | None) -> list[str]:
    """Every scope that these offices answer for, of all registered kinds."""
    return [scope for reader in _scopes.values() for scope in reader.of_offices(office_ids)]


def scope_names(scopes: Collection[str]) -> dict[str, str]:
    """Names of the given scopes; one query per kind, a scope nobody knows is shown as it is."""
    names = {scope: scope for scope in scopes}
    for kind, reader in _scopes.items():
        wanted = [scope for scope in scopes if scope.startswith(f"{kind}:")]
        if wanted:
            names.update(reader.names(wanted))
    return names
