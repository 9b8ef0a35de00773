"""An application registered as it came: what it lacks is on its checklist, ready to be asked, and decides what follows."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.attach_file import attach_file
from manifattura.applications.actions.register_entered import register_entered
from manifattura.applications.actions.save_section import save_section
from manifattura.applications.actions.send_form import send_form
from manifattura.applications.actions.tick_declaration import tick_declaration
from manifattura.applications.domain.lacking import name_of
from manifattura.applications.queries.drafts import draft
from manifattura.evaluation.actions.admit_application import admit_application
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.reject_application import reject_application
from manifattura.evaluation.actions.request_remedy import ItemInput, request_remedy
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.domain.checks import COMPLETE
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.remedies import ItemKind
from manifattura.evaluation.domain.states import CheckOutcome, ReviewState
from manifattura.evaluation.models import Review, Sheet
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.evaluation.queries.corrections import content_in_force
from manifattura.evaluation.queries.gaps import Way, gaps_of
from manifattura.evaluation.queries.remedy_lines import lines_of
from manifattura.kernel.errors import Refused
from manifattura.organisations.queries.organisations import legal_representatives_of
from tests.applications.test_entering import entered, officer_of
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.applications import answers_for, pdf_bytes, submitted_application
from tests.factories.casework import check_all, delivered
from tests.factories.evaluation import (
    Desk,
    appointed,
    declare_none,
    desk_of,
    end_term,
    fill_sheet,
    open_now,
    running_call,
)
from tests.factories.organisations import firm_of

pytestmark = pytest.mark.django_db


def asked_for(wanted, desk, review):
    """A remedy request for these lines, delivered."""
    request = request_remedy(
        review=review,
        items=[ItemInput(line.kind, line.key, line.problem, line.ask) for line in wanted],
        days=10,
        base_version=review.version,
        by=desk.officer,
    )
    delivered(request.message)
    return request


def paper_desk(*left_out: str, declared: bool = False) -> tuple[Desk, Review]:
    """Opened review of a call with one application on line and one on paper without the answers `left_out` and its file."""
    call = running_call()
    submitted_application(call)
    officer = officer_of(call)
    paper = entered(call, officer, lead=firm_of(PersonFactory()))
    read = draft(paper)
    values = {key: value for key, value in answers_for(read.edition).items() if key not in left_out}
    for section in read.edition.form:
        mine = {item.key: values[item.key] for item in section.fields if item.key in values}
        if mine:
            save_section(sheet=paper, section_key=section.key, answers=mine, base_version=99, by=officer)
    if declared:
        for key in draft(paper).visible.declarations:
            tick_declaration(sheet=paper, declaration_key=key, organisation=paper.lead, by=officer)
    missing = [name_of(one) for one in draft(paper).problems]
    register_entered(application=paper, idempotency_key="k", by=officer, lacking=missing)
    end_term(call)
    desk = desk_of(call)
    open_review(call=call, by=desk.officer)
    return desk, Review.objects.get(application=paper)


def test_what_lacks_is_on_the_checklist_and_ready_to_be_asked(django_capture_on_commit_callbacks) -> None:
    desk, review = paper_desk("kind")
    check = review.checks.get(requirement_key=COMPLETE)
    assert check.outcome == CheckOutcome.NOT_MET
    assert check.note.startswith("Manca o è sbagliato: ")
    application = review.application
    gaps = gaps_of(application, content_in_force(application))
    assert {gap.key: gap.way for gap in gaps if gap.key in ("kind", "plan")} == {
        "kind": Way.ASK,
        "plan": Way.ASK,
    }
    assert Way.DECLARE in {gap.way for gap in gaps}
    wanted = [line for line in lines_of(review).all if line.wanted]
    assert {(line.kind, line.key) for line in wanted} == {
        (ItemKind.REQUIREMENT, COMPLETE),
        (ItemKind.FIELD, "kind"),
        (ItemKind.FILE, "plan"),
    }
    client = signed_in(Client(), desk.officer)
    page = client.get(reverse("evaluation:review", args=[application.code])).content.decode()
    assert "È arrivata incompleta" in page
    assert "La domanda è completa" in page
    ready = client.get(reverse("evaluation:remedy_new", args=[application.code])).content.decode()
    assert ready.count(" checked>") == 3
    assert "Carica il file." in ready

    check_all(desk, review)
    with pytest.raises(Refused) as refusal:
        admit_application(review=review, base_version=review.version, by=desk.officer)
    assert refusal.value.code == "not_met"
    request = asked_for(wanted, desk, review)
    answer(request, application, django_capture_on_commit_callbacks)
    content = content_in_force(application)
    assert content["answers"]["kind"] == "craft"
    assert [row["field"] for row in content["files"]] == ["plan"]
    left = gaps_of(application, content)
    assert {gap.way for gap in left} == {Way.DECLARE}
    # the declarations came as signed documents: the officer reads them and says so
    review.refresh_from_db()
    save_check(
        review=review,
        given={COMPLETE: CheckInput("met", "Dichiarazioni firmate, ricevute con la risposta.")},
        base_version=review.version,
        by=desk.officer,
    )
    review.refresh_from_db()
    admit_application(review=review, base_version=review.version, by=desk.officer)
    other = Review.objects.exclude(pk=review.pk).get()
    check_all(desk, other)
    admit_application(review=other, base_version=other.version, by=desk.officer)
    close_review(call=desk.call, by=desk.head)
    # and so into the ranking, that anyone can compute again from its file
    scored(desk)
    ranked = compute_ranking(desk.call, draw_seed="no-draw")
    positions = {entry["id"]: entry["position"] for entry in ranked.result["entries"]}
    assert positions[application.code] in (1, 2)
    assert result_document(ranked.document)["entries"] == ranked.result["entries"]


def scored(desk) -> None:
    """The committee marks those admitted, in a sitting that closes."""
    appointed(desk)
    for member in desk.committee.members.all():
        declare_none(member)
    open_now(desk)
    for sheet in Sheet.objects.filter(sitting=desk.sitting).select_related("bid", "member__person"):
        fill_sheet(sheet, "0.8")
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    desk.call.refresh_from_db()


def answer(request, application, capture) -> None:
    """The firm's legal representative, who signed up meanwhile, answers every item."""
    boss = legal_representatives_of(application.lead_id)[0]
    positions = {item.key: item.position for item in request.items.all()}
    with capture(execute=True):
        for key, given in ((COMPLETE, {"": "Eccole."}), ("kind", {"": "craft"}), ("plan", {})):
            number = positions[key]
            answers = {f"item-{number}-given": True}
            answers |= {f"item-{number}": value for value in given.values()}
            save_section(
                sheet=request.form,
                section_key=f"punto-{number}",
                answers=answers,
                base_version=99,
                by=boss,
            )
        for name in (f"item-{positions['plan']}", f"item-{positions[COMPLETE]}-files"):
            attach_file(
                sheet=request.form,
                field_key=name,
                name="documento.pdf",
                content=pdf_bytes(note=name),
                by=boss,
            )
        send_form(form=request.form, by=boss)


