"""What stands in place of a content that was discarded: the same shape, without what anybody wrote."""

from collections.abc import Mapping
from typing import Any

FORMAT = "manifattura-application-discarded/1"
STRUCTURE = ("call", "edition", "edition_sha256", "code")
"""What a discarded application still says of itself."""


def discarded_payload(payload: Mapping[str, Any], *, authority: str, sha256: str) -> dict[str, Any]:
    """The document that takes the place of `payload`, whose digest was `sha256`."""
    return {
        "format": FORMAT,
        **{key: payload[key] for key in STRUCTURE if key in payload},
        "discarded": authority,
        "content_sha256": sha256,
        "applicant": {"name": ""},
        "submitted_by": {"name": "", "capacity": ""},
        "answers": {},
        "declarations": [],
        "files": [],
        "flags": [],
        "bonuses_claimed": [],
        "eligibility": {},
    }


def discarded_reply(payload: Mapping[str, Any], *, authority: str, sha256: str) -> dict[str, Any]:
    """The same for a form sent later: members of the document are emptied, whatever they are called."""
    empty: dict[str, Any] = {key: _emptied(value) for key, value in payload.items()}
    return empty | {
        "format": "manifattura-form-discarded/1",
        "discarded": authority,
        "content_sha256": sha256,
    }


def _emptied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _emptied(one) for key, one in value.items() if isinstance(one, str)}
    return [] if isinstance(value, list) else "" if isinstance(value, str) else value


DISCARDED_TEXT = "Testo scartato"


def discarded_texts(authority: str) -> dict[str, dict[str, str]]:
    """The stored texts of a message that was discarded, in both languages of the site."""
    return {
        "it": {"subject": DISCARDED_TEXT, "body": f"Il testo è stato scartato: {authority}."},
        "en": {"subject": "Text discarded", "body": f"The text was discarded: {authority}."},
    }
