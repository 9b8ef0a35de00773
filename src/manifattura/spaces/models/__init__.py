"""Spaces of the census, what people report about them, tables that are being imported."""

from .space import Space
from .space_report import SpaceReport
from .table_import import RememberedColumns, TableImport

__all__ = ["RememberedColumns", "Space", "SpaceReport", "TableImport"]
