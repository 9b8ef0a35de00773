from .space import Space
from .table_import import RememberedColumns, TableImport

__all__ = ["RememberedColumns", "Space", "TableImport"]
