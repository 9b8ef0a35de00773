"""What is kept and shown of the records: checks by sample."""

from .sample_check import CheckedApplication, SampleCheck

__all__ = ["CheckedApplication", "SampleCheck"]
