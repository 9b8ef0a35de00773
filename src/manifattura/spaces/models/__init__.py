"""Spaces of the census, what people report about them, tables that are being imported."""

from .agreement import Agreement
from .agreement_file import AgreementFile
from .agreement_record import AgreementReminder, YearlyCheck
from .agreement_works import AgreementWorks
from .confirmation import Confirmation
from .exact_place import ExactPlace
from .instalment import Instalment, RentIndex
from .plan_observation import PlanObservation
from .space import Space
from .space_file import SpaceFile
from .space_report import SpaceReport
from .table_import import RememberedColumns, TableImport
from .visit import CompulsoryVisit, VisitBooking, VisitSlot

__all__ = [
    "Agreement",
    "AgreementFile",
    "AgreementReminder",
    "AgreementWorks",
    "CompulsoryVisit",
    "Confirmation",
    "ExactPlace",
    "Instalment",
    "PlanObservation",
    "RememberedColumns",
    "RentIndex",
    "Space",
    "SpaceFile",
    "SpaceReport",
    "TableImport",
    "VisitBooking",
    "VisitSlot",
    "YearlyCheck",
]
