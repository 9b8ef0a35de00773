"""An application on paper, typed by an officer: its instant is that of its proof."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.check_arrival import Proof
from manifattura.applications.actions.enter_application import enter_application
from manifattura.applications.actions.register_entered import register_entered
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.tick_declaration import tick_declaration
from manifattura.applications.domain.channels import Channel
from manifattura.applications.queries.drafts import draft
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import ROME

from .answers import answers_of, sample_pdf
from .participants import Participant

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.models import Call


def enter_on_paper(call: Call, participant: Participant, officer: Person) -> None:
    """It was handed in two days before the end, and stands there in the order of arrival."""
    edition = current_edition(call)
    handed_in = edition.timetable.deadline_at - timedelta(days=2, hours=1)
    application = enter_application(
        call=call,
        lead=participant.organisation,
        proof=Proof(
            channel=Channel.PAPER,
            arrived_at=handed_in,
            protocol_number="0148823",
            protocol_on=handed_in.astimezone(ROME).date(),
            signed_by=participant.representative.full_name,
            signed_as="legal_rep",
            sender_address="",
            file_name="domanda-su-carta.pdf",
            content=sample_pdf("Domanda su carta"),
        ),
        answers={question.key: question.expected for question in edition.eligibility},
        by=officer,
    )
    type(application).objects.filter(pk=application.pk).update(is_sample=True)
    _type(application, participant, officer)
    register_entered(application=application, idempotency_key=f"sample-{application.code}", by=officer)
    register_submissions(announce=False)


def _type(application: Application, participant: Participant, officer: Person) -> None:
    edition = current_edition(application.call)
    answers, known = answers_of(edition, participant.firm), draft(application).sections
    for section in edition.form:
        mine = {item.key: answers[item.key] for item in section.fields if item.key in answers}
        if mine:
            # what the firm's record knows is there already
            version = known[section.key].version if section.key in known else 0
            save_section(
                sheet=application, section_key=section.key, answers=mine, base_version=version, by=officer
            )
    read = draft(application)
    for section in edition.form:
        for item in section.fields:
            if item.type is FieldType.FILE and item.required and item.key in read.visible.fields:
                content = sample_pdf(item.label)
                attach_file(
                    sheet=application, field_key=item.key, name=f"{item.key}.pdf", content=content, by=officer
                )
    for key in read.visible.declarations:
        tick_declaration(
            sheet=application, declaration_key=key, organisation=participant.organisation, by=officer
        )
