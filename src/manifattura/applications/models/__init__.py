"""What arrives: drafts, frozen submissions, files, declarations, bids, forms filled in later."""

from .application import Application, Bid
from .attachment import Attachment
from .declaration_tick import DeclarationTick
from .entered_arrival import ArrivalProof, EnteredArrival, LaterArrival
from .filled_form import FilledForm, FormAnswers, FormAttachment, FormSubmission, FormTick
from .late_ticket import LateTicket
from .log_key import LogKey
from .message import Message, MessageFile, MessageReading
from .message_delivery import MessageDelivery, MessageRecipient
from .message_receipt import MessageReceipt
from .opened_answer import OpenedAnswer
from .prepared_submission import PreparedSubmission
from .proof_leaf import ProofLeaf
from .reading import ApplicationReading
from .register import ProtocolRecord, RegisterDay
from .row_mac import RowBatch, RowMac, RowShape, RowState
from .section_answers import SectionAnswers
from .signing import SigningDocument, SubmissionSignature, VerifiedSignature
from .submission import Submission
from .tree_head import HeadCountersignature, TreeHead
from .used_stamp import UsedStamp

__all__ = [
    "Application",
    "ApplicationReading",
    "ArrivalProof",
    "Attachment",
    "Bid",
    "DeclarationTick",
    "EnteredArrival",
    "FilledForm",
    "FormAnswers",
    "FormAttachment",
    "FormSubmission",
    "FormTick",
    "HeadCountersignature",
    "LateTicket",
    "LaterArrival",
    "LogKey",
    "Message",
    "MessageDelivery",
    "MessageFile",
    "MessageReading",
    "MessageReceipt",
    "MessageRecipient",
    "OpenedAnswer",
    "PreparedSubmission",
    "ProofLeaf",
    "ProtocolRecord",
    "RegisterDay",
    "RowBatch",
    "RowMac",
    "RowShape",
    "RowState",
    "SectionAnswers",
    "SigningDocument",
    "Submission",
    "SubmissionSignature",
    "TreeHead",
    "UsedStamp",
    "VerifiedSignature",
]
