"""What is decided: formal review, committee, sheets, sittings, rankings."""

from .acceptance import Acceptance
from .committee import Committee, CommitteeMember, ConflictDeclaration
from .departure import Departure
from .formal_review import FormalReview
from .harmonisation import Harmonisation, HarmonisedMark
from .member_declaration import MemberDeclaration
from .minutes import Minutes, SignedMinutes
from .observation import Observation, ObservationAnswer, ObservationFile
from .offer_improvement import OfferImprovement
from .opening import EnvelopeOpening, GivenShare
from .preemption import Preemption
from .public_draw import PublicDraw
from .ranking import Ranking, RankingEntry
from .register import RegisterEntry, RegisterEvent
from .rejection_notice import NoticeObservation, NoticeReason, RejectionNotice
from .remedy import RemedyItem, RemedyRequest
from .review import OfficerStatement, Review, ReviewBonus, ReviewCheck
from .review_value import ReviewValue
from .sheet import Mark, Sheet
from .sitting import Sitting, SittingBid, SittingPause
from .visit import Visit, VisitFile, VisitLine, VisitSignature

__all__ = [
    "Acceptance",
    "Committee",
    "CommitteeMember",
    "ConflictDeclaration",
    "Departure",
    "EnvelopeOpening",
    "FormalReview",
    "GivenShare",
    "Harmonisation",
    "HarmonisedMark",
    "Mark",
    "MemberDeclaration",
    "Minutes",
    "NoticeObservation",
    "NoticeReason",
    "Observation",
    "ObservationAnswer",
    "ObservationFile",
    "OfferImprovement",
    "OfficerStatement",
    "Preemption",
    "PublicDraw",
    "Ranking",
    "RankingEntry",
    "RegisterEntry",
    "RegisterEvent",
    "RejectionNotice",
    "RemedyItem",
    "RemedyRequest",
    "Review",
    "ReviewBonus",
    "ReviewCheck",
    "ReviewValue",
    "Sheet",
    "SignedMinutes",
    "Sitting",
    "SittingBid",
    "SittingPause",
    "Visit",
    "VisitFile",
    "VisitLine",
    "VisitSignature",
]
