"""Remedy requests and notices under way, made through the actions."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Person
from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_form import send_form
from manifattura.applications.models import FilledForm
from manifattura.calls.actions.expire_terms import expire_terms
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.calls.domain.templates.f3 import F3
from manifattura.calls.models import Term
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.open_entry_review import open_entry_reviews
from manifattura.evaluation.actions.propose_visit import propose_visit
from manifattura.evaluation.actions.register_entry import register_entry
from manifattura.evaluation.actions.report_visit import save_visit_report, sign_visit_report
from manifattura.evaluation.actions.request_remedy import ItemInput, request_remedy
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.actions.send_rejection_notice import send_rejection_notice
from manifattura.evaluation.domain.remedies import ItemKind
from manifattura.evaluation.models import RegisterEntry, RejectionNotice, RemedyRequest, Review, Visit
from manifattura.kernel.clock import database_now, today
from tests.factories.accounts import StaffFactory
from tests.factories.applications import pdf_bytes, submitted_application
from tests.factories.calls import published_call
from tests.factories.evaluation import Desk, desk_of
from tests.factories.kept import kept


def check_all(desk: Desk, review: Review, *, failing: str = "", note: str = "Manca il DURC.") -> Review:
    """Every requirement met but `failing`; the officer has no conflict."""
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.officer)
    review.refresh_from_db()
    given = {row.key: CheckInput("met", "") for row in current_edition(desk.call).requirements}
    if failing:
        given[failing] = CheckInput("not_met", note)
    save_check(review=review, given=given, base_version=review.version, by=desk.officer)
    review.refresh_from_db()
    return review


def asked(desk: Desk, review: Review, *items: ItemInput, days: int = 10) -> RemedyRequest:
    """A remedy request on its way: by default on the requirement `durc`, which is not met."""
    check_all(desk, review, failing="durc")
    wanted = items or (ItemInput(ItemKind.REQUIREMENT, "durc", "Il DURC è scaduto.", "Manda quello nuovo."),)
    return request_remedy(
        review=review, items=wanted, days=days, base_version=review.version, by=desk.officer
    )


def delivered(message: Any, *, days_ago: int = 0, by: Person | None = None) -> datetime:
    """The proof that the message arrived."""
    moment = database_now() - timedelta(days=days_ago, minutes=1)
    record_delivery(notice_ref=message.notice_ref, delivered_at=moment, proof=ProofKind.CERTIFIED_MAIL, by=by)
    return moment


def answer_form(form: FilledForm, answers: dict[str, Any], *, files: dict[str, str] | None = None) -> None:
    """Fill in and send, by the legal representative."""
    by = form.application.created_by
    for section in form.sections:
        keys = {field["key"] for field in section["fields"]}
        mine = {key: value for key, value in answers.items() if key in keys}
        if mine:
            given = {key: True for key in keys if key.endswith("-given") and key not in answers}
            mine = given | mine
            rows = form.answer_rows.filter(section_key=section["key"]).first()
            save_section(
                sheet=form,
                section_key=section["key"],
                answers=mine,
                base_version=rows.version if rows else 0,
                by=by,
            )
    for key, name in (files or {}).items():
        attach_file(sheet=form, field_key=key, name=name, content=pdf_bytes(note=f"{form.code} {key}"), by=by)
    send_form(form=form, by=by)


def end_of_term(term: Term) -> None:
    """The last day of the term is over, and the job has run."""
    Term.objects.filter(pk=term.pk).update(due_on=today() - timedelta(days=2))
    expire_terms()


def reply_of(form: FilledForm) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(form.submission.payload)
    return document


@kept
def register_desk(applications: int = 1) -> Desk:
    """A register (F3) with applications whose reviews are open."""
    call = published_call(template=F3.edition, ends_in=timedelta(days=9000))
    for _ in range(applications):
        submitted_application(call)
    desk = desk_of(call)
    open_entry_reviews(call=call, by=desk.officer)
    return desk


def visited(desk: Desk, review: Review, *, missing: str = "") -> Visit:
    """Two officers were there yesterday and signed; `missing`: a requirement they did not find."""
    colleague = StaffFactory(role=Role.CASE_OFFICER, office=desk.call.office)
    review.refresh_from_db()
    visit = propose_visit(
        review=review,
        at=database_now() + timedelta(days=1),
        place="Via campione 1",
        officers=(desk.officer, colleague),
        base_version=review.version,
        by=desk.officer,
    )
    Visit.objects.filter(pk=visit.pk).update(at=database_now() - timedelta(days=1))
    visit.refresh_from_db()
    lines = {line.requirement_key: ("seen", "") for line in visit.lines.all()}
    if missing:
        lines[missing] = ("not_seen", "In sede non c’è.")
    saved = save_visit_report(visit=visit, lines=lines, notes="", base_version=visit.version, by=desk.officer)
    for person in (desk.officer, colleague):
        saved = sign_visit_report(visit=saved, sha256=saved.report_sha256, by=person)
    review.refresh_from_db()
    return saved


def entered(desk: Desk, review: Review) -> RegisterEntry:
    """In the register: checked, visited, entered by the head of procedure."""
    check_all(desk, review)
    visited(desk, review)
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=desk.head)
    review.refresh_from_db()
    return register_entry(
        review=review,
        act_number="C-1",
        act_on=today(),
        base_version=review.version,
        by=desk.head,
    )


def notified(desk: Desk, review: Review, *, failing: str = "", days_ago: int = 0) -> RejectionNotice:
    """A notice of intended rejection that arrived `days_ago`, on `failing` (the last requirement if none)."""
    failing = failing or current_edition(desk.call).requirements[-1].key
    check_all(desk, review, failing=failing, note="Non c’è.")
    notice = send_rejection_notice(review=review, base_version=review.version, by=desk.officer)
    delivered(notice.message, days_ago=days_ago, by=desk.officer)
    notice.refresh_from_db()
    return notice
