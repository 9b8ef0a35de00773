"""The kernel's tables: the audit trail, the dated values of legal parameters, the days without terms, erasures permitted,
signs of life of the web processes."""

from .audit_entry import AuditEntry
from .closing_day import ClosingDay
from .erasure_permit import ErasurePermit
from .parameter_value import ParameterValue
from .web_pulse import WebPulse

__all__ = ["AuditEntry", "ClosingDay", "ErasurePermit", "ParameterValue", "WebPulse"]
