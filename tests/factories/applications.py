"""Applications made through the actions, for any published call: `started_application`, `complete_application`, `submitted_application`."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pypdf import PdfWriter

from manifattura.accounts.models import Person
from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.start_application import start_application
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.tick_declaration import tick_declaration
from manifattura.applications.domain.declarations import declarants
from manifattura.applications.domain.file_checks import accepted_of
from manifattura.applications.models import Application
from manifattura.applications.queries.drafts import draft
from manifattura.calls.domain.edition import Edition, FieldType, FormField
from manifattura.calls.models import Call
from manifattura.calls.queries.editions import current_edition
from manifattura.organisations.models import Organisation
from manifattura.organisations.queries.organisations import legal_representatives_of
from tests.factories.accounts import PersonFactory
from tests.factories.organisations import firm_of


def pdf_bytes(pages: int = 1, note: str = "") -> bytes:
    """A small PDF; another `note` gives other bytes."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": note or "Allegato campione"})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def answer_for(edition: Edition, form_field: FormField) -> Any:
    """A good answer to any question of any call."""
    keys = [option.key for option in form_field.options]
    plain: dict[FieldType, Any] = {
        FieldType.TEXT: "Progetto campione",
        FieldType.LONG_TEXT: "Un testo campione che racconta il progetto.",
        FieldType.NUMBER: format(form_field.min_value or Decimal(6), "f"),
        FieldType.MONEY: format(form_field.min_value or edition.aid.cost_min or Decimal(1000), ".2f"),
        FieldType.DATE: "2027-01-11",
        FieldType.YES_NO: True,
        FieldType.CHOICE: keys[0] if keys else "",
        FieldType.CHOICES: keys[:1],
        FieldType.SEAT: seat_for(edition),
        FieldType.EXPENSES: expenses_for(edition, form_field),
        FieldType.STAMP_DUTY: {
            "status": "exempt",
            "ground": keys[0] if keys else "other",
            "other": "Legge campione",
        },
        FieldType.GROUP: [
            {inner.key: answer_for(edition, inner) for inner in form_field.fields}
            for _ in range(max(1, form_field.min_items))
        ],
    }
    answer = plain.get(form_field.type)
    return answer[: form_field.max_length] if isinstance(answer, str) and form_field.max_length else answer


def seat_for(edition: Edition) -> dict[str, Any]:
    area = edition.beneficiaries.target_area
    municipi = [n for n in range(1, 10) if area is None or n not in area.excluded_municipi]
    if area is not None and area.municipi:
        municipi = [n for n in area.municipi if n in municipi]
    nil = area.nils[0] if area is not None and area.nils else 77
    return {"address": "Via di prova 1", "postal_code": "20157", "nil": nil, "municipio": municipi[-1]}


def expenses_for(edition: Edition, form_field: FormField) -> list[dict[str, str]]:
    low, high = edition.aid.cost_min or Decimal(10_000), edition.aid.cost_max or Decimal(60_000)
    total = ((low + high) / 2).quantize(Decimal("0.01"))
    free = [option for option in form_field.options if option.max_share is None] or list(form_field.options)[
        :1
    ]
    share = (total / len(free)).quantize(Decimal("0.01")) if free else total
    return [
        {
            "category": option.key,
            "description": f"Voce campione {option.label}"[:100],
            "amount": format(share, "f"),
        }
        for option in free
    ]


def answers_for(edition: Edition, **changes: Any) -> dict[str, Any]:
    """Answers that complete the form of any call, files and declarations apart."""
    answers = {
        form_field.key: answer_for(edition, form_field)
        for section in edition.form
        for form_field in section.fields
        if form_field.type not in (FieldType.FILE, FieldType.DECLARATION) and not form_field.sealed
    }
    return {**{key: value for key, value in answers.items() if value not in (None, "")}, **changes}


def started_application(
    call: Call, *, lead: Organisation | None = None, by: Person | None = None
) -> Application:
    """A draft just begun, by the legal representative of `lead`."""
    if by is None:
        by = legal_representatives_of(lead.pk)[0] if lead else PersonFactory()
    if lead is None:
        lead = firm_of(by)
    expected = {question.key: question.expected for question in current_edition(call).eligibility}
    application = start_application(call=call, lead=lead, answers=expected, by=by)
    application.refresh_from_db()
    return application


def fill(application: Application, *, by: Person, answers: Mapping[str, Any] | None = None) -> None:
    """Answer everything and give the required files."""
    read = draft(application)
    values = answers_for(read.edition, **(answers or {}))
    for section in read.edition.form:
        keys = {form_field.key for form_field in section.fields}
        mine = {key: value for key, value in values.items() if key in keys}
        if mine:
            version = read.sections[section.key].version if section.key in read.sections else 0
            save_section(
                sheet=application, section_key=section.key, answers=mine, base_version=version, by=by
            )
    for section in read.edition.form:
        for form_field in section.fields:
            if (
                form_field.type is FieldType.FILE
                and form_field.required
                and form_field.key in read.visible.fields
            ):
                assert "pdf" in accepted_of(form_field)
                attach_file(
                    sheet=application,
                    field_key=form_field.key,
                    name=f"{form_field.key}.pdf",
                    content=pdf_bytes(note=f"{application.code} {form_field.key}"),
                    by=by,
                )


def declare_all(application: Application) -> None:
    """Every declaration, each by its own declarant."""
    read = draft(application)
    organisations = {organisation.pk: organisation for organisation in read.declarants}
    for declaration in read.edition.declarations:
        if declaration.key in read.visible.declarations:
            for organisation_id in declarants(declaration, list(organisations)):
                tick_declaration(
                    sheet=application,
                    declaration_key=declaration.key,
                    organisation=organisations[organisation_id],
                    by=legal_representatives_of(organisation_id)[0],
                )


def complete_application(
    call: Call,
    *,
    lead: Organisation | None = None,
    by: Person | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Application:
    """A draft that lacks nothing but sending."""
    application = started_application(call, lead=lead, by=by)
    fill(application, by=by or application.created_by, answers=answers)
    declare_all(application)
    return application


def submitted_application(
    call: Call,
    *,
    lead: Organisation | None = None,
    by: Person | None = None,
    answers: Mapping[str, Any] | None = None,
    register: bool = True,
) -> Application:
    """Sent, and numbered unless `register` is False."""
    application = complete_application(call, lead=lead, by=by, answers=answers)
    submit_application(
        application=application, idempotency_key=f"test-{application.code}", by=by or application.created_by
    )
    if register:
        register_submissions(announce=False)
    application.refresh_from_db()
    return application
