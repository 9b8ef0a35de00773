"""The demo's register: workshops already in it, and requests at each step towards it. All samples."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from manifattura.applications.actions.move_application import move_application
from manifattura.applications.actions.record_samples import Sample, SampleFile, record_samples
from manifattura.applications.domain.states import ApplicationState
from manifattura.calls.actions.record_delivery import record_delivery
from manifattura.calls.domain.clocks import ProofKind
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.change_entry import suspend_entry
from manifattura.evaluation.actions.confirm_entry import ask_confirmation
from manifattura.evaluation.actions.declare_officer_conflict import declare_officer_conflict
from manifattura.evaluation.actions.note_event import rule_of
from manifattura.evaluation.actions.open_entry_review import open_entry_reviews
from manifattura.evaluation.actions.procedure_term import end_procedure
from manifattura.evaluation.actions.propose_visit import propose_visit
from manifattura.evaluation.actions.report_visit import save_visit_report, sign_visit_report
from manifattura.evaluation.actions.request_remedy import ItemInput, request_remedy
from manifattura.evaluation.actions.save_check import CheckInput, save_check
from manifattura.evaluation.actions.send_rejection_notice import send_rejection_notice
from manifattura.evaluation.actions.tell_ends import tell_ends
from manifattura.evaluation.domain.register import EventKind, expires_on, months_later
from manifattura.evaluation.domain.remedies import ItemKind
from manifattura.evaluation.domain.states import CheckOutcome, ReviewState
from manifattura.evaluation.domain.visits import LineOutcome
from manifattura.evaluation.models import RegisterEntry, RegisterEvent, Review, Visit
from manifattura.kernel.clock import now, today

from .answers import answers_of, sample_pdf
from .calls import at_noon, publish_in_the_past, write_call
from .firms import sample_firms
from .participants import settle_firms

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person
    from manifattura.calls.models import Call
    from manifattura.organisations.models import Organisation

    People = dict[str, Person]

FIRST = 8001
ENTERED_MONTHS_AGO = (35, 26, 23, 14, 11, 5)
"""When the workshops of the register entered: the first ends soon, others wait for their yearly confirmation."""
MISSED = 2
"""The entry whose last confirmation did not come."""
ON_THE_WAY = ("visit", "report", "notice", "new")
OPENED_DAYS_AGO = 1100
GOOD = {
    "workstations": "14",
    "area": "160",
    "common_spaces": True,
    "opening_hours": "28",
    "evening_or_saturday": True,
    "technicians": "2",
    "insurance_ceiling": "1500000.00",
}


def seed_register(office: Office, people: People, impresa: Organisation) -> None:
    """F3: always open. Six workshops in it; five requests on their way, the maker's with a remedy to answer."""
    call = write_call(
        "f3",
        "elenco-laboratori",
        title="",
        opens=-OPENED_DAYS_AGO,
        closes=None,
        office=office,
        people=people,
    )
    publish_in_the_past(call, act_number="C-2023/207", people=people)
    settled = [
        one
        for one in settle_firms(sample_firms(3 * (len(ENTERED_MONTHS_AGO) + len(ON_THE_WAY)), first=FIRST))
        if one.organisation.kind == "firm"
    ][: len(ENTERED_MONTHS_AGO) + len(ON_THE_WAY)]
    days = [30 * months + 40 for months in ENTERED_MONTHS_AGO] + [26, 21, 18, 1]
    samples = [
        _sample(call, one.organisation, one.representative, one.firm.number, ago)
        for one, ago in zip(settled, days, strict=True)
    ]
    samples.append(_sample(call, impresa, people["impresa"], FIRST + 900, 12))
    record_samples(call=call, samples=samples)
    open_entry_reviews(call=call, by=people["istruttoria"])
    reviews = {review.application.lead_id: review for review in _reviews(call)}
    rows = [reviews[one.organisation.pk] for one in settled]
    for number, (review, months) in enumerate(
        zip(rows[: len(ENTERED_MONTHS_AGO)], ENTERED_MONTHS_AGO, strict=True), start=1
    ):
        _enter(review, number, months, people)
    _change_entries(call, people)
    on_the_way = dict(zip(ON_THE_WAY, rows[len(ENTERED_MONTHS_AGO) :], strict=True))
    _propose(on_the_way["visit"], people)
    _report(on_the_way["report"], people)
    _notify(on_the_way["notice"], people)
    _ask(reviews[impresa.pk], people)


