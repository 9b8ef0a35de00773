"""The proof of what arrived on paper or by certified mail: what an officer writes of it, checked before it is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.errors import Refused

from ..domain.channels import ENTERED, Channel
from ..domain.file_checks import MEGABYTE
from ..models import ArrivalProof, LaterArrival
from ..queries.arrival_twins import same_file
from ..queries.moments import moment_words
from ..queries.times import Term
from .check_upload import check_upload, scan_upload

PROOF = FormField("proof", FieldType.FILE, "", accept=("pdf", "jpg", "jpeg", "png", "zip"), max_megabytes=30)
MAIL_TYPES = {"eml": "message/rfc822", "p7m": "application/pkcs7-mime"}
"""Certified mails as they are saved: their inside is read by the antivirus only."""


@dataclass(frozen=True)
class Proof:
    """When and how it arrived, as the receipt or the protocol says; `content` is the receipt or the scan."""

    channel: Channel
    arrived_at: datetime
    protocol_number: str
    protocol_on: date
    signed_by: str
    signed_as: str
    sender_address: str
    file_name: str
    content: bytes
    size: int | None = None


def proof_of(facts: Mapping[str, Any]) -> Proof:
    """From the fields of `ui/arrivals.ArrivalForm`. One byte more than allowed is read of the file."""
    given = facts["proof"]
    return Proof(
        channel=Channel(facts["channel"]),
        arrived_at=facts["arrived_at"],
        protocol_number=facts["protocol_number"],
        protocol_on=facts["protocol_on"],
        signed_by=facts["signed_by"],
        signed_as=facts["signed_as"],
        sender_address=facts.get("sender_address", ""),
        file_name=given.name,
        content=given.read(PROOF.max_megabytes * MEGABYTE + 1),
        size=given.size,
    )


def refuse_odd_proof(proof: Proof) -> None:
    """Nothing arrived in the future, nor online; nothing was registered before it arrived."""
    if proof.channel not in ENTERED:
        raise Refused(_("Scegli come è arrivata."), field="channel")
    now = database_now()
    if proof.arrived_at > now:
        raise Refused(_("L’arrivo è nel futuro: controlla giorno e ora."), field="arrived_at")
    if proof.protocol_on > now.astimezone(ROME).date():
        raise Refused(_("La data di protocollo è nel futuro."), field="protocol_on")
    if proof.protocol_on < proof.arrived_at.astimezone(ROME).date():
        raise Refused(
            _("Il protocollo è di un giorno prima dell’arrivo: controlla le due date."), field="protocol_on"
        )


def out_of_term(arrived_at: datetime, term: Term) -> str:
    """What an officer reads, and what to do with the document."""
    return _(
        "La prova dice che è arrivata %(arrived)s, fuori dal termine del bando (da %(opens)s a %(deadline)s): non si può "
        "registrare come domanda. Tieni il documento nel protocollo e scrivi a chi l’ha mandato che non vale, e perché."
    ) % {
        "arrived": moment_words(arrived_at),
        "opens": moment_words(term.opens_at),
        "deadline": moment_words(term.deadline_at),
    }


def checked_proof_file(proof: Proof) -> str:
    """The content type of its file, when it may be kept."""
    extension = proof.file_name.rpartition(".")[2].lower()
    if extension not in MAIL_TYPES:
        return check_upload(PROOF, proof.file_name, proof.content, size=proof.size).content_type
    if (proof.size or len(proof.content)) > PROOF.max_megabytes * MEGABYTE:
        raise Refused(_("Il file è troppo grande: al massimo 30 MB."), field="proof", code="file")
    scan_upload(proof.content, name=proof.file_name, field="proof")
    return MAIL_TYPES[extension]


def refuse_other_proof(proof: Proof, *, later: LaterArrival | None = None) -> None:
    """A file proves one arrival; `later`: what arrives after the application, which may share its mail."""
    found = same_file(hashlib.sha256(proof.content).hexdigest(), later=later)
    if found:
        raise Refused(
            _("Questo file è già la prova di un altro arrivo: %(what)s. Carica la prova di questo.")
            % {"what": found},
            field="proof",
            code="file",
        )


def is_proof_kept(proof: Proof, row: ArrivalProof) -> bool:
    """Whether the row says what this proof says, from the same file."""
    facts = (
        "channel",
        "arrived_at",
        "protocol_number",
        "protocol_on",
        "signed_by",
        "signed_as",
        "sender_address",
    )
    same = all(getattr(row, name) == getattr(proof, name) for name in facts)
    return same and row.sha256 == hashlib.sha256(proof.content).hexdigest()


def proof_facts(proof: Proof, content_type: str, stored: Any) -> dict[str, Any]:
    """What every row of a proof has in common."""
    return {
        "channel": proof.channel,
        "arrived_at": proof.arrived_at,
        "protocol_number": proof.protocol_number[:40],
        "protocol_on": proof.protocol_on,
        "sender_address": proof.sender_address[:200],
        "signed_by": proof.signed_by[:160],
        "signed_as": proof.signed_as,
        "storage_key": stored.storage_key,
        "name": proof.file_name[-200:],
        "size": stored.size,
        "content_type": content_type,
        "sha256": stored.sha256,
    }


def proof_trail(proof: Proof, sha256: str) -> dict[str, str]:
    """What the audit trail holds of it."""
    return {
        "channel": str(proof.channel),
        "arrived_at": proof.arrived_at.isoformat(),
        "protocol": f"{proof.protocol_number} {proof.protocol_on.isoformat()}",
        "sha256": sha256,
    }
