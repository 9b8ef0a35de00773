"""A sending that the site could not serve in the last minutes keeps its time: signed passes and tickets (ADR 0022).

The page that offers the button carries a *pass*: who may send what, and when the term ends. When the site is full, the
door reads the pass without any database and signs a *ticket* with the instant of the refusal. Both are HMAC-SHA256 with
a key that only the servers have; neither is stored. A ticket holds for one application and one person, and an application
is sent once: there is nothing to use twice.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

KEY_PURPOSE = b"manifattura late tickets 1"
PASS, TICKET = "pass", "ticket"


@dataclass(frozen=True)
class Pass:
    """Shown to one person with the button to send one application. Tickets are given from `tickets_from` to `deadline_at`."""

    application: str
    person: int
    tickets_from: datetime
    deadline_at: datetime
    accepted_until: datetime


@dataclass(frozen=True)
class Ticket:
    """The site refused this sending at `refused_at`, by the database's clock as the web process knows it."""

    application: str
    person: int
    refused_at: datetime


class Verdict(StrEnum):
    """What becomes of a sending after the term that shows a ticket."""

    ACCEPTED = "accepted"
    NOT_YOURS = "not_yours"
    OTHER_TIME = "other_time"
    EXPIRED = "expired"


def signing_key(secret: str) -> bytes:
    """The key for this use only, from the secret that all servers of an installation share."""
    return hmac.digest(secret.encode(), KEY_PURPOSE, hashlib.sha256)


def issue_pass(key: bytes, shown: Pass) -> str:
    return _sign(
        key,
        {
            "is": PASS,
            "application": shown.application,
            "person": shown.person,
            "from": _text(shown.tickets_from),
            "deadline": _text(shown.deadline_at),
            "until": _text(shown.accepted_until),
        },
    )


def read_pass(key: bytes, text: str) -> Pass | None:
    """None when it was not signed by us, or is something else."""
    found = _verified(key, text, PASS)
    if found is None:
        return None
    return Pass(
        str(found["application"]),
        int(str(found["person"])),
        _moment(found["from"]),
        _moment(found["deadline"]),
        _moment(found["until"]),
    )


def give_ticket(key: bytes, shown: Pass, moment: datetime) -> str | None:
    """A ticket for a refusal at `moment`; None before the last minutes, and from the deadline's next second on."""
    if not shown.tickets_from <= moment < shown.deadline_at + timedelta(seconds=1):
        return None
    return _sign(
        key,
        {
            "is": TICKET,
            "application": shown.application,
            "person": shown.person,
            "refused": _text(moment),
        },
    )


def read_ticket(key: bytes, text: str) -> Ticket | None:
    """None when it was not signed by us, or is something else."""
    found = _verified(key, text, TICKET)
    if found is None:
        return None
    return Ticket(str(found["application"]), int(str(found["person"])), _moment(found["refused"]))


def judge_ticket(
    ticket: Ticket,
    *,
    application: str,
    person: int,
    deadline_at: datetime,
    inclusive: bool,
    moment: datetime,
    window: timedelta,
    grace: timedelta,
) -> Verdict:
    """Whether it keeps this person's sending of this application in time at `moment`.

    `window` before the deadline is when tickets are given, `grace` after it is how long they hold; instants are compared
    to the second, as the deadline itself is.
    """
    if (ticket.application, ticket.person) != (application, person):
        return Verdict.NOT_YOURS
    refused_at = ticket.refused_at.replace(microsecond=0)
    in_time = refused_at < deadline_at or (inclusive and refused_at == deadline_at)
    if not in_time or refused_at < deadline_at - window or refused_at > moment:
        return Verdict.OTHER_TIME
    if moment > deadline_at + grace:
        return Verdict.EXPIRED
    return Verdict.ACCEPTED


def ticket_sha256(text: str) -> str:
    """Names a ticket in the records without keeping it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _sign(key: bytes, content: Mapping[str, object]) -> str:
    body = json.dumps(content, sort_keys=True, separators=(",", ":")).encode()
    return f"{_encode(body)}.{_encode(hmac.digest(key, body, hashlib.sha256))}"


def _verified(key: bytes, text: str, kind: str) -> dict[str, object] | None:
    body_text, _dot, signature_text = text.strip().partition(".")
    body, signature = _decode(body_text), _decode(signature_text)
    if not hmac.compare_digest(hmac.digest(key, body, hashlib.sha256), signature):
        return None
    # signed by us: the shape is ours
    content: dict[str, object] = json.loads(body)
    return content if content["is"] == kind else None


def _encode(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b""


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def _moment(text: object) -> datetime:
    return datetime.fromisoformat(str(text))
