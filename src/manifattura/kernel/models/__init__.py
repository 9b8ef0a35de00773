"""The kernel's tables: the audit trail, the dated values of legal parameters, the days without terms, erasures permitted."""

from .audit_entry import AuditEntry
from .closing_day import ClosingDay
from .erasure_permit import ErasurePermit
from .parameter_value import ParameterValue

__all__ = ["AuditEntry", "ClosingDay", "ErasurePermit", "ParameterValue"]