def test_it_turns_complete_by_itself_when_all_came(django_capture_on_commit_callbacks) -> None:
    desk, review = paper_desk("kind", declared=True)
    check_all(desk, review)
    wanted = [line for line in lines_of(review).all if line.wanted]
    assert COMPLETE not in {line.key for line in wanted}
    request = asked_for(wanted, desk, review)
    boss = legal_representatives_of(review.application.lead_id)[0]
    positions = {item.key: item.position for item in request.items.all()}
    kind, plan = positions["kind"], positions["plan"]
    with django_capture_on_commit_callbacks(execute=True):
        for number, more in ((kind, {f"item-{kind}": "craft"}), (plan, {})):
            save_section(
                sheet=request.form,
                section_key=f"punto-{number}",
                answers={f"item-{number}-given": True, **more},
                base_version=99,
                by=boss,
            )
        attach_file(sheet=request.form, field_key=f"item-{plan}", name="a.pdf", content=pdf_bytes(), by=boss)
        send_form(form=request.form, by=boss)
    check = review.checks.get(requirement_key=COMPLETE)
    assert (check.outcome, check.is_automatic) == (CheckOutcome.MET, True)
    review.refresh_from_db()
    assert admit_application(review=review, base_version=review.version, by=desk.officer).state == (
        ReviewState.ADMITTED
    )


