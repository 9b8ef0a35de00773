"""Says in a plain sentence why an entry of the ranking is where it is: for the public page, the minutes and the applicant."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from manifattura.evaluation.domain.explain_places_texts import NONE_LEFT, PLACES, PLACES_CODES, UNSAID
from manifattura.evaluation.domain.explain_texts import Language, Level, template

PLACED = ("GOES_FIRST", "GOES_LAST")
NAMED_TIES = 5
"""How many ex aequo a sentence lists before it only counts the others."""


@dataclass(frozen=True, slots=True)
class Names:
    """What to call things, by id, in the reader's language; an id without a name shows itself.

    The names of applications follow the call's privacy rule: the caller gives what the reader may see.
    """

    applications: Mapping[str, str] = field(default_factory=dict)
    criteria: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    precedences: Mapping[str, str] = field(default_factory=dict)
    """By flag, where the call gives a precedence a name of its own."""
    rankings: Mapping[str, str] = field(default_factory=dict)
    """Parts of criteria are named among the criteria."""
    places: bool = False
    """The call gives places and no money."""
    lots: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One reason: `code` and `facts` for programs, `text` for people."""

    code: str
    facts: Mapping[str, Any]
    level: Level

    def text(self, language: str = Language.ITALIAN) -> str:
        spoken = Language(language)
        shown = {name: self._show(name)(value, spoken) for name, value in self.facts.items()}
        return template(self.code, self.level, spoken).format_map(shown)

    def _show(self, name: str) -> Callable[[Any, Language], str]:
        shown = _SHOWN.get(name, _plain)
        return _count if shown is _money and self.code.startswith(PLACES) else shown


def explain(
    reasons: Sequence[Mapping[str, Any]],
    granted: str,
    *,
    level: Level = Level.PUBLIC,
    names: Names | None = None,
) -> tuple[Sentence, ...]:
    """One sentence per reason of a result entry (its `reasons` and `granted` as the document has them)."""
    known = names or Names()
    return tuple(
        Sentence(code, _facts(reason, granted, known), level)
        for reason in reasons
        for code in [_code(reason, known)]
        if code not in UNSAID
    )


def explanation_text(sentences: Sequence[Sentence], language: str = Language.ITALIAN) -> str:
    """The sentences in one paragraph."""
    return " ".join(sentence.text(language) for sentence in sentences)


def _code(reason: Mapping[str, Any], names: Names) -> str:
    """The reason's code, with the variant that needs words of its own."""
    code = _with_variant(reason)
    if not names.places:
        return code
    if code == "DOES_NOT_FIT" and reason["available"] == "0.00":
        return NONE_LEFT
    return f"{PLACES}{code}" if f"{PLACES}{code}" in PLACES_CODES else code


def _with_variant(reason: Mapping[str, Any]) -> str:
    code = str(reason["code"])
    if code == "TIE_BROKEN":
        kind, _, _ = reason["by"].partition(":")
        return f"TIE_BROKEN_{kind.upper()}"
    if code == "LEFT":
        return f"LEFT_{reason['status'].upper()}"
    if code == "GUARANTEED" and reason["least"] == 1:
        return "GUARANTEED_FIRST"
    if code == "FUNDED" and not reason["from_reserves"]:
        return "FUNDED_GENERAL"
    if code == "FUNDED":
        return "FUNDED_RESERVE" if reason["from_general"] == "0.00" else "FUNDED_MIXED"
    return code


def _facts(reason: Mapping[str, Any], granted: str, names: Names) -> dict[str, Any]:
    facts = {name: value for name, value in reason.items() if name != "code"}
    facts["granted"] = granted
    if "criterion" in facts:
        facts["criterion"] = _named(facts["criterion"], names.criteria)
    if "group" in facts:
        facts["group"] = _named(facts["group"], names.groups)
    if "criteria" in facts:
        facts["criteria"] = [_named(one, names.criteria) for one in facts["criteria"]]
    if "flag" in facts:
        own = names.precedences if reason["code"] in PLACED else {}
        facts["flag"] = own.get(facts["flag"]) or _named(facts["flag"], names.flags)
    if "ranking" in facts:
        facts["ranking"] = _named(facts["ranking"], names.rankings)
    if "by" in facts:
        kind, _, identifier = facts.pop("by").partition(":")
        among = {"group": names.groups, "criterion": names.criteria, "flag": names.flags}
        facts["name"] = _named(identifier, among.get(kind, {}))
    if "with" in facts:
        others = facts["with"] if isinstance(facts["with"], list) else [facts["with"]]
        facts["with"] = [_named(other, names.applications) for other in others]
    facts |= _lots(facts, names)
    drawn = facts.pop("from_reserves", [])
    if drawn:
        facts["reserves"] = [(_named(draw["flag"], names.flags), draw["amount"]) for draw in drawn]
    return facts


def _lots(facts: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The lot that a reason is about, and those held instead, by name."""
    if "lot" not in facts:
        return {}
    held = [_named(one, names.lots) for one in facts.get("held", [])]
    return {"lot": _named(facts["lot"], names.lots), **({"held": held} if held else {})}


def _named(identifier: str, names: Mapping[str, str]) -> str:
    return names.get(identifier, identifier)


# ------------------------------------------------------------------ how facts are shown


def _plain(value: Any, language: Language) -> str:
    return str(value)


def _points(value: str, language: Language) -> str:
    return value.replace(".", ",") if language is Language.ITALIAN else value


def _money(value: str, language: Language) -> str:
    whole, _, cents = value.partition(".")
    if language is Language.ITALIAN:
        # A no-break space: an amount is never cut at the end of a line.
        return f"{int(whole):,}".replace(",", ".") + f",{cents}\u00a0€"
    return f"€{int(whole):,}.{cents}"


def _count(value: str, language: Language) -> str:
    """A number of places, that documents write with cents."""
    return value.partition(".")[0]


def _share(value: str, language: Language) -> str:
    return f"{int(value.replace('.', ''))}%"


def _applications(value: Sequence[str], language: Language) -> str:
    # Never "and 1 more": one name more takes the same room.
    shown = list(value if len(value) <= NAMED_TIES + 1 else value[:NAMED_TIES])
    others = len(value) - len(shown)
    if others:
        shown.append(f"altre {others}" if language is Language.ITALIAN else f"{others} more")
    return _joined(shown, language)


def _reserves(value: Sequence[tuple[str, str]], language: Language) -> str:
    return _joined([f"{_money(amount, language)} ({flag})" for flag, amount in value], language)


def _joined(parts: Sequence[str], language: Language) -> str:
    if len(parts) == 1:
        return parts[0]
    joint = " e " if language is Language.ITALIAN else " and "
    return ", ".join(parts[:-1]) + joint + parts[-1]


_SHOWN: dict[str, Callable[[Any, Language], str]] = {
    "score": _points,
    "declared": _points,
    "checked": _points,
    "threshold": _points,
    "amount": _money,
    "criteria": lambda value, language: _joined([f"«{one}»" for one in value], language),
    "base": _money,
    "held": _joined,
    "min": _points,
    "total": _points,
    "winner_amount": _money,
    "winner_total": _points,
    "available": _money,
    "requested": _money,
    "granted": _money,
    "from_general": _money,
    "min_share": _share,
    "with": _applications,
    "reserves": _reserves,
}
