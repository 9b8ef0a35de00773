"""Proofs of what arrived on paper or by certified mail."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from manifattura.applications.actions.check_arrival import Proof
from manifattura.applications.domain.channels import Channel
from manifattura.kernel.clock import ROME, database_now
from tests.factories.applications import pdf_bytes

_numbers = count(1)
"""Each arrival has a file of its own: one file proves one arrival."""


def arrival_proof(arrived_at: datetime | None = None, **changes: Any) -> Proof:
    """A certified mail that arrived now, signed by the legal representative."""
    moment = arrived_at or database_now()
    facts = {
        "channel": Channel.PEC,
        "arrived_at": moment,
        "protocol_number": "0456789",
        "protocol_on": moment.astimezone(ROME).date(),
        "signed_by": "Chi rappresenta l’impresa",
        "signed_as": "legal_rep",
        "sender_address": "impresa@pec.example",
        "file_name": "ricevuta.eml",
        "content": f"Subject: CONSEGNA {next(_numbers)}\n\ntesto".encode(),
    }
    return Proof(**{**facts, **changes})


def arrival_posted(arrived_at: datetime) -> dict[str, Any]:
    """What an officer writes of a paper with its scan, as the page posts it; a scan serves one post."""
    moment = arrived_at.astimezone(ROME)
    return {
        "channel": "paper",
        "arrived_at": moment.strftime("%d/%m/%Y %H:%M"),
        "protocol_number": "0456789",
        "protocol_on": moment.strftime("%d/%m/%Y"),
        "signed_by": "Chi rappresenta l’impresa",
        "signed_as": "legal_rep",
        "proof": SimpleUploadedFile(
            "scansione.pdf", pdf_bytes(note=f"scansione {next(_numbers)}"), "application/pdf"
        ),
    }
