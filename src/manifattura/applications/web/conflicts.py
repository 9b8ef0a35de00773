"""Two values for the same question: both are shown, the person chooses, nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormField, FormSection
from manifattura.ui.formats import money_text

from ..domain.values import amount_of, is_sealed
from ..queries.authors import author_of
from ..queries.drafts import Draft
from ..queries.reading import answer_text

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def conflict_rows(
    read: Draft, step: FormSection, theirs: Mapping[str, Any], mine: Mapping[str, Any], *, by: Person
) -> list[dict[str, Any]]:
    """What `_conflict.html` shows: label, both values in words, who wrote the other and when.

    `own`: all the others were written by the same person, in another tab or on another device.
    """
    fields = {item.key: item for item in step.fields}
    rows = []
    authors = {key: author_of(read.sheet, step.key, key) for key in theirs}
    own = all(author is not None and author.person == by.audit_id for author in authors.values())
    for key, value in theirs.items():
        author = authors[key]
        rows.append(
            {
                "key": key,
                "label": fields[key].label,
                "mine": _words(fields[key], mine.get(key)),
                "theirs": _words(fields[key], value),
                "who": author.name if author else "",
                "at": author.at if author else None,
                "own": own,
            }
        )
    return rows


def _words(form_field: FormField, value: Any) -> str:
    if value is None:
        return _("(vuoto)")
    if form_field.type is FieldType.EXPENSES and not is_sealed(value):
        lines = [f"{row.get('description', '')}: {money_text(amount_of(row))}" for row in value]
        return "\n".join(lines)
    return answer_text(form_field, value)