def _sample(call: Call, lead: Organisation, by: Person, number: int, days_ago: int) -> Sample:
    edition = current_edition(call)
    firm = sample_firms(1, first=number)[0]
    files = tuple(
        SampleFile(field.key, f"{slugify(field.label)}.pdf", sample_pdf(f"{field.label}: {lead.name}"))
        for section in edition.form
        for field in section.fields
        if field.type is FieldType.FILE and field.required
    )
    answers = answers_of(edition, firm) | GOOD
    answers |= {
        "project_title": f"Laboratorio campione {number % 1000}",
        "lab_site": "https://laboratorio.example.org/regole",
    }
    return Sample(
        lead=lead, by=by, answers=answers, received_at=now() - timedelta(days=days_ago), files=files
    )


def _reviews(call: Call) -> list[Review]:
    return list(
        Review.objects.filter(application__call=call).select_related(
            "application__call__office", "application__lead", "application__submission", "phase"
        )
    )


def _check(review: Review, people: People, *, failing: str = "", note: str = "") -> Review:
    officer = people["istruttoria"]
    declare_officer_conflict(review=review, has_conflict=False, reason="", by=officer)
    review.refresh_from_db()
    given = {
        row.key: CheckInput(CheckOutcome.MET.value, "")
        for row in current_edition(review.application.call).requirements
    }
    if failing:
        given[failing] = CheckInput(CheckOutcome.NOT_MET.value, note)
    save_check(review=review, given=given, base_version=review.version, by=officer)
    review.refresh_from_db()
    return review


def _enter(review: Review, number: int, months_ago: int, people: People) -> RegisterEntry:
    """What the visit and the entry would have written, dated when they would have happened."""
    application, call, rule = review.application, review.application.call, rule_of(review.application.call)
    _check(review, people)
    entered = months_later(today(), -months_ago)
    ends = expires_on(entered, rule)
    passed = [
        day
        for year in range(1, rule.entry_years)
        if (day := months_later(entered, 12 * year)) <= today() - timedelta(days=15)
    ]
    due = months_later(entered, 12 * (len(passed) + 1))
    Visit.objects.create(
        review=review,
        state="signed",
        at=at_noon((entered - today()).days - 12),
        place=f"Via campione {number}",
        first_officer=people["istruttoria"],
        second_officer=people["istruttoria2"],
        proposed_by=people["istruttoria"],
        passed=True,
    )
    entry = RegisterEntry.objects.create(
        call=call,
        application=application,
        number=number,
        entered_on=entered,
        expires_on=ends,
        confirm_by=due if due < ends else None,
        name=application.project_title,
        address=f"Via campione {number}",
        nil_id=application.nil_id,
    )
    RegisterEvent.objects.create(
        entry=entry,
        kind=EventKind.ENTERED,
        on=entered,
        act_number=f"C-{entered.year}/{100 + number}",
        act_on=entered,
        by=people["responsabile"],
    )
    for day in passed[: -1 if number == MISSED else None]:
        RegisterEvent.objects.create(entry=entry, kind=EventKind.CONFIRMED, on=day - timedelta(days=9))
    Review.objects.filter(pk=review.pk).update(
        state=ReviewState.ADMITTED,
        decided_by=people["responsabile"],
        decided_at=at_noon((entered - today()).days),
        communicated_at=at_noon((entered - today()).days),
    )
    move_application(application=application, target=ApplicationState.REGISTERED, by=people["responsabile"])
    end_procedure(review, "registered", people["responsabile"])
    return entry


