"""Once only (L. 241/1990 art. 18): where a first answer may come from, instead of asking again what is known."""

from collections.abc import Mapping
from typing import Any

from .edition import FieldType

EARLIER = "earlier"
"""The same question, in the latest application that the firm sent."""

FIRM_PATHS: dict[str, FieldType] = {
    "name": FieldType.TEXT,
    "fiscal_code": FieldType.TEXT,
    "vat_number": FieldType.TEXT,
    "pec": FieldType.TEXT,
    "founded_on": FieldType.DATE,
    "employees": FieldType.NUMBER,
    "turnover": FieldType.MONEY,
    "main_ateco": FieldType.TEXT,
    "seat": FieldType.SEAT,
}
"""Facts of the firm's record that a question may start from, and the kind of question they fit."""

NEVER = frozenset({FieldType.FILE, FieldType.DECLARATION, FieldType.COMPUTED, FieldType.STAMP_DUTY})
"""Files are given again, declarations are made again, a stamp is used once."""

SEAT_ORDER = ("operating", "planned", "registered")


def prefills_for(kind: FieldType) -> tuple[str, ...]:
    """Sources that fit a kind of question."""
    if kind in NEVER:
        return ()
    facts = tuple(path for path, fits in FIRM_PATHS.items() if fits is kind)
    return (*facts, EARLIER)


def firm_value(path: str, applicant: Mapping[str, Any]) -> Any:
    """The stored answer that a fact of the firm's snapshot gives; None when the record does not say."""
    if path == "seat":
        return _seat(applicant)
    if path == "main_ateco":
        codes = sorted(applicant.get("ateco", ()), key=lambda row: not row["is_main"])
        return codes[0]["code"] if codes else None
    value = applicant.get(path)
    return None if value in (None, "") else str(value)


def _seat(applicant: Mapping[str, Any]) -> dict[str, Any] | None:
    known = [seat for seat in applicant.get("seats", ()) if seat["nil"] and seat["municipio"]]
    if not known:
        return None
    best = min(known, key=lambda seat: SEAT_ORDER.index(seat["kind"]))
    return {part: best[part] for part in ("address", "postal_code", "nil", "municipio")}
