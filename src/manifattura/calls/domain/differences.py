"""What changed between two editions, field by field, from their documents: the public reads it beside each version."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

IGNORED = frozenset({"version", "act", "amendment_note", "format", "lots"})
NAMES = ("key", "flag", "number")
TITLES = ("title", "label", "question")


@dataclass(frozen=True)
class Difference:
    """`path`: names from the outside in (`("grid", "criteria", "A1", "max")`); an empty side was not there.

    `titles`: beside each name, what people call that item of a list; "" for the others.
    """

    path: tuple[str, ...]
    before: str
    after: str
    titles: tuple[str, ...] = field(default=(), compare=False)


def differences(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Every value that is new, gone or different, in the order of the newer document, then what is gone."""
    before, after = dict(_leaves(old, ())), dict(_leaves(new, ()))
    paths = [*after, *(path for path in before if path not in after)]
    return tuple(
        Difference(
            path, before.get(path, ""), after.get(path, ""), _titles(new if path in after else old, path)
        )
        for path in paths
        if before.get(path, "") != after.get(path, "")
    )


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if path or (name not in IGNORED and not _is_implicit(name, inner)):
                yield from _leaves(inner, (*path, str(name)))
    elif isinstance(value, list):
        if all(not isinstance(inner, Mapping | list) for inner in value):
            yield path, ", ".join(text_of(inner) for inner in value)
            return
        for place, inner in enumerate(value, start=1):
            yield from _leaves(inner, (*path, _name_of(inner, place)))
    else:
        yield path, text_of(value)


def _titles(document: Any, path: tuple[str, ...]) -> tuple[str, ...]:
    found, here = [], document
    for name in path:
        title = ""
        if isinstance(here, list):
            here = next(inner for place, inner in enumerate(here, start=1) if _name_of(inner, place) == name)
            title = (
                next((str(here[kind]) for kind in TITLES if here.get(kind)), "")
                if isinstance(here, Mapping)
                else ""
            )
        else:
            here = here[name]
        found.append(title)
    return tuple(found)


def _is_implicit(name: str, value: Any) -> bool:
    """The only round of a call without sessions repeats the budget."""
    return name == "rounds" and not any("opens_at" in one for one in value)


def _name_of(item: Any, place: int) -> str:
    """Items of a list are followed by their key, so that moving one is not a change of all the others."""
    if isinstance(item, Mapping):
        for name in NAMES:
            if name in item:
                return str(item[name])
    return str(place)


def text_of(value: Any) -> str:
    """A plain value of a document; `true` and `false` stay as such for the page to translate."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
