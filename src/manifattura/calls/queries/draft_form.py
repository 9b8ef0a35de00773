"""The form of a draft call, read in three statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..domain.document import parts_from_document
from ..domain.edition import FieldType, FormField, FormSection, Option

if TYPE_CHECKING:
    from ..models import Call, FormFieldDraft


def read_form(call: Call) -> tuple[FormSection, ...]:
    """Sections with their fields and options, in order."""
    sections = call.formsectiondrafts.prefetch_related("fields__options")
    return tuple(
        FormSection(
            key=section.key,
            title=section.title,
            help=section.help,
            fields=tuple(_field(row) for row in section.fields.all()),
            per_lot=section.per_lot,
        )
        for section in sections
    )


def _field(row: FormFieldDraft) -> FormField:
    return FormField(
        key=row.key,
        type=FieldType(row.type),
        label=row.label,
        help=row.help,
        required=row.required,
        shown_if=row.shown_if,
        options=tuple(Option(option.key, option.label, option.max_share) for option in row.options.all()),
        max_length=row.max_length,
        min_value=row.min_value,
        max_value=row.max_value,
        accept=tuple(row.accept),
        max_files=row.max_files,
        max_megabytes=row.max_megabytes,
        declaration=row.declaration or None,
        sealed=row.sealed,
        fields=parts_from_document(row.fields, FormField),
        min_items=row.min_items,
        max_items=row.max_items,
        item_title=row.item_title,
        formula=row.formula,
        decimals=row.decimals,
        unit=row.unit,
        prefill=row.prefill,
    )
