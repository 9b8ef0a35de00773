"""Drafts: started, written by two, declared by their own declarants, followed by amendments."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from manifattura.applications.actions.adopt_edition import adopt_edition_everywhere
from manifattura.applications.actions.attach_file import attach_file, remove_file
from manifattura.applications.actions.remind_declarant import remind_declarant
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.start_again import start_again
from manifattura.applications.actions.start_application import findings_for, start_application
from manifattura.applications.actions.submit_application import submit_application
from manifattura.applications.actions.tick_declaration import tick_declaration, untick_declaration
from manifattura.applications.adapters.antivirus import ScannerUnavailableError, Verdict
from manifattura.applications.domain.merge import marks_of
from manifattura.applications.models import Application, DeclarationTick
from manifattura.applications.queries.applications import applications_of, attachments_of
from manifattura.applications.queries.drafts import draft
from manifattura.applications.web.summary_rows import declaration_rows, problem_rows
from manifattura.calls.models import CallRound
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.files import read_stored
from manifattura.organisations.domain.kinds import MandateKind, ParticipantKind, SizeClass
from tests.applications.published import publish_edition, published_call
from tests.factories.accounts import PersonFactory
from tests.factories.applications import (
    complete_application,
    declare_all,
    fill,
    pdf_bytes,
    started_application,
    submitted_application,
)
from tests.factories.organisations import GroupingFactory, MandateFactory, firm_of

pytestmark = pytest.mark.django_db

EXPECTED = {"in-milan": True, "insolvent": False}


@pytest.fixture
def call():
    return published_call()


def colleague(application: Application, kind: MandateKind = MandateKind.COLLABORATOR):
    person = PersonFactory()
    MandateFactory(organisation=application.lead, person=person, kind=kind)
    return person


# ------------------------------------------------------------------ starting


def test_one_draft_per_call_and_firm(call):
    first = started_application(call)
    again = start_application(call=call, lead=first.lead, answers={}, by=first.created_by)
    assert again.pk == first.pk
    assert first.eligibility_answers == EXPECTED
    assert first.is_sample


def test_known_seat_is_proposed(call):
    application = started_application(call)
    seat = draft(application).answers["seat"]
    assert seat["nil"] == 77
    assert seat["address"] == "Via di prova 1"


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({}, "self_check"),
        ({"in-milan": True}, "self_check"),
        ({"in-milan": False, "insolvent": False}, "not_eligible"),
    ],
)
def test_the_self_check_opens_the_way(call, answers, code):
    person = PersonFactory()
    with pytest.raises(Refused) as refusal:
        start_application(call=call, lead=firm_of(person), answers=answers, by=person)
    assert refusal.value.code == code


def test_kind_and_size_stop_what_the_call_excludes(call):
    person = PersonFactory()
    non_profit, large = firm_of(person), firm_of(person, size_class=SizeClass.LARGE)
    non_profit.kind = ParticipantKind.NON_PROFIT
    for firm in (non_profit, large):
        with pytest.raises(Refused) as refusal:
            start_application(call=call, lead=firm, answers=EXPECTED, by=person)
        assert refusal.value.code == "not_eligible"


def test_what_can_be_put_right_does_not_stop(call):
    firm = firm_of(PersonFactory())
    firm.ateco_codes.update(code="62.10.00")
    findings = findings_for(current_edition(call), firm)
    assert [(finding.about, finding.stops) for finding in findings] == [("ateco", False)]


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"opens_in": timedelta(hours=1), "ends_in": timedelta(days=2)}, "closed"),
        ({"ends_in": timedelta(seconds=-1)}, "late"),
    ],
)
def test_only_open_calls_are_started(times, code):
    person = PersonFactory()
    with pytest.raises(Refused) as refusal:
        start_application(call=published_call(**times), lead=firm_of(person), answers=EXPECTED, by=person)
    assert refusal.value.code == code


def test_others_start_nothing(call):
    firm = firm_of(PersonFactory())
    with pytest.raises(PermissionRefused):
        start_application(call=call, lead=firm, answers=EXPECTED, by=PersonFactory())


# ------------------------------------------------------------------ writing


def save(application, person, section="project", base=0, seen=None, **answers):
    return save_section(
        sheet=application, section_key=section, answers=answers, base_version=base, seen=seen, by=person
    )


def test_two_people_write_different_fields(call):
    application = started_application(call)
    other = colleague(application)
    save(application, application.created_by, base=1, project_title="Uno")
    save(application, other, base=1, months="12")
    read = draft(application)
    assert (read.answers["project_title"], read.answers["months"]) == ("Uno", "12")
    assert application.project_title == "Uno"


def test_the_second_on_the_same_field_is_told_and_loses_nothing(call):
    application = started_application(call)
    other = colleague(application)
    save(application, application.created_by, base=1, project_title="Uno")
    with pytest.raises(Conflict) as conflict:
        save(application, other, base=1, project_title="Due", months="12")
    assert conflict.value.theirs == {"project_title": "Uno"}
    read = draft(application)
    assert read.answers["months"] == "12", "the field that nobody else touched is saved"
    save(application, other, seen=marks_of(read.answers), project_title="Due")
    assert draft(application).answers["project_title"] == "Due"


def test_nobody_else_writes_and_only_good_shapes_enter(call):
    application = started_application(call)
    with pytest.raises(PermissionRefused):
        save(application, PersonFactory(), project_title="Uno")
    for answers in ({"project_title": 3}, {"unknown": "x"}, {"d-seat": True}):
        with pytest.raises(Refused):
            save(application, application.created_by, **answers)
    with pytest.raises(Refused):
        save(application, application.created_by, section="nowhere", project_title="x")


def test_after_the_deadline_the_draft_is_only_read(call):
    application = started_application(call)
    CallRound.objects.filter(call=call).update(deadline_at=database_now() - timedelta(seconds=2))
    with pytest.raises(Refused) as refusal:
        save(application, application.created_by, project_title="Tardi")
    assert refusal.value.code == "late"


def test_cost_and_aid_are_copied_for_lists(call):
    application = started_application(call)
    rows = [{"category": "goods", "description": "Torno", "amount": "40000.00"}]
    save(application, application.created_by, section="costs", expenses=rows)
    application.refresh_from_db()
    assert (application.project_cost, application.requested_amount) == (40_000, 30_000)
    assert application.nil_id == 77


# ------------------------------------------------------------------ declaring


def test_a_colleague_never_declares(call):
    application = started_application(call)
    for kind in (MandateKind.COLLABORATOR, MandateKind.DELEGATE):
        with pytest.raises(PermissionRefused):
            tick_declaration(
                sheet=application,
                declaration_key="size",
                organisation=application.lead,
                by=colleague(application, kind),
            )


def test_a_tick_keeps_text_person_and_time_and_can_be_taken_back(call):
    application = started_application(call)
    own = {"sheet": application, "declaration_key": "size", "organisation": application.lead}
    tick = tick_declaration(**own, by=application.created_by)
    assert tick.text_version == 1
    assert len(tick.text_sha256) == 64
    assert tick_declaration(**own, by=application.created_by).pk == tick.pk
    with pytest.raises(PermissionRefused):
        untick_declaration(**own, by=colleague(application))
    untick_declaration(**own, by=application.created_by)
    untick_declaration(**own, by=application.created_by)
    assert draft(application).declared == frozenset()
    assert DeclarationTick.objects.get().cleared_reason


def test_editing_a_declared_fact_clears_the_tick_and_says_so(call):
    application = complete_application(call)
    other = colleague(application)
    seat = {**draft(application).answers["seat"], "address": "Via Altra 2"}
    save(application, other, seen=marks_of(draft(application).answers), seat=seat)
    read = draft(application)
    assert read.declared == {"size"}
    notice = application.created_by.notices.get(kind="declaration_cleared")
    assert other.full_name in notice.body
    with pytest.raises(Refused):
        submit_application(application=application, idempotency_key="x", by=application.created_by)


def test_each_member_of_a_grouping_declares_for_itself(call):
    boss, partner = PersonFactory(), PersonFactory()
    grouping = GroupingFactory(members=[firm_of(boss), firm_of(partner)])
    application = started_application(call, lead=grouping, by=boss)
    lead, member = draft(application).declarants
    with pytest.raises(PermissionRefused):
        tick_declaration(sheet=application, declaration_key="size", organisation=member, by=boss)
    with pytest.raises(PermissionRefused):
        tick_declaration(sheet=application, declaration_key="seat-in-area", organisation=member, by=partner)
    fill(application, by=boss)
    tick_declaration(sheet=application, declaration_key="size", organisation=lead, by=boss)
    read = draft(application)
    assert "size" not in read.declared
    # the summary says whose is missing, and shows the one that is there
    [missing] = [row["text"] for row in problem_rows(read) if member.name in row["text"]]
    assert lead.name not in missing
    assert [title for title, _tick in declaration_rows(read)["ticks"]][-1].endswith(f": {lead.name}")
    declare_all(application)
    submit_application(application=application, idempotency_key="g", by=boss)


def test_a_declarant_is_reminded_not_replaced(call):
    application = started_application(call)
    other = colleague(application)
    own = {
        "sheet": application,
        "declaration_key": "size",
        "organisation": application.lead,
        "by": other,
    }
    assert remind_declarant(**own) == 1
    with pytest.raises(Refused) as refusal:
        remind_declarant(**own)
    assert refusal.value.code == "too_soon"
    assert application.created_by.notices.filter(kind="declarant_reminded").count() == 1
    with pytest.raises(Refused):
        remind_declarant(**{**own, "declaration_key": "nope"})
    with pytest.raises(Refused):
        remind_declarant(**{**own, "organisation": firm_of(PersonFactory())})


# ------------------------------------------------------------------ files


def attach(application, name="piano.pdf", content=None, field="plan", by=None):
    return attach_file(
        sheet=application,
        field_key=field,
        name=name,
        content=pdf_bytes() if content is None else content,
        by=by or application.created_by,
    )


def test_files_are_stored_once_counted_and_taken_away(call):
    application = started_application(call)
    first = attach(application)
    assert attach(application).pk == first.pk
    assert read_stored(first.storage_key) == pdf_bytes()
    with pytest.raises(Refused) as refusal:
        attach(application, content=pdf_bytes(note="altro"))
    assert refusal.value.code == "count"
    remove_file(sheet=application, attachment=first, by=application.created_by)
    remove_file(sheet=application, attachment=first, by=application.created_by)
    assert not attachments_of(application).exists()
    with pytest.raises(PermissionRefused):
        attach(application, by=PersonFactory())
    with pytest.raises(Refused):
        attach(application, field="project_title")
    with pytest.raises(Refused) as refusal:
        attach(application, content=b"testo")
    assert refusal.value.field == "plan"


class FoundSomething:
    def scan(self, content: bytes, *, name: str) -> Verdict:
        return Verdict(clean=b"EICAR" not in content, name="EICAR")


class Asleep:
    def scan(self, content: bytes, *, name: str) -> Verdict:
        raise ScannerUnavailableError


def test_the_antivirus_of_the_installation_is_asked(call, settings):
    application = started_application(call)
    settings.ANTIVIRUS = "tests.applications.test_drafts.FoundSomething"
    with pytest.raises(Refused) as refusal:
        attach(application, content=pdf_bytes(note="EICAR"))
    assert refusal.value.code == "antivirus"
    settings.ANTIVIRUS = "tests.applications.test_drafts.Asleep"
    with pytest.raises(Refused) as refusal:
        attach(application)
    assert "riprova" in refusal.value.message


# ------------------------------------------------------------------ amendments and new versions


def test_an_amended_call_brings_its_drafts_along(call):
    application = complete_application(call)
    untouched = started_application(call)
    edition = current_edition(call)
    title = replace(edition.form[0].fields[0], max_length=60)
    project = replace(edition.form[0], fields=(title, *edition.form[0].fields[1:]))
    size = replace(edition.declarations[1], text="Testo nuovo.", text_version=2)
    amended = replace(
        edition, version=2, form=(project, *edition.form[1:]), declarations=(edition.declarations[0], size)
    )
    publish_edition(call, amended)
    with pytest.raises(Refused) as refusal:
        submit_application(application=application, idempotency_key="x", by=application.created_by)
    assert refusal.value.code == "amended"
    assert adopt_edition_everywhere(call_id=call.pk) == 2
    assert adopt_edition_everywhere(call_id=call.pk) == 0
    application.refresh_from_db()
    untouched.refresh_from_db()
    assert application.sections_to_review == ["project"]
    assert draft(application).declared == {"seat-in-area"}
    assert application.created_by.notices.filter(kind="call_amended").count() == 1
    with pytest.raises(Refused) as refusal:
        submit_application(application=application, idempotency_key="x", by=application.created_by)
    assert refusal.value.code == "incomplete"
    save_section(
        sheet=application,
        section_key="project",
        answers={},
        base_version=0,
        by=application.created_by,
        reviewed=True,
    )
    declare_all(application)
    submit_application(application=application, idempotency_key="x", by=application.created_by)


def test_a_new_version_starts_from_the_old_answers_without_its_declarations(call):
    sent = submitted_application(call)
    fresh = start_again(application=sent, by=sent.created_by)
    assert fresh.copied_from_id == sent.pk
    read, old = draft(fresh), draft(sent)
    assert read.answers == old.answers
    assert not read.ticks
    (copied,), (original,) = read.files, old.files
    assert copied.sha256 == original.sha256
    assert copied.storage_key != original.storage_key
    assert start_again(application=sent, by=sent.created_by).pk == fresh.pk
    declare_all(fresh)
    submit_application(application=fresh, idempotency_key="n", by=sent.created_by, replaces=True)
    draft_of_another = started_application(call)
    with pytest.raises(PermissionRefused):
        start_again(application=draft_of_another, by=sent.created_by)
    with pytest.raises(Refused):
        start_again(application=draft_of_another, by=draft_of_another.created_by)


def test_a_person_sees_the_applications_of_their_firms(call):
    application = started_application(call)
    other = colleague(application)
    started_application(call)
    assert list(applications_of(other)) == [application]
