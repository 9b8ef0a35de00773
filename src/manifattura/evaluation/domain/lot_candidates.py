"""Technical points lot by lot: each bid is compared by itself in the ranking's document, as `CODE/LOT`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.lot_sections import key_in, scored_lots

from .ranking.model import Status
from .ranking_input import Candidate
from .states import LEFT_ROWS

MARK = "/"
"""Between the code of an application and the key of a lot: neither has one."""
IN = frozenset({Status.FUNDED.value, *LEFT_ROWS})
"""Above the thresholds: what the lots then decide about."""
Document = Mapping[str, Any]


def bid_code(code: str, lot: str) -> str:
    return f"{code}{MARK}{lot}"


def by_bid(
    candidates: Sequence[Candidate], wished: Mapping[str, Sequence[str]], edition: Edition
) -> list[Candidate]:
    """Each application once for each lot it asks for where points count; the marks are those of the whole and of that lot.

    Who asks only for lots that go to the highest offer is not in the document; who is not admitted always is.
    """
    assert edition.allocation is not None
    found: list[Candidate] = []
    for one in candidates:
        lots = [lot.key for lot in scored_lots(edition.allocation, wished[one.code])]
        if not lots and not one.admitted:
            found.append(one)
        found += [_in_lot(one, lot, edition) for lot in lots]
    return found


def _in_lot(one: Candidate, lot: str, edition: Edition) -> Candidate:
    marks = dict(one.marks)
    for criterion in edition.grid.criteria:
        for key in (criterion.key, *(part.key for part in criterion.parts)):
            given = one.marks.get(key_in(key, lot)) if criterion.per_lot else None
            if given is not None:
                marks[key] = given
    return replace(one, code=bid_code(one.code, lot), marks=marks)


def is_by_bid(entries: Sequence[Document]) -> bool:
    """Whether these entries of a result are bids and not whole applications."""
    return any(MARK in entry["id"] for entry in entries)


def by_application(
    entries: Sequence[Document], others: Mapping[str, str] | None = None, each: Collection[str] = ()
) -> list[dict[str, Any]]:
    """One entry for each application, with `by_lot`: lot → the entry of that bid.

    `others`: code → status of those that ask for a lot where points do not count: no threshold keeps them out of it.
    `each`: keys of what is marked lot by lot, whose points are told apart by lot.
    """
    bids: dict[str, list[tuple[str, Document]]] = {code: [] for code in others or {}}
    for entry in entries:
        code, _mark, lot = str(entry["id"]).partition(MARK)
        bids.setdefault(code, []).append((lot, entry))
    return [_whole(code, rows, (others or {}).get(code, ""), each) for code, rows in bids.items()]


EMPTY: dict[str, Any] = {
    "position": None, "total": None, "raw_scores": {}, "scores": {}, "groups": {}, "bonus": None, "granted": "0.00",
    "requested": "1.00", "tie_break": None, "reasons": [],
}  # fmt: skip


def _whole(
    code: str, rows: Sequence[tuple[str, Document]], status: str, each: Collection[str]
) -> dict[str, Any]:
    inside = [row for row in rows if row[1]["status"] in IN]
    first = (inside or rows)[0][1] if rows else EMPTY
    return {
        **EMPTY,
        "id": code,
        "status": inside[0][1]["status"] if inside else status or first["status"],
        "bonus": first["bonus"],
        "reasons": list(first["reasons"]),
        "raw_scores": dict(_points(rows, "raw_scores", each)),
        "scores": dict(_points(rows, "scores", each)),
        "by_lot": {lot: entry for lot, entry in rows if lot},
    }


def _points(
    rows: Sequence[tuple[str, Document]], what: str, each: Collection[str]
) -> Iterator[tuple[str, str]]:
    for lot, entry in rows:
        for key, points in entry[what].items():
            yield (key_in(key, lot) if key in each else key), points
