"""Words, choices, yes and no, postal codes, addresses of mail and phone: read from a cell, with what is to be said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from .cells import Cell, Formula, is_blank, mended, plain, says_nothing, text_of
from .faults import MISSING, Fault, Reading, Severity, error, warning
from .numbers import Reader

FORMULA = re.compile(r"^[=@]|^[+-][A-Za-z(]")
YES = frozenset("si s x true vero yes y 1 presente ok v".split())
NO = frozenset("no n false falso 0 assente".split())


def text(*, most: int = 2000, kept: int = 5000) -> Reader:
    """A reader of words; above `most` signs a warning, above `kept` the rest is left out."""

    def read(cell: Cell, heading: str) -> Reading:
        del heading
        if is_blank(cell):
            return MISSING
        written = text_of(cell)
        if written in {"-", "–", "—", "/"}:
            return MISSING
        faults: list[Fault] = []
        if isinstance(cell, Formula) or FORMULA.match(written):
            faults.append(warning("formula_text", value=written[:60]))
        repaired = mended(written)
        if repaired is not None:
            faults.append(warning("mojibake", value=written[:60], read=repaired[:60]))
            written = repaired
        if len(written) > most:
            faults.append(warning("long_text", length=len(written), most=most, kept=kept))
        return Reading(written[:kept], tuple(faults))

    return read


def choice(words: Mapping[str, str], *, unknown: Severity = "error", several: bool = False) -> Reader:
    """A reader of a word of a list: `words` from what people write to the code; `several`: more of them in a cell."""
    table = {plain(word): code for word, code in words.items()}

    def find(written: str) -> str | None:
        # "abbandonato?" is a doubt, not a value
        return None if "?" in written else table.get(plain(written))

    def read(cell: Cell, heading: str) -> Reading:
        del heading
        if is_blank(cell):
            return MISSING
        if isinstance(cell, Formula):
            return Reading(None, (error("formula", value=cell.text),))
        written = text_of(cell)
        repaired = mended(written)
        faults: tuple[Fault, ...] = ()
        if repaired is not None:
            faults = (warning("mojibake", value=written[:60], read=repaired[:60]),)
            written = repaired
        whole = find(written)
        if whole is not None and not several:
            return Reading(whole, faults)
        if says_nothing(written):
            return Reading(missing=True, faults=(warning("not_known", value=written),))
        parts = (
            [part for part in re.split(r"[;,/\n+]| e ", written) if part.strip()] if several else [written]
        )
        if several and whole is not None:
            return Reading([whole], faults)
        codes = [find(part) for part in parts]
        wrong = [part.strip() for part, code in zip(parts, codes, strict=True) if code is None]
        if wrong:
            return Reading(
                None, (*faults, _unknown(wrong[0], table, words, unknown)), missing=unknown == "warning"
            )
        return Reading(list(dict.fromkeys(codes)) if several else codes[0], faults)

    return read


def _unknown(written: str, table: Mapping[str, str], words: Mapping[str, str], severity: Severity) -> Fault:
    near = get_close_matches(plain(written), list(table), n=1, cutoff=0.75)
    proposal = next((word for word in words if plain(word) == near[0]), "") if near else ""
    shown = list({code: word for word, code in reversed(list(words.items()))}.values())
    return Fault(severity, "choice_typo" if proposal else "choice", "", {
        "value": written[:60], "proposal": proposal, "known": ", ".join(reversed(shown[:12])),
    })  # fmt: skip


def yes_no(cell: Cell, heading: str) -> Reading:
    """True, False, or nothing with a warning where it cannot be told."""
    del heading
    if is_blank(cell):
        return MISSING
    if isinstance(cell, bool):
        return Reading(cell)
    written = plain(text_of(cell)) or text_of(cell)
    if written in YES or written in {"✓", "✔"}:
        return Reading(True)
    if written in NO or text_of(cell) in {"-", "–"}:
        return Reading(False)
    return Reading(missing=True, faults=(warning("yes_no", value=text_of(cell)[:60]),))


def postal_code(cell: Cell, heading: str) -> Reading:
    """Five digits as text."""
    del heading
    if is_blank(cell):
        return MISSING
    written = text_of(cell)
    if says_nothing(written):
        return Reading(missing=True, faults=(warning("not_known", value=written),))
    written = re.sub(r"^(I|IT)\s*-\s*", "", written.replace(" ", ""))
    if not re.fullmatch(r"\d{5}", written):
        return Reading(None, (error("postal_code", value=text_of(cell)),))
    return Reading(written)


EMAIL = re.compile(r"[^@\s;,()<>]+@[^@\s;,()<>.]+(\.[^@\s;,()<>.]+)+")


def email(cell: Cell, heading: str) -> Reading:
    """One address; several in a cell: the first, with a warning."""
    del heading
    if is_blank(cell) or says_nothing(text_of(cell)):
        return MISSING
    written = text_of(cell)
    parts = [
        part.strip(" <>").removeprefix("mailto:")
        for part in re.split(r"[;,]|\s+[-/e]\s+|\s+", written)
        if part.strip(" <>")
    ]
    if not parts or not all(EMAIL.fullmatch(part) for part in parts):
        return Reading(None, (error("email", value=written[:60]),))
    faults = (warning("several", value=written[:60], read=parts[0]),) if len(parts) > 1 else ()
    return Reading(parts[0].lower(), faults)


def phone(cell: Cell, heading: str) -> Reading:
    """Digits as written; a phone read as a number lost something, and is left out."""
    del heading
    if is_blank(cell) or says_nothing(text_of(cell)):
        return MISSING
    written = text_of(cell)
    as_number = isinstance(cell, float) or re.fullmatch(r"\d+\.0|\d+[.,]?\d*[eE]\+?\d+", written)
    if as_number or (isinstance(cell, int) and not written.startswith("3")):
        return Reading(missing=True, faults=(warning("phone_number", value=written),))
    digits = re.sub(r"\D", "", written)
    if not 5 <= len(digits) <= 16:
        return Reading(missing=True, faults=(warning("phone", value=written[:40]),))
    return Reading(written[:32])
