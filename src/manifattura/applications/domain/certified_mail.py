"""What a receipt of certified mail (PEC) says, read from its `daticert.xml` (DPR 68/2005; technical rules DM 2 November 2005).

The provider's signature on the receipt is not verified here: the file is kept whole, so that it can be.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from enum import StrEnum
from xml.etree import ElementTree


class ReceiptKind(StrEnum):
    """`acceptance`: the sender's provider took it; `delivery`: it is in the addressee's box; `failure`: it is not."""

    ACCEPTANCE = "acceptance"
    DELIVERY = "delivery"
    FAILURE = "failure"


KINDS: Mapping[str, ReceiptKind] = {
    "accettazione": ReceiptKind.ACCEPTANCE,
    "avvenuta-consegna": ReceiptKind.DELIVERY,
    "non-accettazione": ReceiptKind.FAILURE,
    "errore-consegna": ReceiptKind.FAILURE,
    "preavviso-errore-consegna": ReceiptKind.FAILURE,
    "rilevazione-virus": ReceiptKind.FAILURE,
}
"""The `tipo` of `daticert.xml`; others (an ordinary certified message, a provider's take-over) are no receipt for us."""

LARGEST_XML = 1024 * 1024


@dataclass(frozen=True)
class ReceiptFacts:
    """What the provider certified. `identifier`: of the certified mail that was sent, without angle brackets."""

    kind: ReceiptKind
    addresses: tuple[str, ...]
    happened_at: datetime
    identifier: str


def read_receipt(name: str, content: bytes) -> ReceiptFacts | None:
    """The facts in a receipt saved as `.eml` or in its `daticert.xml`; None when the file has none that can be read."""
    if name.lower().endswith(".xml"):
        return _read_xml(content)
    if name.lower().endswith(".eml"):
        found = _certificate_in(content)
        return _read_xml(found) if found is not None else None
    return None


def is_email(content: bytes) -> bool:
    """Whether the bytes are a saved e-mail: it has a sender and a date."""
    headers = message_from_bytes(content, policy=policy.compat32)
    return bool(headers.get("From")) and bool(headers.get("Date"))


def _certificate_in(content: bytes) -> bytes | None:
    """`daticert.xml` among the parts of the receipt, never inside the message that it encloses (`postacert.eml`)."""
    try:
        parts = [message_from_bytes(content, policy=policy.compat32)]
        while parts:
            part = parts.pop(0)
            if part.get_content_type() == "message/rfc822":
                continue
            if part.is_multipart():
                parts.extend(part.get_payload())  # type: ignore[arg-type]
            elif (part.get_filename() or "").lower() == "daticert.xml":
                payload = part.get_payload(decode=True)
                return payload if isinstance(payload, bytes) else None
    except ValueError:
        # a name of a part written in a way that cannot be read
        return None
    return None


def _read_xml(content: bytes) -> ReceiptFacts | None:
    # entities are never needed in this document, and are how such files attack their readers
    if len(content) > LARGEST_XML or any(sign in content for sign in (b"\x00", b"<!DOCTYPE", b"<!ENTITY")):
        return None
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - neither entities nor document types get here
    except (ElementTree.ParseError, ValueError, LookupError):
        return None
    kind = KINDS.get(root.get("tipo", ""))
    happened_at = _moment(root)
    if kind is None or happened_at is None:
        return None
    delivered = _text(root, "dati/consegna")
    addressed = tuple(
        found.text.strip().lower() for found in root.findall("intestazione/destinatari") if found.text
    )
    return ReceiptFacts(
        kind=kind,
        addresses=(delivered.lower(),) if delivered else addressed,
        happened_at=happened_at,
        identifier=(_text(root, "dati/identificativo") or _text(root, "dati/msgid")).strip("<>"),
    )


def _moment(root: ElementTree.Element) -> datetime | None:
    found = root.find("dati/data")
    if found is None:
        return None
    written = f"{_text(found, 'giorno')} {_text(found, 'ora')} {found.get('zona', '')}"
    try:
        return datetime.strptime(written, "%d/%m/%Y %H:%M:%S %z")
    except ValueError:
        return None


def _text(root: ElementTree.Element, path: str) -> str:
    return (root.findtext(path) or "").strip()
