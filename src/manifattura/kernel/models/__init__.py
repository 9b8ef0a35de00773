"""The kernel's tables: the audit trail, the dated values of legal parameters, the days without terms, erasures permitted,
signs of life of the web processes, counts of what people do often, public pages kept for all.
"""

from .audit_entry import AuditEntry
from .closing_day import ClosingDay
from .erasure_permit import ErasedRow, ErasurePermit
from .kept_page import KeptPage, PublicChange
from .parameter_value import ParameterValue
from .rate_count import RateCount
from .web_pulse import WebPulse

__all__ = [
    "AuditEntry",
    "ClosingDay",
    "ErasedRow",
    "ErasurePermit",
    "KeptPage",
    "ParameterValue",
    "PublicChange",
    "RateCount",
    "WebPulse",
]
