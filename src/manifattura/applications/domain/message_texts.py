"""The words of a message: in every language, with placeholders for what differs from one applicant to the next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ITALIAN = "it"
PLACEHOLDER = re.compile(r"\{([^{}\n]{0,40})\}")
SUBJECT_LENGTH = 160
BODY_LENGTH = 20_000


@dataclass(frozen=True)
class MessageText:
    """Subject and body in one language."""

    subject: str
    body: str


Texts = Mapping[str, MessageText]
"""Language → text; Italian is always there."""


def text_in(texts: Texts, language: str) -> MessageText:
    """The text in this language (`en-gb` counts as `en`), or the Italian one."""
    return texts.get(language[:2]) or texts[ITALIAN]


def shorten(subject: str) -> str:
    """A subject made from a long title, cut to what a message takes."""
    return subject if len(subject) <= SUBJECT_LENGTH else f"{subject[: SUBJECT_LENGTH - 1].rstrip()}…"


def one_line(subject: str) -> str:
    """Without line breaks and doubled spaces: it becomes the header of an e-mail."""
    return " ".join(subject.split())


def write_texts(texts: Texts) -> dict[str, dict[str, str]]:
    """As stored."""
    return {language: {"subject": text.subject, "body": text.body} for language, text in texts.items()}


def read_texts(stored: Mapping[str, Mapping[str, str]]) -> dict[str, MessageText]:
    """From what is stored."""
    return {language: MessageText(text["subject"], text["body"]) for language, text in stored.items()}


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put the values in place of `{name}`; a name that is not known stays as it is written."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1].strip().lower(), found[0]), text)


def unknown_placeholders(text: str, known: Mapping[str, str]) -> list[str]:
    """Names in braces that nobody will fill in, as written, each once."""
    found = (match[0] for match in PLACEHOLDER.finditer(text) if match[1].strip().lower() not in known)
    return list(dict.fromkeys(found))