def _change_entries(call: Call, people: People) -> None:
    """One suspended with its days to cure running, one about to confirm, one whose confirmation was missed."""
    entries = list(RegisterEntry.objects.filter(call=call).order_by("number"))
    suspended, missed, asked = entries[3], entries[MISSED - 1], entries[4]
    suspend_entry(
        entry=suspended,
        reason="La polizza di responsabilità civile è scaduta: serve quella rinnovata.",
        base_version=suspended.version,
        by=people["responsabile"],
    )
    suspended.refresh_from_db()
    _deliver(suspended.term, days_ago=9, people=people)
    RegisterEvent.objects.create(
        entry=missed, kind=EventKind.CONFIRMATION_MISSED, on=today() - timedelta(days=3)
    )
    RegisterEntry.objects.filter(pk=missed.pk).update(proposal="suspension", version=missed.version + 1)
    ask_confirmation(entry=asked)
    tell_ends()
    asked.refresh_from_db()
    _deliver(asked.term, days_ago=0, people=people)


def _deliver(term: Any, *, days_ago: int, people: People) -> None:
    """The proof that what starts the term arrived some days ago."""
    if term is not None:
        record_delivery(
            notice_ref=term.notice_ref,
            delivered_at=now() - timedelta(days=days_ago),
            proof=ProofKind.CERTIFIED_MAIL,
            reference="Ricevuta campione",
            by=people["istruttoria"],
        )


def _propose(review: Review, people: People) -> None:
    _check(review, people)
    propose_visit(
        review=review,
        at=at_noon(5),
        place="Via campione 12",
        officers=(people["istruttoria"], people["istruttoria2"]),
        base_version=review.version,
        by=people["istruttoria"],
    )


def _report(review: Review, people: People) -> None:
    """Visited yesterday: the report waits for the second signature."""
    _check(review, people)
    visit = propose_visit(
        review=review,
        at=at_noon(2),
        place="Via campione 31",
        officers=(people["istruttoria"], people["istruttoria2"]),
        base_version=review.version,
        by=people["istruttoria"],
    )
    Visit.objects.filter(pk=visit.pk).update(at=at_noon(-2))
    visit.refresh_from_db()
    lines = {line.requirement_key: (LineOutcome.SEEN.value, "") for line in visit.lines.all()}
    saved = save_visit_report(
        visit=visit,
        lines=lines,
        notes="Otto macchine in funzione, registri aggiornati, due tecnici presenti.",
        base_version=visit.version,
        by=people["istruttoria"],
    )
    sign_visit_report(visit=saved, sha256=saved.report_sha256, by=people["istruttoria"])


def _notify(review: Review, people: People) -> None:
    """A notice of intended rejection, received four days ago: the applicant may still observe."""
    _check(
        review,
        people,
        failing="workstations",
        note="Dalla pianta risultano 7 postazioni: ne servono almeno 10.",
    )
    notice = send_rejection_notice(review=review, base_version=review.version, by=people["istruttoria"])
    _deliver(notice.term, days_ago=4, people=people)


def _ask(review: Review, people: People) -> None:
    """The maker of the demo must answer a remedy request received two days ago."""
    _check(
        review,
        people,
        failing="insurance",
        note="La polizza allegata non riporta il massimale.",
    )
    request = request_remedy(
        review=review,
        items=[
            ItemInput(
                ItemKind.REQUIREMENT,
                "insurance",
                "La polizza allegata non riporta il massimale.",
                "Scrivi il massimale e allega la pagina che lo riporta.",
            ),
            ItemInput(ItemKind.FILE, "rules", "Il file dei prezzi è del 2024.", "Carica quello in vigore."),
            ItemInput(
                ItemKind.FIELD,
                "opening_hours",
                "Nelle regole pubblicate le ore sono 22.",
                "Scrivi le ore di adesso.",
            ),
        ],
        days=10,
        base_version=review.version,
        by=people["istruttoria"],
    )
    _deliver(request.term, days_ago=2, people=people)
