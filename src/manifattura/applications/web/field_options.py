"""What the templates of the richer questions need: tables of expenses, groups, computed numbers, stamps."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FormField
from manifattura.calls.domain.stamp_grounds import EXEMPT, OTHER, PAID
from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.ui.formats import money_text

from ..domain.answers import Problems
from ..domain.values import unreadable_text
from ..queries.drafts import Draft
from ..queries.reading import computed_text, item_title
from ..queries.texts import translated


def problem_text(problems: Problems, where: str) -> str:
    """The sentence beside a field, "" when nothing is wrong there."""
    return translated(problems[where]) if where in problems else ""


def expense_options(form_field: FormField, value: Any, problems: Problems) -> dict[str, Any]:
    """What `{% expenses %}` needs: rows with their errors."""
    rows = [
        {
            "description": row.get("description", ""),
            "category": row.get("category", ""),
            "amount": unreadable_text(row.get("amount")) or row.get("amount", ""),
            "errors": {
                part: problem_text(problems, f"{form_field.key}.{index}.{part}")
                for part in ("description", "category", "amount")
            },
        }
        for index, row in enumerate(value or [])
    ]
    return {
        "name": form_field.key,
        "rows": rows,
        "caption": form_field.label,
        "spare": 1 if rows else 2,
        "categories": [(option.key, option.label) for option in form_field.options],
        "error": problem_text(problems, form_field.key),
    }


def blank_items(form_field: FormField, items: Any, *, added: bool) -> int:
    """Empty items that the page shows after those that were written."""
    written = len(items or [])
    wanted = max(form_field.min_items, 1 if form_field.required or not written else 0, written + added)
    return max(0, min(wanted, form_field.max_items) - written)


def group_options(
    form: Any, form_field: FormField, items: Any, problems: Problems, blank: Mapping[str, int]
) -> dict[str, Any]:
    """What `_group.html` needs: the items with their controls, and whether one more fits."""
    count = len(items or []) + blank[form_field.key]
    return {
        "name": form_field.key,
        "items": [
            {
                "title": item_title(form_field, number + 1),
                "number": number,
                "bounds": [form[f"{form_field.key}-{number}-{inner.key}"] for inner in form_field.fields],
            }
            for number in range(count)
        ],
        "may_add": count < form_field.max_items,
        "add": _("Aggiungi: %(what)s") % {"what": (form_field.item_title or _("Voce")).lower()},
        "error": problem_text(problems, form_field.key),
    }


def computed_options(read: Draft, form_field: FormField, problems: Problems) -> dict[str, Any]:
    """What `_computed.html` needs: the result now, or that something is missing."""
    value = read.visible.answers.get(form_field.key)
    return {
        "name": form_field.key,
        "text": computed_text(form_field, value) if value is not None else "",
        "error": problem_text(problems, form_field.key),
    }


def computed_texts(read: Draft, fields: tuple[FormField, ...]) -> dict[str, str]:
    """Result in words of every computed question, for the page that is being written."""
    answers = read.visible.answers
    return {
        item.key: computed_text(item, str(answers[item.key])) if answers.get(item.key) is not None else ""
        for item in fields
        if item.formula is not None
    }


def stamp_options(form_field: FormField) -> dict[str, Any]:
    """The amount in force today, and which parts belong to which answer."""
    amount = legal_parameter("stamp_duty.amount", today())
    return {
        "amount": money_text(amount.value),
        "paid": _when(form_field, "status", PAID),
        "exempt": _when(form_field, "status", EXEMPT),
        "other": _when(form_field, "ground", OTHER),
    }


def _when(form_field: FormField, part: str, value: str) -> str:
    return json.dumps({"op": "eq", "field": f"{form_field.key}.{part}", "value": value})
