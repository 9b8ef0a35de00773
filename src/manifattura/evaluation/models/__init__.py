"""What is decided: formal review, committee, sheets, sittings, rankings."""

from .committee import Committee, CommitteeMember, ConflictDeclaration, Sitting
from .ranking import Ranking, RankingEntry
from .review import Review, ReviewBonus, ReviewCheck
from .sheet import Mark, Sheet

__all__ = [
    "Committee",
    "CommitteeMember",
    "ConflictDeclaration",
    "Mark",
    "Ranking",
    "RankingEntry",
    "Review",
    "ReviewBonus",
    "ReviewCheck",
    "Sheet",
    "Sitting",
]
