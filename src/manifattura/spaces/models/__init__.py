"""Spaces of the census, what people report about them, tables that are being imported."""

from .confirmation import Confirmation
from .exact_place import ExactPlace
from .space import Space
from .space_file import SpaceFile
from .space_report import SpaceReport
from .table_import import RememberedColumns, TableImport
from .visit import CompulsoryVisit, VisitBooking, VisitSlot

__all__ = [
    "CompulsoryVisit",
    "Confirmation",
    "ExactPlace",
    "RememberedColumns",
    "Space",
    "SpaceFile",
    "SpaceReport",
    "TableImport",
    "VisitBooking",
    "VisitSlot",
]
