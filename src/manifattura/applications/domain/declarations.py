"""Declarations (DPR 445/2000 art. 46-47): each has its own declarant, its own text, its own tick."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from manifattura.calls.domain.edition import Declarant, Declaration

from .form import Visible
from .questionnaire import Questionnaire


@dataclass(frozen=True)
class LiveTick:
    """A tick that was not cleared: which text it confirmed, for which organisation."""

    declaration: str
    text_version: int
    text_sha256: str
    organisation_id: int


def text_digest(declaration: Declaration) -> str:
    """SHA-256 of the declared text, as anyone can compute it again from the published call."""
    return hashlib.sha256(declaration.text.encode()).hexdigest()


def declarants(declaration: Declaration, organisations: Sequence[int]) -> tuple[int, ...]:
    """Organisations that must declare: the applicant (the lead of a grouping, first in the list) or each member."""
    return tuple(organisations if declaration.declarant is Declarant.EACH_MEMBER else organisations[:1])


def is_current(tick: LiveTick, declaration: Declaration) -> bool:
    """Whether the tick confirmed the text that is in force."""
    return (tick.text_version, tick.text_sha256) == (declaration.text_version, text_digest(declaration))


def awaited_from(
    edition: Questionnaire,
    visible: Visible,
    ticks: Iterable[LiveTick],
    organisations: Sequence[int],
    own: Collection[int],
) -> frozenset[str]:
    """Declarations that apply and that one of the organisations `own` has still to make."""
    made = {(tick.declaration, tick.organisation_id): tick for tick in ticks}
    return frozenset(
        declaration.key
        for declaration in edition.declarations
        if declaration.key in visible.declarations
        and any(
            (tick := made.get((declaration.key, organisation))) is None or not is_current(tick, declaration)
            for organisation in declarants(declaration, organisations)
            if organisation in own
        )
    )


def declared(
    edition: Questionnaire, visible: Visible, ticks: Iterable[LiveTick], organisations: Sequence[int]
) -> frozenset[str]:
    """Declarations that apply and that every declarant has made on the text in force."""
    made = {(tick.declaration, tick.organisation_id): tick for tick in ticks}
    return frozenset(
        declaration.key
        for declaration in edition.declarations
        if declaration.key in visible.declarations
        and all(
            (tick := made.get((declaration.key, organisation))) is not None and is_current(tick, declaration)
            for organisation in declarants(declaration, organisations)
        )
    )


def touched_by(edition: Questionnaire, changed_fields: Collection[str]) -> tuple[Declaration, ...]:
    """Declarations about one of the changed facts: their ticks are cleared."""
    return tuple(item for item in edition.declarations if not set(item.facts).isdisjoint(changed_fields))
