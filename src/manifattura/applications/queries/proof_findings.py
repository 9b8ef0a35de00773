"""What an audit of the proof log found: rows that are not as they were written."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from ..domain.signatures import is_signed

CHUNK = 2000
LEAF, SUBMISSION = "applications_proofleaf", "applications_submission"
HEAD, COUNTERSIGNATURE = "applications_treehead", "applications_headcountersignature"
KEY = "applications_logkey"
ATTACHMENT, FORM_ATTACHMENT = "applications_attachment", "applications_formattachment"
FORM, REGISTER_DAY = "applications_formsubmission", "applications_registerday"


@dataclass(frozen=True)
class Finding:
    """A row that is not as it was written."""

    table: str
    pk: int
    what: str

    def __str__(self) -> str:
        return f"{self.table} {self.pk}: {self.what}"


@dataclass
class AuditReport:
    """What was read, and what is wrong."""

    leaves: int = 0
    heads: int = 0
    submissions: int = 0
    forms: int = 0
    rows: int = 0
    """Rows of other tables that were compared with their keyed digest."""
    waiting: int = 0
    """Rows that have none yet: they were written in the last minutes, or the key is missing."""
    erasures: list[str] = field(default_factory=list)
    """What was erased by permit: when, by whom, by which act. No findings, but to be read by who audits."""
    findings: list[Finding] = field(default_factory=list)

    def take(self, others: list[Finding]) -> None:
        """What was said of a row with more words is not said again; what names its columns takes the place of `one of`."""
        exact = {(one.table, one.pk) for one in others if "one of" not in one.what}
        self.findings = [
            one
            for one in self.findings
            if not (one.what.startswith("one of") and (one.table, one.pk) in exact)
        ]
        named = {(one.table, one.pk) for one in self.findings}
        self.findings += [one for one in others if (one.table, one.pk) not in named]

    def add(self, table: str, pk: int, what: str) -> None:
        self.findings.append(Finding(table, pk, what))


def signed_text(public_key: str, signature: str, text: str) -> bool:
    """Whether this key signed this text; all three as their columns hold them."""
    try:
        return is_signed(
            base64.b64decode(public_key, validate=True),
            base64.b64decode(signature, validate=True),
            text.encode(),
        )
    except ValueError:
        return False
