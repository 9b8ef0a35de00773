"""What a form opened after sending holds once it is sent: one document, hashed as canonical JSON."""

from collections.abc import Mapping, Sequence
from typing import Any

from .form import visible_of
from .payload import EnteredFact, FileFact, Sender, TickFact, entered_row, file_rows, tick_rows
from .questionnaire import Questions

FORMAT = "manifattura-form/1"


def build_form_payload(
    *,
    code: str,
    application: str,
    purpose: str,
    questions: Questions,
    questions_sha256: str,
    applicant: Mapping[str, Any],
    sender: Sender,
    answers: Mapping[str, Any],
    ticks: Sequence[TickFact],
    files: Sequence[FileFact],
    entered: EnteredFact | None = None,
) -> dict[str, Any]:
    """The document of contract `manifattura-form/1`; only questions that apply are in it. `entered` only where an officer typed it."""
    visible = visible_of(questions, answers, applicant)
    return {
        "format": FORMAT,
        "code": code,
        "application": application,
        "purpose": purpose,
        "questions_sha256": questions_sha256,
        "applicant": dict(applicant),
        "submitted_by": {"name": sender.name, "capacity": sender.capacity},
        "answers": visible.answers,
        "declarations": tick_rows(ticks, visible),
        "files": file_rows(files, visible),
        **({"entered": entered_row(entered)} if entered is not None else {}),
    }
