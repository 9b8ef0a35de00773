"""What the questions of a form give to formulas: numbers and days, by their path."""

from collections.abc import Iterable

from .edition import FieldType, FormField
from .formulas import Kind

INNER_TYPES = (
    FieldType.TEXT,
    FieldType.LONG_TEXT,
    FieldType.NUMBER,
    FieldType.MONEY,
    FieldType.DATE,
    FieldType.YES_NO,
    FieldType.CHOICE,
    FieldType.CHOICES,
)
"""What may be asked of each item of a group."""

NUMBERS = (FieldType.NUMBER, FieldType.MONEY, FieldType.COMPUTED)
FIRM_NUMBERS = ("applicant.employees", "applicant.turnover")


def formula_kinds(fields: Iterable[FormField]) -> dict[str, Kind]:
    """Path → what a formula finds there: single answers, columns of tables and groups (to sum), groups (to count)."""
    kinds = dict.fromkeys(FIRM_NUMBERS, Kind.NUMBER)
    for item in fields:
        if item.type in NUMBERS or item.type is FieldType.GROUP:
            kinds[item.key] = Kind.NUMBER
        elif item.type is FieldType.DATE:
            kinds[item.key] = Kind.DAY
        elif item.type is FieldType.EXPENSES:
            kinds[f"{item.key}.amount"] = Kind.NUMBER
        for inner in item.fields:
            if inner.type in (FieldType.NUMBER, FieldType.MONEY):
                kinds[f"{item.key}.{inner.key}"] = Kind.NUMBER
    return kinds
