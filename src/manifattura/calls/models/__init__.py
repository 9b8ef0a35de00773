"""What is asked: the call being written (draft tables) and its published, immutable editions."""

from .aid import AidBracketDraft, AidPremiumDraft
from .call import Call
from .clarification import Clarification
from .criteria import (
    AreaRuleDraft,
    BonusDraft,
    CriteriaGroupDraft,
    CriterionDraft,
    CriterionPartDraft,
    FlagDraft,
    PrecedenceDraft,
    ReserveDraft,
    SubRankingDraft,
    TieBreakerDraft,
    UpliftDraft,
)
from .delivery import Delivery
from .edition import CallEdition, CallLot, CallRound
from .form import FieldOptionDraft, FormFieldDraft, FormSectionDraft
from .key_holder import KeyHolder
from .lot import LotDraft
from .outage import ExtensionProposal, Heartbeat, Outage
from .parts import DeclarationDraft, DocumentDraft, EligibilityQuestionDraft, RequirementDraft, RoundDraft
from .stop import CallStop
from .term import Term
from .term_feed import TermFeed
from .term_suspension import TermSuspension

__all__ = [
    "AidBracketDraft",
    "AidPremiumDraft",
    "AreaRuleDraft",
    "BonusDraft",
    "Call",
    "CallEdition",
    "CallLot",
    "CallRound",
    "CallStop",
    "Clarification",
    "CriteriaGroupDraft",
    "CriterionDraft",
    "CriterionPartDraft",
    "DeclarationDraft",
    "Delivery",
    "DocumentDraft",
    "EligibilityQuestionDraft",
    "ExtensionProposal",
    "FieldOptionDraft",
    "FlagDraft",
    "FormFieldDraft",
    "FormSectionDraft",
    "Heartbeat",
    "KeyHolder",
    "LotDraft",
    "Outage",
    "PrecedenceDraft",
    "RequirementDraft",
    "ReserveDraft",
    "RoundDraft",
    "SubRankingDraft",
    "Term",
    "TermFeed",
    "TermSuspension",
    "TieBreakerDraft",
    "UpliftDraft",
]
