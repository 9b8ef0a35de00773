"""What is kept and shown of the records: checks by sample, requests for documents, what is discarded and when."""

from .access import AccessCopy, AccessRequest, CounterInterested
from .retention import RetentionItem, RetentionRun, RetentionTerm
from .sample_check import CheckedApplication, SampleCheck

__all__ = [
    "AccessCopy",
    "AccessRequest",
    "CheckedApplication",
    "CounterInterested",
    "RetentionItem",
    "RetentionRun",
    "RetentionTerm",
    "SampleCheck",
]
