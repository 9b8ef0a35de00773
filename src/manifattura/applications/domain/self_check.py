"""May this applicant take part? The call's own questions, then what we know of the firm."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.edition import Beneficiaries, Edition, EligibilityQuestion, TargetArea
from manifattura.calls.domain.messages import Message, gettext_noop

PrefixMatch = Callable[[str], bool]

KIND_REFUSED = gettext_noop("Questo bando non è aperto a: %(kind)s.")
SIZE_REFUSED = gettext_noop("Questo bando non è aperto alle imprese di questa dimensione: %(size)s.")
SIZE_UNKNOWN = gettext_noop("Indica la dimensione della tua impresa: il bando la chiede.")
ATECO_UNKNOWN = gettext_noop("Aggiungi il codice ATECO della tua impresa: il bando lo chiede.")
ATECO_OTHER = gettext_noop(
    "Nessuno dei codici ATECO della tua impresa è fra quelli del bando. Se li hai cambiati da poco, aggiornali prima di inviare."
)
AREA_OTHER = gettext_noop(
    "Le sedi che conosciamo non sono nell’area del bando (%(area)s). Nella domanda indica la sede del progetto: deve essere lì."
)
AREA_SEAT = gettext_noop("La sede del progetto non è nell’area del bando: %(area)s.")

KIND_WORDS = {
    "firm": gettext_noop("imprese"),
    "self_employed": gettext_noop("lavoratori autonomi"),
    "non_profit": gettext_noop("enti non profit"),
    "firm_to_be": gettext_noop("imprese da costituire"),
    "grouping": gettext_noop("raggruppamenti"),
}
SIZE_WORDS = {
    "micro": gettext_noop("micro"),
    "small": gettext_noop("piccola"),
    "medium": gettext_noop("media"),
    "large": gettext_noop("grande"),
}


@dataclass(frozen=True)
class Finding:
    """`stops`: the application cannot be started; otherwise something to look after before sending."""

    message: Message
    stops: bool
    about: str
    """`kind`, `size`, `ateco` or `area`."""


def unmet(edition: Edition, answers: Mapping[str, Any]) -> tuple[EligibilityQuestion, ...]:
    """Questions answered the other way; unanswered ones are in `unanswered`."""
    return tuple(
        question
        for question in edition.eligibility
        if isinstance(answers.get(question.key), bool) and answers[question.key] is not question.expected
    )


def unanswered(edition: Edition, answers: Mapping[str, Any]) -> tuple[EligibilityQuestion, ...]:
    return tuple(
        question for question in edition.eligibility if not isinstance(answers.get(question.key), bool)
    )


def check_firm(
    beneficiaries: Beneficiaries, firm: Mapping[str, Any], matches: PrefixMatch
) -> tuple[Finding, ...]:
    """What the firm's facts (a snapshot) say about the call; `matches` tells if a code is among the call's prefixes."""
    found = [
        _kind(beneficiaries, firm),
        _size(beneficiaries, firm),
        _ateco(beneficiaries, firm, matches),
        _area(beneficiaries, firm),
    ]
    return tuple(finding for finding in found if finding is not None)


def _kind(beneficiaries: Beneficiaries, firm: Mapping[str, Any]) -> Finding | None:
    kind = str(firm.get("kind", ""))
    if not beneficiaries.participant_kinds or kind in beneficiaries.participant_kinds:
        return None
    return Finding(Message(KIND_REFUSED, {"kind": KIND_WORDS.get(kind, kind)}), stops=True, about="kind")


def _size(beneficiaries: Beneficiaries, firm: Mapping[str, Any]) -> Finding | None:
    size = str(firm.get("size_class", ""))
    if not beneficiaries.size_classes or firm.get("kind") not in ("firm", "non_profit"):
        return None
    if not size:
        return Finding(Message(SIZE_UNKNOWN), stops=False, about="size")
    if size in beneficiaries.size_classes:
        return None
    return Finding(Message(SIZE_REFUSED, {"size": SIZE_WORDS.get(size, size)}), stops=True, about="size")


def _ateco(beneficiaries: Beneficiaries, firm: Mapping[str, Any], matches: PrefixMatch) -> Finding | None:
    if not beneficiaries.ateco_prefixes or firm.get("kind") in ("firm_to_be", "grouping"):
        return None
    codes = [row["code"] for row in firm.get("ateco", ()) if row["edition"] == beneficiaries.ateco_edition]
    if not codes:
        return Finding(Message(ATECO_UNKNOWN), stops=False, about="ateco")
    if any(matches(code) for code in codes):
        return None
    return Finding(Message(ATECO_OTHER), stops=False, about="ateco")


def _area(beneficiaries: Beneficiaries, firm: Mapping[str, Any]) -> Finding | None:
    area = beneficiaries.target_area
    known = [seat for seat in firm.get("seats", ()) if seat.get("nil") or seat.get("municipio")]
    if area is None or not known or any(in_area(area, seat) for seat in known):
        return None
    return Finding(Message(AREA_OTHER, {"area": area.name}), stops=False, about="area")


def in_area(area: TargetArea, seat: Mapping[str, Any]) -> bool:
    """Whether a place lies in the call's area: its NIL or municipio is named, and its municipio not excluded."""
    nil, municipio = seat.get("nil"), seat.get("municipio")
    if municipio in area.excluded_municipi:
        return False
    if not area.nils and not area.municipi:
        return True
    return nil in area.nils or municipio in area.municipi


def check_project_seat(edition: Edition, answers: Mapping[str, Any]) -> Finding | None:
    """The project's own seat (`seat`) against the area: said before sending, decided by the office."""
    area, seat = edition.beneficiaries.target_area, answers.get("seat")
    if area is None or not isinstance(seat, Mapping) or not (seat.get("nil") or seat.get("municipio")):
        return None
    return (
        None
        if in_area(area, seat)
        else Finding(Message(AREA_SEAT, {"area": area.name}), stops=False, about="area")
    )
