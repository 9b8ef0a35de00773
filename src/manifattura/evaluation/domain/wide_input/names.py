"""Neutral names of what a public document refers to: facts, choices, linked applicants; and points as it writes them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_facts import GridFact, Leaf, leaves, office_key
from manifattura.calls.domain.scoring import MethodKind, Source

if TYPE_CHECKING:
    from manifattura.evaluation.domain.ranking_input import Candidate

MAIN = "main"
Flags = Mapping[str, str]


class Names:
    """Neutral names of what a document refers to."""

    def __init__(self, edition: Edition, facts: Sequence[GridFact], flags: Flags) -> None:
        self.facts = facts
        self.flags = flags
        self.ids = {fact.key: f"v{number}" for number, fact in enumerate(facts, start=1)}
        self.choices = {
            fact.key: {choice: f"o{number}" for number, choice in enumerate(_choices(edition, fact), start=1)}
            for fact in facts
            if fact.kind in ("choice", "choices")
        }

    def value(self, fact: GridFact, value: Any) -> Any:
        """A fact's value with neutral choices; None when it is none of them."""
        if fact.kind == "choices":
            among = self.choices[fact.key]
            return None if value is None else [among[one] for one in value if one in among]
        if fact.kind == "choice":
            return self.choices[fact.key].get(value)
        return value


def _choices(edition: Edition, fact: GridFact) -> list[str]:
    """Every choice that the question or a method knows, in order."""
    methods = [leaf.method for leaf in leaves(edition.grid) if _choice_key(leaf) == fact.key]
    asked: list[str] = []
    if not fact.by_office:
        asked = [
            option.key
            for section in edition.form
            for field in section.fields
            if field.key == fact.key
            for option in field.options
        ]
    return list(dict.fromkeys([*asked, *(option.key for method in methods for option in method.options)]))


def _choice_key(leaf: Leaf) -> str:
    if leaf.method.kind is not MethodKind.OPTIONS:
        return ""
    return office_key(leaf.key) if leaf.method.source is Source.OFFICE else leaf.method.field


def neutral_links(candidates: Iterable["Candidate"]) -> dict[str, str]:
    """Neutral names in the order of the codes, so that they say nothing of the applicants."""
    found = dict.fromkeys(one.link for one in sorted(candidates, key=lambda one: one.code) if one.link)
    return {link: f"l{number}" for number, link in enumerate(found, start=1)}


def points_text(points: Decimal) -> str:
    """With two decimals, or three where they are needed."""
    return format(points, ".2f") if points == round(points, 2) else format(points, ".3f")


def optional_points(name: str, points: Decimal | None) -> dict[str, str]:
    return {} if points is None else {name: points_text(points)}
