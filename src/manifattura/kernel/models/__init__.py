"""The kernel's only table: the audit trail."""

from .audit_entry import AuditEntry

__all__ = ["AuditEntry"]
