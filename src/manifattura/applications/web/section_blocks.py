"""What a step shows, block by block: plain fields, seat, table of expenses, files, declarations."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Declarant, Declaration, FieldType, FormField, FormSection
from manifattura.organisations.queries.organisations import legal_representatives_of
from manifattura.ui.formats import date_text

from ..domain.answers import Problems
from ..domain.declarations import LiveTick, declarants, is_current
from ..domain.file_checks import accepted_of
from ..domain.questionnaire import declaration_of, field_of
from ..domain.sealed_reading import MANY_CONTROLS, REMOVE, sealed_control
from ..domain.values import STAMP_PARTS, is_sealed
from ..models.sheet import GivenFile
from ..permissions import may_declare
from ..queries.drafts import Draft
from ..queries.prefilling import source_words
from ..queries.reading import answer_text
from ..queries.sealed_files import is_closed
from ..queries.sheets import Sheet, is_typed_by_office
from .field_options import (
    blank_items,
    computed_options,
    expense_options,
    group_options,
    problem_text,
    stamp_options,
)
from .places import place
from .section_form import section_form

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass
class Block:
    """One question on the page; `kind` chooses how the template shows it."""

    key: str
    kind: str
    label: str
    help: str = ""
    shown_if: str = ""
    hidden: bool = False
    bounds: list[Any] = field(default_factory=list)
    options: dict[str, Any] = field(default_factory=dict)
    declarations: list[dict[str, Any]] = field(default_factory=list)
    sealed: dict[str, Any] = field(default_factory=dict)
    """Of a sealed question: whether there is an envelope already, and the tick that takes it back."""
    source: str = ""
    """Where the first answer came from, while nobody has changed it."""


def blocks_of(
    read: Draft,
    section: FormSection,
    answers: Mapping[str, Any],
    problems: Problems,
    person: Person,
    number: int,
    added: str = "",
) -> tuple[Any, list[Block]]:
    """The step's form (for the summary of errors) and its blocks in order; `added`: the group that shows one more item."""
    blank = _blank(section, answers, added)
    form = section_form(section, answers, problems, blank)
    blocks = []
    declared = 0
    for form_field in section.fields:
        block = Block(
            key=form_field.key,
            kind=form_field.type.value,
            label=form_field.label,
            help=form_field.help,
            shown_if=json.dumps(form_field.shown_if) if form_field.shown_if is not None else "",
            hidden=not _applies(read, form_field),
        )
        if form_field.sealed and form_field.type is not FieldType.FILE:
            _fill_sealed(block, form, form_field, answers, problems, blank)
        elif form_field.type is FieldType.FILE:
            block.options = file_options(read, form_field, problems)
        elif form_field.type is FieldType.EXPENSES:
            block.options = expense_options(form_field, answers.get(form_field.key), problems)
        elif form_field.type is FieldType.DECLARATION:
            declared += not block.hidden
            block.declarations = _declarations(read, form_field, problems, person, f"{number}.{declared}")
        elif form_field.type is FieldType.SEAT:
            block.bounds = [form[f"{form_field.key}-{part}"] for part in SEAT_CONTROLS]
        elif form_field.type is FieldType.STAMP_DUTY:
            block.bounds = [form[f"{form_field.key}-{part}"] for part in STAMP_PARTS]
            block.options = stamp_options(form_field)
        elif form_field.type is FieldType.GROUP:
            block.options = group_options(form, form_field, answers.get(form_field.key), problems, blank)
        elif form_field.type is FieldType.COMPUTED:
            block.options = computed_options(read, form_field, problems)
        else:
            block.bounds = [form[form_field.key]]
        block.source = _source(read, section, form_field, answers)
        blocks.append(block)
    return form, blocks


def _blank(section: FormSection, answers: Mapping[str, Any], added: str) -> dict[str, int]:
    """Group → the empty items after those that were written."""
    blank: dict[str, int] = {}
    for item in section.fields:
        if item.type is not FieldType.GROUP:
            continue
        if item.sealed:
            # nothing of a sealed list is kept between two pages: all its items are there to be written at once
            control = sealed_control(item.key)
            blank[control] = max(0, item.max_items - len(answers.get(control) or []))
        else:
            blank[item.key] = blank_items(item, answers.get(item.key), added=item.key == added)
    return blank


SEAT_CONTROLS = ("address", "postal_code", "nil", "municipio")


def _fill_sealed(
    block: Block,
    form: Any,
    form_field: FormField,
    answers: Mapping[str, Any],
    problems: Problems,
    blank: Mapping[str, int],
) -> None:
    """The controls of a sealed answer, empty, under names of their own."""
    control = sealed_control(form_field.key)
    block.sealed = {
        "closed": is_sealed(answers.get(form_field.key)),
        "remove": "" if form_field.required else f"{control}{REMOVE}",
        "many": form_field.type in MANY_CONTROLS,
    }
    if form_field.type is FieldType.SEAT:
        block.bounds = [form[f"{control}-{part}"] for part in SEAT_CONTROLS]
    elif form_field.type is FieldType.GROUP:
        shown = replace(form_field, key=control)
        block.options = group_options(form, shown, answers.get(control), {}, blank)
        block.options["error"] = problem_text(problems, form_field.key)
        block.options["fold_from"] = max(form_field.min_items, FIRST_ITEMS, len(answers.get(control) or []))
    else:
        block.bounds = [form[control]]


FIRST_ITEMS = 3
"""Items of a sealed list that are open at first; the others are folded."""


