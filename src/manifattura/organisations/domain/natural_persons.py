"""Firms that are a person: their name is personal data."""

from .kinds import LegalForm, ParticipantKind


def is_natural_person(kind: str, legal_form: str) -> bool:
    """Self-employed people, sole traders, and firms that do not exist yet (GDPR art. 4 n. 1)."""
    return (
        kind in (ParticipantKind.SELF_EMPLOYED, ParticipantKind.FIRM_TO_BE)
        or legal_form == LegalForm.SOLE_TRADER
    )
