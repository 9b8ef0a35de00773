"""What is decided: formal review, committee, sheets, sittings, rankings."""

from .committee import Committee, CommitteeMember, ConflictDeclaration
from .formal_review import FormalReview
from .ranking import Ranking, RankingEntry
from .review import OfficerStatement, Review, ReviewBonus, ReviewCheck
from .sheet import Mark, Sheet
from .sitting import Sitting, SittingBid

__all__ = [
    "Committee",
    "CommitteeMember",
    "ConflictDeclaration",
    "FormalReview",
    "Mark",
    "OfficerStatement",
    "Ranking",
    "RankingEntry",
    "Review",
    "ReviewBonus",
    "ReviewCheck",
    "Sheet",
    "Sitting",
    "SittingBid",
]