def _applies(read: Draft, form_field: FormField) -> bool:
    if form_field.type is FieldType.DECLARATION:
        return form_field.declaration in read.visible.declarations
    return form_field.key in read.visible.fields


def _source(read: Draft, section: FormSection, form_field: FormField, answers: Mapping[str, Any]) -> str:
    """The note beside a first answer that the person has not changed: they see where it came from."""
    row = read.sections.get(section.key)
    origin = row.prefilled.get(form_field.key) if row else None
    if origin is None or answers.get(form_field.key) != read.answers.get(form_field.key):
        return ""
    return source_words(origin)


def file_options(read: Draft, form_field: FormField, problems: Problems, error: str = "") -> dict[str, Any]:
    """What `{% file_field %}` needs."""
    accepted = accepted_of(form_field)
    formats = ", ".join(extension.upper() for extension in accepted)
    limit = _("%(formats)s, fino a %(size)s MB") % {"formats": formats, "size": form_field.max_megabytes}
    if form_field.max_files > 1:
        limit = _("%(limit)s ciascuno, al massimo %(count)s file") % {
            "limit": limit,
            "count": form_field.max_files,
        }
    files = [file for file in read.files if file.field_key == form_field.key]
    return {
        "name": form_field.key,
        "label": form_field.label,
        "help": form_field.help,
        "required": form_field.required,
        "multiple": form_field.max_files > 1,
        "accept": ",".join(f".{extension}" for extension in accepted),
        "limit": limit,
        "files": [_file(read.sheet, file) for file in files],
        "error": error or problem_text(problems, form_field.key),
        "upload_url": place(read.sheet, "upload", form_field.key),
        "sealed": form_field.sealed,
        "note_url": place(read.sheet, "envelope_note") if form_field.sealed else "",
    }


def _file(sheet: Sheet, file: GivenFile) -> dict[str, Any]:
    if is_closed(file):
        # nothing of it is known here, not even to the applicant
        return {
            "name": _("Busta chiusa %(at)s") % {"at": date_text(file.uploaded_at, "hour")},
            "sha256": file.sha256,
            "remove_url": place(sheet, "remove_file", file.pk),
        }
    return {
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "href": place(sheet, "file", file.pk),
        "remove_url": place(sheet, "remove_file", file.pk),
    }


def _declarations(
    read: Draft, form_field: FormField, problems: Problems, person: Person, number: str
) -> list[dict[str, Any]]:
    """One block per declarant: the person sees them all, and ticks only their own."""
    assert form_field.declaration is not None
    declaration = declaration_of(read.questions, form_field.declaration)
    organisations = {organisation.pk: organisation for organisation in read.declarants}
    wanted = declarants(declaration, list(organisations))
    shown = []
    for order, organisation_id in enumerate(wanted):
        organisation = organisations[organisation_id]
        tick = next(
            (
                tick
                for tick in read.ticks
                if tick.declaration_key == declaration.key
                and tick.organisation_id == organisation_id
                and is_current(
                    LiveTick(tick.declaration_key, tick.text_version, tick.text_sha256, organisation_id),
                    declaration,
                )
            ),
            None,
        )
        on_paper = is_typed_by_office(read.sheet)
        may = on_paper or may_declare(person, organisation_id)
        title = declaration.title
        if declaration.declarant is Declarant.EACH_MEMBER and len(wanted) > 1:
            title = f"{title}: {organisation.name}"
        shown.append(
            {
                "number": number if len(wanted) == 1 else f"{number}.{order + 1}",
                "title": title,
                "text": "\n\n".join([declaration.text, *_facts(read, declaration)]),
                "law": _law(declaration),
                "name": tick_name(declaration.key, organisation_id),
                "checked": tick is not None,
                "by": tick.person.full_name if tick else "",
                "at": tick.ticked_at if tick else None,
                "may": may,
                "action": _("È nel documento firmato") if on_paper else "",
                "reason": "" if may else _who_must(organisation_id, organisation.name),
                "error": problem_text(problems, form_field.key) if tick is None and may else "",
                "remind": ""
                if may or tick is not None
                else place(read.sheet, "remind", declaration.key, organisation_id),
            }
        )
    return shown


def tick_name(declaration_key: str, organisation_id: int) -> str:
    """Name of the tick's control."""
    return f"tick-{organisation_id}-{declaration_key}"


def _law(declaration: Declaration) -> str:
    version = _("Testo versione %(version)s") % {"version": declaration.text_version}
    return f"{declaration.law}. {version}." if declaration.law else f"{version}."


def _who_must(organisation_id: int, name: str) -> str:
    people = ", ".join(person.full_name for person in legal_representatives_of(organisation_id))
    if not people:
        return _(
            "Può confermarla solo il legale rappresentante di %(name)s, che non è ancora registrato."
        ) % {"name": name}
    return _("Può confermarla solo chi rappresenta %(name)s: %(people)s.") % {"name": name, "people": people}


def _facts(read: Draft, declaration: Declaration) -> list[str]:
    """The declared facts as they are now, so that the declarant sees what they confirm."""
    lines = []
    for key in declaration.facts:
        try:
            form_field = field_of(read.questions, key)
        except KeyError:
            continue
        if key not in read.visible.fields:
            continue
        value = read.visible.answers.get(key)
        words = answer_text(form_field, value) if value is not None else _("non ancora scritto")
        lines.append(f"{form_field.label.rstrip(':?')}: {words}")
    return lines