def test_without_its_expenses_it_cannot_be_admitted_only_turned_away() -> None:
    desk, review = paper_desk("expenses")
    application = review.application
    assert application.requested_amount is None
    gaps = {gap.key: gap.way for gap in gaps_of(application, content_in_force(application))}
    assert gaps["expenses"] is Way.AMOUNT
    page = signed_in(Client(), desk.officer).get(reverse("evaluation:review", args=[application.code]))
    assert "Senza, la domanda non si può ammettere" in page.content.decode()
    check_all(desk, review)
    save_check(
        review=review,
        given={COMPLETE: CheckInput("met", "Basta così.")},
        base_version=review.version,
        by=desk.officer,
    )
    review.refresh_from_db()
    with pytest.raises(Refused) as refusal:
        admit_application(review=review, base_version=review.version, by=desk.officer)
    assert refusal.value.code == "no_amount"
    assert "non ammetterla" in str(refusal.value)
    save_check(
        review=review,
        given={COMPLETE: CheckInput("not_met", "Mancano le spese.")},
        base_version=review.version,
        by=desk.officer,
    )
    review.refresh_from_db()
    reject_application(review=review, reason="", base_version=review.version, by=desk.officer)
    review.refresh_from_db()
    assert review.reason == "Mancano le spese."
    assert signed_in(Client(), desk.officer).get(reverse("evaluation:queue")).status_code == 200


def test_turned_away_without_its_expenses_it_is_in_the_ranking_with_no_amount(client) -> None:
    desk, review = paper_desk("expenses")
    for one in Review.objects.all():
        check_all(desk, one)
    other = Review.objects.exclude(pk=review.pk).get()
    admit_application(review=other, base_version=other.version, by=desk.officer)
    review.refresh_from_db()
    reject_application(
        review=review, reason="Mancano le spese.", base_version=review.version, by=desk.officer
    )
    close_review(call=desk.call, by=desk.head)
    scored(desk)
    office = signed_in(Client(), desk.head)
    assert office.get(reverse("evaluation:ranking_office", args=[desk.call.pk])).status_code == 200
    ranking = publish_provisional_ranking(call=desk.call, by=desk.head)
    assert [(row.status, row.requested) for row in ranking.entries.all()] == [
        ("funded", other.application.requested_amount),
        ("not_admitted", None),
    ]
    assert result_document(ranking.input_document) == ranking.result_document
    page = client.get(reverse("evaluation:ranking", args=[desk.call.slug]))
    assert page.status_code == 200
    assert "non ammess" in page.content.decode().lower()
    for address in ("evaluation:ranking_csv", "evaluation:ranking_pdf", "evaluation:ranking_replay"):
        assert client.get(reverse(address, args=[desk.call.slug])).status_code == 200


def test_who_applied_on_line_has_no_such_line() -> None:
    desk, review = paper_desk(declared=True)
    other = Review.objects.exclude(pk=review.pk).get()
    assert not other.checks.filter(requirement_key=COMPLETE).exists()
    with pytest.raises(Refused):
        save_check(
            review=other, given={COMPLETE: CheckInput("met", "")}, base_version=other.version, by=desk.officer
        )
