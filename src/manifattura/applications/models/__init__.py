"""What arrives: drafts, frozen submissions, files, declarations, bids."""

from .application import Application, Bid
from .attachment import Attachment
from .declaration_tick import DeclarationTick
from .section_answers import SectionAnswers
from .submission import Submission

__all__ = ["Application", "Attachment", "Bid", "DeclarationTick", "SectionAnswers", "Submission"]
