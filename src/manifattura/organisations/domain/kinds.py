"""Kinds of participant, legal forms, sizes (Rec. 2003/361/EC) and mandates."""

from enum import StrEnum


class ParticipantKind(StrEnum):
    """Who may take part in a call. A firm to be constituted and a grouping are participants too."""

    FIRM = "firm"
    SELF_EMPLOYED = "self_employed"
    NON_PROFIT = "non_profit"
    FIRM_TO_BE = "firm_to_be"
    GROUPING = "grouping"


class LegalForm(StrEnum):
    SOLE_TRADER = "sole_trader"
    SRL = "srl"
    SRLS = "srls"
    SPA = "spa"
    SNC = "snc"
    SAS = "sas"
    COOPERATIVE = "cooperative"
    CONSORTIUM = "consortium"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    OTHER = "other"


class SizeClass(StrEnum):
    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class MandateKind(StrEnum):
    """In which quality a person acts for an organisation. A collaborator works on drafts, never declares or sends."""

    LEGAL_REP = "legal_rep"
    DELEGATE = "delegate"
    COLLABORATOR = "collaborator"


class MandateState(StrEnum):
    ACTIVE = "active"
    PENDING = "pending"
    REFUSED = "refused"
    REVOKED = "revoked"


class SeatKind(StrEnum):
    REGISTERED = "registered"
    OPERATING = "operating"
    PLANNED = "planned"
