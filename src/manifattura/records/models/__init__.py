"""What is kept and shown of the records: checks by sample, requests for documents, what is preserved, what is discarded and when."""

from .access import AccessCopy, AccessRequest, CounterInterested
from .preservation import PreservationPackage
from .retention import RetentionItem, RetentionRun, RetentionTerm
from .sample_check import CheckedApplication, SampleCheck

__all__ = [
    "AccessCopy",
    "AccessRequest",
    "CheckedApplication",
    "CounterInterested",
    "PreservationPackage",
    "RetentionItem",
    "RetentionRun",
    "RetentionTerm",
    "SampleCheck",
]
