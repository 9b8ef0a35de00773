"""Answers that were sealed, once they are open: nothing here before the opening (ADR 0021)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from ..models import OpenedAnswer

if TYPE_CHECKING:
    from ..models import Application


def opened_answers(application: Application) -> dict[str, Any]:
    """Field key → the answer as it was sealed; empty before the opening, without those that could not be opened."""
    return opened_by_application([application.pk]).get(application.pk, {})


def opened_by_application(application_ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Application id → its opened answers, in one statement."""
    found: dict[int, dict[str, Any]] = {}
    rows = OpenedAnswer.objects.filter(
        application_id__in=application_ids, attachment=None, value__isnull=False
    )
    for application_id, key, value in rows.values_list("application_id", "field_key", "value"):
        found.setdefault(application_id, {})[key] = value
    return found


def with_opened(application: Application, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that were sent, with what was opened in place of its envelope."""
    return {**answers, **opened_answers(application)}
