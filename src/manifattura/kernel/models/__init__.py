"""The kernel's tables: the audit trail, the dated values of legal parameters, the days without terms."""

from .audit_entry import AuditEntry
from .closing_day import ClosingDay
from .parameter_value import ParameterValue

__all__ = ["AuditEntry", "ClosingDay", "ParameterValue"]
