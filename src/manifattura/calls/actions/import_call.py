"""Take in the definition of a call that another office wrote: it becomes a draft of this office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist, ValidationError

from manifattura.kernel.strict_json import InvalidInput, read_strict

from ..domain.definition import Fault, InvalidDefinitionError, edition_of
from ..domain.messages import Message, gettext_noop
from ..domain.unfinished import NOT_YET
from ..models import (
    BonusDraft,
    Call,
    CriteriaGroupDraft,
    CriterionDraft,
    DeclarationDraft,
    EligibilityQuestionDraft,
    FieldOptionDraft,
    FlagDraft,
    FormFieldDraft,
    FormSectionDraft,
    LotDraft,
    RequirementDraft,
    ReserveDraft,
    RoundDraft,
    TieBreakerDraft,
)
from .create_call import create_call

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person

    from ..domain.edition import Edition

LARGEST = 2_000_000
"""Bytes of a definition: the longest real call written so far takes 30,000."""

TOO_LARGE = gettext_noop("Il file è troppo grande per la definizione di un bando.")
NOT_JSON = gettext_noop("Il file non è un JSON che si possa leggere: %(reason)s.")
TOO_LONG = gettext_noop("Il valore è troppo lungo o fuori misura.")

COLUMNS: dict[str, Any] = {
    "Edition": Call,
    "Round": RoundDraft,
    "Texts": Call,
    "Timetable": Call,
    "Aid": Call,
    "Beneficiaries": Call,
    "Grid": Call,
    "FormSection": FormSectionDraft,
    "FormField": FormFieldDraft,
    "Option": FieldOptionDraft,
    "Declaration": DeclarationDraft,
    "EligibilityQuestion": EligibilityQuestionDraft,
    "Requirement": RequirementDraft,
    "CriteriaGroup": CriteriaGroupDraft,
    "Criterion": CriterionDraft,
    "Bonus": BonusDraft,
    "Flag": FlagDraft,
    "TieBreaker": TieBreakerDraft,
    "Reserve": ReserveDraft,
    "SpaceLot": LotDraft,
    "Allocation": Call,
}

OTHER_NAMES: dict[tuple[type[Any], str], str] = {
    (TieBreakerDraft, "id"): "ref",
    **{
        (Call, name): f"lots_{name}"
        for name in ("most_bids", "most_won", "deposit", "after_withdrawal", "most_per_group", "bundles")
    },
}
"""Columns that are not called like the field of the edition they hold."""


def read_definition(content: bytes) -> Edition:
    """The edition in a file; raises `InvalidDefinitionError` with everything that is wrong, place by place."""
    if len(content) > LARGEST:
        raise InvalidDefinitionError((Fault("", Message(TOO_LARGE)),))
    try:
        document: Mapping[str, Any] = read_strict(content)
    except InvalidInput as error:
        raise InvalidDefinitionError((Fault("", Message(NOT_JSON, {"reason": str(error)})),)) from error
    edition = edition_of(document)
    faults = tuple(_outside_columns(edition, ""))
    if faults:
        raise InvalidDefinitionError(faults)
    return edition


def import_call(
    *, definition: bytes, slug: str, title: str, office: Office, head_of_procedure: Person, by: Person
) -> Call:
    """A draft with everything the definition says; without a `title`, the one in it. Raises as `read_definition`."""
    edition = read_definition(definition)
    return create_call(
        slug=slug,
        title=title or edition.texts.title,
        office=office,
        head_of_procedure=head_of_procedure,
        by=by,
        template=edition,
        kind=edition.kind,
    )


def _outside_columns(value: Any, where: str) -> Iterator[Fault]:
    """Texts longer, and numbers larger, than the tables of the draft hold."""
    if isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _outside_columns(one, f"{where}[{number}]")
    elif is_dataclass(value):
        model = COLUMNS.get(type(value).__name__)
        for one in fields(value):
            inner = getattr(value, one.name)
            place = f"{where}.{one.name}" if where else one.name
            if model is not None and not _fits(model, one.name, inner):
                yield Fault(place, Message(TOO_LONG))
            yield from _outside_columns(inner, place)


def _fits(model: Any, name: str, value: Any) -> bool:
    try:
        column = model._meta.get_field(OTHER_NAMES.get((model, name), name))  # noqa: SLF001  Django's documented way to a column
    except FieldDoesNotExist:
        return True
    if value in (None, "", (), NOT_YET) or column.is_relation or is_dataclass(value):
        return True
    plain = list(value) if isinstance(value, tuple) else value
    try:
        column.run_validators(column.to_python(plain))
    except (ValidationError, TypeError):
        return False
    return True
