"""What the project costs and the aid it asks for, from the table of expenses and the call's rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from manifattura.calls.domain.aid import compute_aid
from manifattura.calls.domain.edition import Aid, Edition, FieldType, FormField
from manifattura.calls.domain.expressions import evaluate

from .questionnaire import Questionnaire
from .values import amount_of

COST_FIELD = "project_cost"
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Costs:
    """`cost` None: nothing written yet. `requested` is what the call's rule gives on it, never a wish."""

    cost: Decimal | None
    requested: Decimal | None
    own_share: Decimal | None


def total_of(rows: Sequence[Mapping[str, Any]]) -> Decimal:
    """Sum of the readable amounts."""
    return sum((amount for row in rows if (amount := amount_of(row)) is not None), ZERO)


def totals_by_category(rows: Sequence[Mapping[str, Any]]) -> dict[str, Decimal]:
    """Category key → sum of its rows."""
    totals: dict[str, Decimal] = {}
    for row in rows:
        amount = amount_of(row)
        if amount is not None:
            category = str(row.get("category", ""))
            totals[category] = totals.get(category, ZERO) + amount
    return totals


def is_cost(form_field: FormField) -> bool:
    """Whether the field states the project's cost: every table of expenses, or the amount `project_cost`."""
    return form_field.type is FieldType.EXPENSES or (
        form_field.type is FieldType.MONEY and form_field.key == COST_FIELD
    )


def project_costs(edition: Questionnaire, answers: Mapping[str, Any]) -> Costs:
    """Cost and aid from the visible answers; tables of expenses win over a single amount."""
    fields = [form_field for section in edition.form for form_field in section.fields if is_cost(form_field)]
    tables = [
        answers[item.key] for item in fields if item.type is FieldType.EXPENSES and answers.get(item.key)
    ]
    if tables:
        cost = sum((total_of(rows) for rows in tables), ZERO)
    elif isinstance(answers.get(COST_FIELD), str):
        cost = Decimal(answers[COST_FIELD])
    else:
        return Costs(None, None, None)
    if edition.aid is None or (isinstance(edition, Edition) and not edition.gives_money):
        return Costs(cost, None, None)
    flags, asked = better_terms(edition, answers), asked_rate(edition.aid, answers)
    requested = compute_aid(edition.aid, cost, flags, asked).grant
    return Costs(cost, requested, cost - requested)


def asked_rate(aid: Aid, answers: Mapping[str, Any]) -> Decimal | None:
    """The per cent that the applicant asks for; None where the call does not let it choose, or nothing is written yet."""
    answer = answers.get(aid.rate_question) if aid.rate_question else None
    try:
        return None if answer is None else Decimal(str(answer))
    except InvalidOperation:
        return None


def better_terms(asked: Questionnaire, answers: Mapping[str, Any]) -> frozenset[str]:
    """The flags with better terms that the answers give; a call's checks keep them to answers of the form."""
    if asked.aid is None or not isinstance(asked, Edition):
        return frozenset()
    wanted = {premium.flag for premium in asked.aid.premiums}
    return frozenset(flag.key for flag in asked.flags if flag.key in wanted and evaluate(flag.when, answers))
