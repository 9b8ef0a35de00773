"""What is kept and shown of the records: checks by sample, requests for documents."""

from .access import AccessCopy, AccessRequest, CounterInterested
from .sample_check import CheckedApplication, SampleCheck

__all__ = ["AccessCopy", "AccessRequest", "CheckedApplication", "CounterInterested", "SampleCheck"]
