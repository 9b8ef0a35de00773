"""The thresholds of size in force on a day, from the legal parameters."""

from datetime import date

from manifattura.kernel.parameters import legal_parameter

from ..domain.kinds import SizeClass
from ..domain.size import Threshold

CLASSES = (SizeClass.MICRO, SizeClass.SMALL, SizeClass.MEDIUM)


def thresholds(on: date) -> tuple[Threshold, ...]:
    """Micro, small, medium: people and amounts in force on the day."""
    return tuple(
        Threshold(
            size=size,
            people=legal_parameter(f"sme.{size}.people", on).count,
            turnover=legal_parameter(f"sme.{size}.turnover", on).amount,
            balance=legal_parameter(f"sme.{size}.balance", on).amount,
        )
        for size in CLASSES
    )


def thresholds_source(on: date) -> str:
    """Where the thresholds are written."""
    return legal_parameter("sme.micro.people", on).source
