"""The frozen application: one document that says everything the office receives, hashed as canonical JSON."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.kernel.money import money_text

from .costs import project_costs
from .form import Visible, bonuses_claimed, flags_of, visible_of

FORMAT = "manifattura-application/1"


@dataclass(frozen=True)
class TickFact:
    """A declaration as made: which text, by whom, for which organisation, when."""

    declaration: str
    text_version: int
    text_sha256: str
    person: str
    organisation: str
    ticked_at: datetime
    read_by: str = ""
    """The officer who read it on the signed document; empty when the declarant ticked here."""


@dataclass(frozen=True)
class FileFact:
    field: str
    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Sender:
    """Who sends, and in which quality: `legal_rep` or `delegate`."""

    name: str
    capacity: str


@dataclass(frozen=True)
class EnteredFact:
    """How an application that an officer entered arrived, and its proof."""

    channel: str
    arrived_at: datetime
    protocol_number: str
    protocol_on: str
    entered_by: str
    proof_name: str
    proof_sha256: str
    lacking: Sequence[Mapping[str, str]] = ()
    """What the document lacks (`lacking.py`): it was registered as it came."""


def build_payload(
    *,
    edition: Edition,
    edition_sha256: str,
    code: str,
    applicant: Mapping[str, Any],
    sender: Sender,
    answers: Mapping[str, Any],
    ticks: Sequence[TickFact],
    files: Sequence[FileFact],
    eligibility: Mapping[str, Any],
    entered: EnteredFact | None = None,
) -> dict[str, Any]:
    """The document of contract `manifattura-application/1`; only questions that apply are in it.

    `entered` is in it only where an officer entered the application: others read as they always did.
    """
    visible = visible_of(edition, answers, applicant)
    costs = project_costs(edition, visible.answers)
    return {
        "format": FORMAT,
        "call": edition.call,
        "edition": edition.version,
        "edition_sha256": edition_sha256,
        "code": code,
        "applicant": dict(applicant),
        "submitted_by": {"name": sender.name, "capacity": sender.capacity},
        "answers": visible.answers,
        "project_cost": money_text(costs.cost) if costs.cost is not None else None,
        "requested": money_text(costs.requested) if costs.requested is not None else None,
        "declarations": tick_rows(ticks, visible),
        "files": file_rows(files, visible),
        "flags": list(flags_of(edition, visible.context)),
        "bonuses_claimed": list(bonuses_claimed(edition, visible.context)),
        "eligibility": dict(eligibility),
        **({"entered": entered_row(entered)} if entered is not None else {}),
    }


def entered_row(fact: EnteredFact) -> dict[str, Any]:
    return {
        "channel": fact.channel,
        "arrived_at": fact.arrived_at.isoformat(),
        "protocol": {"number": fact.protocol_number, "on": fact.protocol_on},
        "entered_by": fact.entered_by,
        "proof": {"name": fact.proof_name, "sha256": fact.proof_sha256},
        **({"lacking": [dict(row) for row in fact.lacking]} if fact.lacking else {}),
    }


def tick_rows(ticks: Sequence[TickFact], visible: Visible) -> list[dict[str, Any]]:
    """Declarations that apply, in a fixed order."""
    return [
        {
            "key": tick.declaration,
            "text_version": tick.text_version,
            "text_sha256": tick.text_sha256,
            "person": tick.person,
            "organisation": tick.organisation,
            "ticked_at": tick.ticked_at.isoformat(),
            **({"read_by": tick.read_by} if tick.read_by else {}),
        }
        for tick in sorted(ticks, key=lambda tick: (tick.declaration, tick.organisation, tick.ticked_at))
        if tick.declaration in visible.declarations
    ]


def file_rows(files: Sequence[FileFact], visible: Visible) -> list[dict[str, Any]]:
    """Files of questions that apply, in a fixed order."""
    return [
        {"field": file.field, "name": file.name, "size": file.size, "sha256": file.sha256}
        for file in sorted(files, key=lambda file: (file.field, file.name, file.sha256))
        if file.field in visible.fields
    ]
