"""What an applicant must have ready, read from the form: files, declarations, steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...domain.edition import CallDocument, Declarant, Declaration, Edition, FieldType, FormField
from .language import listing


@dataclass(frozen=True)
class NeededFile:
    label: str
    help: str
    limits: str


@dataclass(frozen=True)
class NeededDeclaration:
    declaration: Declaration
    who: str


def files_needed(edition: Edition) -> list[NeededFile]:
    """The files of the form, in its order."""
    return [
        NeededFile(field.label, field.help, _limits(field))
        for section in edition.form
        for field in section.fields
        if field.type is FieldType.FILE
    ]


def notes_on_files(edition: Edition) -> list[str]:
    """What the sections that ask for files say about them."""
    return [
        section.help
        for section in edition.form
        if section.help and any(field.type is FieldType.FILE for field in section.fields)
    ]


def declarations_needed(edition: Edition) -> list[NeededDeclaration]:
    """The declarations, each with who must tick it."""
    words = {
        Declarant.LEGAL_REP: _("La conferma chi rappresenta l’impresa."),
        Declarant.EACH_MEMBER: _("La conferma, per sé, ogni impresa che partecipa."),
    }
    return [NeededDeclaration(row, words[row.declarant]) for row in edition.declarations]


@dataclass(frozen=True)
class PublishedDocument:
    document: CallDocument
    extension: str


def documents_published(edition: Edition) -> list[PublishedDocument]:
    """The documents of the call, each with its format as people name it."""
    return [
        PublishedDocument(row, row.file_name.rpartition(".")[2].upper() if "." in row.file_name else "")
        for row in edition.documents
    ]


def _limits(field: FormField) -> str:
    return ", ".join(_limit_words(field))


def _limit_words(field: FormField) -> Iterator[str]:
    yield _("obbligatorio") if field.required and field.shown_if is None else _("se serve")
    if field.accept:
        yield listing([extension.upper() for extension in field.accept])
    yield ngettext("un file", "fino a %(n)d file", field.max_files) % {"n": field.max_files}
    yield _("al massimo %(n)d MB") % {"n": field.max_megabytes}
