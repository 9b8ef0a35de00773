"""Sample applications in bulk, for the demo city: same rules and same frozen content, with given times of arrival."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.sealing_checks import sealed_fields
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.kernel import audit
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import store
from manifattura.kernel.ids import readable_code
from manifattura.organisations.queries.organisations import (
    capacity_of,
    declarants_of,
    legal_representatives_of,
    snapshot,
)

from ..domain.completeness import Given, all_problems
from ..domain.costs import project_costs
from ..domain.declarations import declarants, text_digest
from ..domain.form import Visible, visible_of
from ..domain.payload import FileFact, Sender, TickFact, build_payload
from ..domain.sealed import Place, close
from ..domain.states import ApplicationState
from ..models import Application, Attachment, Bid, DeclarationTick, SectionAnswers, Submission
from ..queries.times import round_in_view
from .copy_known_answers import set_known_columns
from .register_submissions import register_submissions

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call
    from manifattura.organisations.models import Organisation

FILLING_TIME = timedelta(minutes=40)


@dataclass(frozen=True)
class SampleFile:
    field: str
    name: str
    content: bytes
    content_type: str = "application/pdf"


@dataclass(frozen=True)
class Sample:
    """One complete application: answers in stored shapes, `by` a legal representative of `lead`."""

    lead: Organisation
    by: Person
    answers: Mapping[str, Any]
    received_at: datetime
    files: Sequence[SampleFile] = field(default_factory=tuple)


@dataclass(frozen=True)
class Prepared:
    """A sample with its rows, before they are written."""

    sample: Sample
    application: Application
    visible: Visible
    applicant: Mapping[str, Any]
    ticks: list[DeclarationTick]
    attachments: list[Attachment]


@transaction.atomic
def record_samples(*, call: Call, samples: Sequence[Sample]) -> list[Application]:
    """Write sent applications in the order of `received_at`, and number them; a few statements in all.

    Only for sample calls and never in production. `Refused` tells which sample is incomplete, and why.
    """
    if not call.is_sample or settings.MODE == "production" or call.current_edition_id is None:
        raise Refused("Samples are only recorded on published sample calls, never in production.")
    edition = edition_by_id(call.current_edition_id)
    ordered = sorted(samples, key=lambda sample: sample.received_at)
    prepared = [_prepare(call, edition, sample) for sample in ordered]
    _write(call, edition, prepared)
    register_submissions(announce=False)
    return [one.application for one in prepared]


def _prepare(call: Call, edition: Edition, sample: Sample) -> Prepared:
    applicant, code = snapshot(sample.lead), readable_code()
    visible = visible_of(edition, _closed(edition, sample.answers, code), applicant)
    application = Application(
        call=call,
        edition=call.current_edition,
        lead=sample.lead,
        state=ApplicationState.SUBMITTED,
        is_live=True,
        code=code,
        eligibility_answers={question.key: question.expected for question in edition.eligibility},
        is_sample=True,
        created_by=sample.by,
        created_at=sample.received_at - FILLING_TIME,
    )
    set_known_columns(application, visible.answers, project_costs(edition, visible.answers))
    ticks = _ticks(edition, sample, visible, application)
    attachments = [_attachment(application, sample, file) for file in sample.files]
    _refuse_incomplete(edition, sample, visible)
    return Prepared(sample, application, visible, applicant, ticks, attachments)


def _closed(edition: Edition, answers: Mapping[str, Any], code: str) -> dict[str, Any]:
    """The answers as they are stored: those of sealed questions in their envelopes."""
    place = Place(edition.call, code)
    return {
        **answers,
        **{
            item.key: close(item, answers[item.key], public_key=edition.sealing_key, place=place).stored
            for item in sealed_fields(edition)
            if answers.get(item.key) is not None
        },
    }


def _ticks(
    edition: Edition, sample: Sample, visible: Visible, application: Application
) -> list[DeclarationTick]:
    organisations = {organisation.pk: organisation for organisation in declarants_of(sample.lead)}
    ticks = []
    for declaration in edition.declarations:
        if declaration.key not in visible.declarations:
            continue
        for organisation_id in declarants(declaration, list(organisations)):
            own = organisation_id == sample.lead.pk
            ticks.append(
                DeclarationTick(
                    application=application,
                    declaration_key=declaration.key,
                    text_version=declaration.text_version,
                    text_sha256=text_digest(declaration),
                    person=sample.by if own else legal_representatives_of(organisation_id)[0],
                    organisation=organisations[organisation_id],
                    ticked_at=sample.received_at - FILLING_TIME / 4,
                )
            )
    return ticks


def _attachment(application: Application, sample: Sample, file: SampleFile) -> Attachment:
    stored = store(file.content)
    return Attachment(
        application=application,
        field_key=file.field,
        storage_key=stored.storage_key,
        name=file.name,
        size=stored.size,
        content_type=file.content_type,
        sha256=stored.sha256,
        uploaded_by=sample.by,
    )


def _refuse_incomplete(edition: Edition, sample: Sample, visible: Visible) -> None:
    files: dict[str, int] = {}
    for file in sample.files:
        files[file.field] = files.get(file.field, 0) + 1
    problems = all_problems(edition, visible, Given(files=files, declared=visible.declarations))
    if problems:
        listed = "; ".join(f"{problem.section}/{problem.field}: {problem.message}" for problem in problems)
        raise Refused(f"{sample.lead.name}: {listed}")


def _write(call: Call, edition: Edition, prepared: Sequence[Prepared]) -> None:
    rounds, first_lot = list(call.rounds.order_by("number")), call.lots.order_by("id")[0]
    Application.objects.bulk_create([one.application for one in prepared])
    Bid.objects.bulk_create(
        [
            Bid(
                application=one.application,
                round=round_in_view(rounds, one.sample.received_at),
                lot=first_lot,
            )
            for one in prepared
        ]
    )
    SectionAnswers.objects.bulk_create([row for one in prepared for row in _sections(edition, one)])
    DeclarationTick.objects.bulk_create([tick for one in prepared for tick in one.ticks])
    Attachment.objects.bulk_create([file for one in prepared for file in one.attachments])
    sha256 = prepared[0].application.edition.sha256 if prepared else ""
    arrivals = _arrivals(len(prepared))
    Submission.objects.bulk_create(
        [_submission(edition, sha256, one, arrival) for one, arrival in zip(prepared, arrivals, strict=True)]
    )
    for one in prepared:
        audit.record(
            "application_submitted",
            by=one.sample.by,
            subject=one.application,
            on_behalf=one.sample.lead,
            scope=one.application.audit_scope,
            after={"sample": True},
        )


def _sections(edition: Edition, one: Prepared) -> list[SectionAnswers]:
    rows = []
    for section in edition.form:
        keys = {form_field.key for form_field in section.fields}
        answers = {key: value for key, value in one.visible.answers.items() if key in keys}
        if answers:
            rows.append(
                SectionAnswers(
                    application=one.application,
                    section_key=section.key,
                    version=1,
                    answers=answers,
                    versions=dict.fromkeys(answers, 1),
                    changed_by=one.sample.by,
                )
            )
    return rows


def _arrivals(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('applications_arrival') FROM generate_series(1, %s)", [count])
        return sorted(number for (number,) in cursor.fetchall())


def _submission(edition: Edition, edition_sha256: str, one: Prepared, arrival: int) -> Submission:
    document = build_payload(
        edition=edition,
        edition_sha256=edition_sha256,
        code=one.application.code,
        applicant=one.applicant,
        sender=Sender(one.sample.by.full_name, capacity_of(one.sample.by, one.sample.lead)),
        answers=one.visible.answers,
        ticks=[
            TickFact(
                tick.declaration_key,
                tick.text_version,
                tick.text_sha256,
                tick.person.full_name,
                tick.organisation.name,
                tick.ticked_at,
            )
            for tick in one.ticks
        ],
        files=[FileFact(file.field_key, file.name, file.size, file.sha256) for file in one.attachments],
        eligibility=one.application.eligibility_answers,
    )
    return Submission(
        application=one.application,
        arrival=arrival,
        received_at=one.sample.received_at,
        payload=canonical_json(document).decode(),
        payload_sha256=sha256_hex(document),
        submitted_by=one.sample.by,
        on_behalf=one.sample.lead,
        idempotency_key=f"sample-{one.application.code}-{arrival}",
    )
