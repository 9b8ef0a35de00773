"""What is decided: formal review, committee, sheets, sittings, rankings."""

from .acceptance import Acceptance
from .committee import Committee, CommitteeMember, ConflictDeclaration
from .departure import Departure
from .formal_review import FormalReview
from .harmonisation import Harmonisation, HarmonisedMark
from .member_declaration import MemberDeclaration
from .minutes import Minutes, SignedMinutes
from .observation import Observation, ObservationAnswer, ObservationFile
from .public_draw import PublicDraw
from .ranking import Ranking, RankingEntry
from .review import OfficerStatement, Review, ReviewBonus, ReviewCheck
from .sheet import Mark, Sheet
from .sitting import Sitting, SittingBid, SittingPause

__all__ = [
    "Acceptance",
    "Committee",
    "CommitteeMember",
    "ConflictDeclaration",
    "Departure",
    "FormalReview",
    "Harmonisation",
    "HarmonisedMark",
    "Mark",
    "MemberDeclaration",
    "Minutes",
    "Observation",
    "ObservationAnswer",
    "ObservationFile",
    "OfficerStatement",
    "PublicDraw",
    "Ranking",
    "RankingEntry",
    "Review",
    "ReviewBonus",
    "ReviewCheck",
    "Sheet",
    "SignedMinutes",
    "Sitting",
    "SittingBid",
    "SittingPause",
]
