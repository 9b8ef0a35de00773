"""What is asked: the call being written (draft tables) and its published, immutable editions."""

from .call import Call
from .criteria import BonusDraft, CriteriaGroupDraft, CriterionDraft, FlagDraft, ReserveDraft, TieBreakerDraft
from .delivery import Delivery
from .edition import CallEdition, CallLot, CallRound
from .form import FieldOptionDraft, FormFieldDraft, FormSectionDraft
from .parts import DeclarationDraft, DocumentDraft, EligibilityQuestionDraft, RequirementDraft, RoundDraft
from .stop import CallStop
from .term import Term
from .term_feed import TermFeed
from .term_suspension import TermSuspension

__all__ = [
    "BonusDraft",
    "Call",
    "CallEdition",
    "CallLot",
    "CallRound",
    "CallStop",
    "CriteriaGroupDraft",
    "CriterionDraft",
    "DeclarationDraft",
    "Delivery",
    "DocumentDraft",
    "EligibilityQuestionDraft",
    "FieldOptionDraft",
    "FlagDraft",
    "FormFieldDraft",
    "FormSectionDraft",
    "RequirementDraft",
    "ReserveDraft",
    "RoundDraft",
    "Term",
    "TermFeed",
    "TermSuspension",
    "TieBreakerDraft",
]
