"""Codes of what is kept with an agreement: documents, outcomes of yearly checks; which kinds the tenant reads."""

from enum import StrEnum


class AgreementFileKind(StrEnum):
    CONTRACT = "contract"
    HANDOVER = "handover"
    PHOTO = "photo"
    ESTIMATE = "estimate"
    TESTS = "tests"
    OTHER = "other"


class CheckOutcome(StrEnum):
    GOOD = "good"
    TO_MEND = "to_mend"
    BREACH = "breach"
