"""Requests for documents: numbered, with a term, objections heard, copies with parts left out, a public register."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.applications.models import Message
from manifattura.calls.actions.expire_terms import expire_terms
from manifattura.calls.domain.clocks import TermState
from manifattura.calls.models import Term
from manifattura.calls.queries.editions import adopted_on
from manifattura.calls.queries.terms import terms_of
from manifattura.kernel.clock import now, today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.records.actions.ask_access import ask_access, record_access
from manifattura.records.actions.decide_access import decide_access
from manifattura.records.actions.hear_concerned import object_to_access, tell_concerned
from manifattura.records.actions.make_copy import make_copy
from manifattura.records.domain.access import AccessKind, AccessOutcome, AccessState
from manifattura.records.models import AccessCopy, AccessRequest, CounterInterested
from manifattura.records.queries.access import CONCERNED, SUBJECT
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.applications import pdf_bytes, submitted_application
from tests.factories.casework import delivered, end_of_term

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def call():
    return published_call()


@pytest.fixture
def officer(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


def asked(call, kind=AccessKind.DOCUMENTS, by=None):
    return ask_access(
        kind=kind,
        subject="La scheda della mia domanda",
        reason="Voglio fare ricorso",
        office=call.office,
        call=call,
        by=by or PersonFactory(),
    )


def answer(request, officer, **more):
    facts = {
        "outcome": AccessOutcome.DENIED,
        "decision": "Non accolta: i documenti riguardano altri.",
        "public_subject": "Scheda di una domanda",
        "base_version": request.version,
        "by": officer,
    } | more
    return decide_access(request=request, **facts)


def test_a_request_has_a_number_and_thirty_days(call):
    first, second = asked(call), asked(call)
    assert (second.number, second.year) == (first.number + 1, today().year)
    term = terms_of(SUBJECT, first.pk).get()
    assert (term.days, term.starts_on, term.state) == (30, today(), TermState.RUNNING)


def test_what_a_request_must_say(call, officer):
    facts = {"office": call.office, "call": call}
    for subject, reason, field in ((" ", "r", "subject"), ("s", " ", "reason")):
        with pytest.raises(Refused) as refused:
            ask_access(kind=AccessKind.DOCUMENTS, subject=subject, reason=reason, by=PersonFactory(), **facts)
        assert refused.value.field == field
    ask_access(kind=AccessKind.GENERALISED, subject="I dati", reason="", by=PersonFactory(), **facts)
    paper = {
        "kind": AccessKind.CIVIC,
        "subject": "Una delibera",
        "reason": "",
        "requester_name": "Associazione campione",
        "requester_contact": "",
        "received_on": today() - 3 * DAY,
        "channel": "paper",
        "by": officer,
    }
    kept = record_access(**facts, **paper)
    assert terms_of(SUBJECT, kept.pk).get().starts_on == today() - 3 * DAY
    for change, field in (
        ({"requester_name": ""}, "requester_name"),
        ({"received_on": today() + DAY}, "received_on"),
        ({"received_on": adopted_on(call) - DAY}, "received_on"),
    ):
        with pytest.raises(Refused) as refused:
            record_access(**facts, **(paper | change))
        assert refused.value.field == field
    record_access(**facts, **(paper | {"received_on": adopted_on(call)}))
    record_access(office=call.office, **(paper | {"received_on": adopted_on(call) - DAY}))
    with pytest.raises(PermissionRefused):
        record_access(**facts, **(paper | {"by": PersonFactory()}))


def test_those_who_are_named_may_object_and_the_term_waits(call, officer):
    concerned = submitted_application(call, lead=None)
    request = asked(call, AccessKind.GENERALISED)
    for codes in ([], ["XXXXXX"]):
        with pytest.raises(Refused) as refused:
            tell_concerned(request=request, codes=codes, base_version=0, by=officer)
        assert refused.value.field == "codes"
    told = tell_concerned(request=request, codes=[concerned.code.lower()], base_version=0, by=officer)
    assert (told.state, told.version) == (AccessState.HEARING, 1)
    assert Message.objects.filter(application=concerned, template="records.access_concerned").exists()
    assert terms_of(SUBJECT, request.pk).get().state is TermState.SUSPENDED
    entry = CounterInterested.objects.get()
    with pytest.raises(PermissionRefused):
        object_to_access(concerned=entry, text="No", by=PersonFactory())
    with pytest.raises(Refused):
        object_to_access(concerned=entry, text=" ", by=concerned.created_by)
    object_to_access(concerned=entry, text="È un segreto industriale.", by=concerned.created_by)
    assert terms_of(SUBJECT, request.pk).get().state is TermState.RUNNING, (
        "it goes on once everybody answered"
    )
    with pytest.raises(Refused) as refused:
        object_to_access(concerned=entry, text="Ancora", by=concerned.created_by)
    assert refused.value.code == "sent"
    answer(told, officer)
    assert terms_of(CONCERNED, entry.pk).get().state is TermState.CLOSED


def test_an_objection_after_its_term_is_refused(call, officer, time_machine):
    concerned = submitted_application(call, lead=None)
    tell_concerned(request=asked(call), codes=[concerned.code], base_version=0, by=officer)
    delivered(Message.objects.get(application=concerned, template="records.access_concerned"))
    time_machine.move_to(now() + 15 * DAY)
    with pytest.raises(Refused) as refused:
        object_to_access(concerned=CounterInterested.objects.get(), text="No", by=concerned.created_by)
    assert refused.value.code == "late"


def test_an_answer_needs_words_a_copy_and_fresh_eyes(call, officer):
    request = asked(call)
    for change, field in (
        ({"decision": ""}, "decision"),
        ({"public_subject": ""}, "public_subject"),
        ({"outcome": AccessOutcome.GRANTED}, "outcome"),
    ):
        with pytest.raises(Refused) as refused:
            answer(request, officer, **change)
        assert refused.value.field == field
    with pytest.raises(Conflict):
        answer(request, officer, base_version=7)
    with pytest.raises(PermissionRefused):
        answer(request, StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory()))
    answer(request, officer)
    assert Notice.objects.filter(person=request.requester, kind="access_decided").exists()
    assert terms_of(SUBJECT, request.pk).get().state is TermState.CLOSED


def test_a_copy_leaves_out_what_was_chosen(call, officer):
    application = submitted_application(call, lead=None)
    request = asked(call)
    copy = make_copy(request=request, code=application.code, left_out=["project_title"], by=officer)
    assert copy.left_out == ["project_title"]
    assert copy.size > 1000
    with pytest.raises(Refused):
        make_copy(request=request, code="XXXXXX", left_out=[], by=officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessCopy.objects.update(name="altro")


@pytest.mark.parametrize(
    ("channel", "proof"), [("pec", "certified_mail"), ("counter", "by_hand"), ("paper", "by_hand")]
)
def test_the_term_says_by_which_proof_it_started(call, officer, channel, proof):
    assert terms_of(SUBJECT, recorded(call, officer, channel=channel).pk).get().proof == proof
    assert terms_of(SUBJECT, asked(call).pk).get().proof == ""


def recorded(call, officer, **changes):
    facts = {
        "kind": AccessKind.CIVIC,
        "subject": "Una delibera",
        "reason": "",
        "requester_name": "Associazione campione",
        "requester_contact": "",
        "received_on": today(),
        "channel": "pec",
        "office": call.office,
        "call": call,
        "by": officer,
    }
    return record_access(**(facts | changes))


@pytest.mark.parametrize(
    ("contact", "words"),
    [("chi@pec.example", "a chi@pec.example"), ("una via", "per posta o allo sportello"), ("", "per posta")],
)
def test_an_answer_to_who_has_no_area_says_that_nobody_was_written_to(client, call, officer, contact, words):
    request = recorded(call, officer, requester_contact=contact)
    office = signed_in(client, officer)
    page = reverse("records:access_office_detail", args=[request.pk])
    facts = {"outcome": "denied", "decision": "Non accolta.", "public_subject": "Delibera", "version": "0"}
    done = office.post(page, {"do": "decide", **facts}, follow=True).content.decode()
    assert "chi ha chiesto è avvisato" not in done
    assert "Da qui non parte nulla" in done
    assert words in done


def test_what_is_overdue_says_so_on_its_page_in_the_list_and_to_who_asked(client, call, officer):
    asker = PersonFactory()
    request = asked(call, by=asker)
    office = signed_in(client, officer)
    page, listing = (
        reverse("records:access_office_detail", args=[request.pk]),
        reverse("records:access_office"),
    )
    assert "Scaduto" not in office.get(page).content.decode()
    assert "Rispondere entro" in office.get(listing).content.decode()
    Term.objects.filter(subject_type=SUBJECT, subject_id=request.pk).update(due_on=today() - DAY)
    assert "Scaduto" in office.get(page).content.decode()
    assert "Scaduto" in office.get(listing).content.decode()
    own = signed_in(client, asker).get(reverse("records:access_detail", args=[request.pk])).content.decode()
    assert "non l’ha fatto" in own


def test_the_page_of_an_objection_says_until_when_and_its_term_ends_with_it(client, call, officer):
    concerned = submitted_application(call, lead=None)
    tell_concerned(request=asked(call), codes=[concerned.code], base_version=0, by=officer)
    entry = CounterInterested.objects.get()
    firm = signed_in(client, concerned.created_by)
    address = reverse("records:access_object", args=[entry.pk])
    assert "Puoi opporti entro 10 giorni da quando" in firm.get(address).content.decode()
    firm.post(address, {"text": "Segreto industriale"})
    term = terms_of(CONCERNED, entry.pk).get()
    assert (term.state, term.outcome) == (TermState.CLOSED, "answered")

    other = submitted_application(call, lead=None)
    tell_concerned(request=asked(call), codes=[other.code], base_version=0, by=officer)
    delivered(Message.objects.get(application=other, template="records.access_concerned"))
    firm = signed_in(client, other.created_by)
    address = reverse("records:access_object", args=[CounterInterested.objects.latest("pk").pk])
    assert "Puoi opporti fino a" in firm.get(address).content.decode()
    end_of_term(Term.objects.get(subject_type=CONCERNED, closed_at=None))
    late = firm.get(address).content.decode()
    assert "Il termine per opporsi è passato" in late
    assert "<textarea" not in late


def test_the_reason_is_not_called_optional(client):
    page = signed_in(client, PersonFactory()).get(reverse("records:access_ask")).content.decode()
    label = page[page.index("Perché ti servono") :][:60]
    assert "facoltativo" not in label


def test_silence_is_told_to_the_office(call, officer):
    request = asked(call)
    Term.objects.filter(subject_type=SUBJECT, subject_id=request.pk).update(due_on=today() - DAY)
    expire_terms()
    assert Notice.objects.filter(person=officer, kind="access_expired").exists()


def test_the_road_on_the_pages(client, call, officer, django_assert_max_num_queries):
    asker = PersonFactory()
    concerned = submitted_application(call, lead=None)
    person = signed_in(client, asker)
    ask = reverse("records:access_ask")
    assert person.post(ask, {}).status_code == 422
    facts = {"kind": "documents", "call": call.pk, "subject": "La scheda", "reason": "Ricorso"}
    own = person.post(ask, facts).url
    assert "L’ufficio deve rispondere entro" in person.get(own).content.decode()

    office = signed_in(client, officer)
    request = AccessRequest.objects.get()
    page = reverse("records:access_office_detail", args=[request.pk])
    version = {"version": "0"}
    assert office.post(page, {"do": "concerned", "codes": "X", **version}).status_code == 422
    told = office.post(page, {"do": "concerned", "codes": concerned.code, **version}, follow=True)
    assert "fra i messaggi da spedire fuori dal sito" in told.content.decode()
    choose = office.post(page, {"do": "code", "code": concerned.code}).url
    assert "project_title" in office.get(choose).content.decode()
    assert office.post(choose, {"ometti": ["project_title"]}).status_code == 302
    upload = SimpleUploadedFile("copia.pdf", pdf_bytes(), content_type="application/pdf")
    assert office.post(page, {"do": "upload", "file": upload}).status_code == 302
    wrong = SimpleUploadedFile("copia.pdf", b"no", content_type="application/pdf")
    assert office.post(page, {"do": "upload", "file": wrong}).status_code == 422
    decide = {
        "do": "decide",
        "outcome": "partly",
        "decision": "Accolta in parte.",
        "public_subject": "Scheda",
    }
    assert office.post(page, decide | {"version": "0"}).status_code == 422
    early = office.post(page, decide | {"version": "1"})
    assert (early.status_code, "può ancora opporsi" in early.content.decode()) == (422, True)
    delivered(Message.objects.get(application=concerned, template="records.access_concerned"))
    end_of_term(Term.objects.get(subject_type=CONCERNED))
    assert office.post(page, decide | {"version": "1"}).status_code == 302
    assert b"La scheda" in office.get(reverse("records:access_office") + "?stato=decided").content
    assert asker.full_name in b"".join(office.get(reverse("records:access_office_csv"))).decode()

    person = signed_in(client, asker)
    shown = person.get(own).content.decode()
    assert "Accolta in parte." in shown
    copy = request.copies.first()
    assert person.get(reverse("records:access_copy", args=[request.pk, copy.pk])).status_code == 200
    register = client.get(reverse("records:access_public")).content.decode()
    assert "Accolta in parte" in register
    assert asker.full_name not in register
    assert b"Scheda" in b"".join(client.get(reverse("records:access_csv")))
    stranger = signed_in(client, PersonFactory())
    assert stranger.get(own).status_code == 404
    assert stranger.get(reverse("records:access_copy", args=[request.pk, copy.pk])).status_code == 404


def test_withdrawing_and_objecting_on_the_pages(client, call, officer):
    concerned = submitted_application(call, lead=None)
    asker = PersonFactory()
    request = asked(call, by=asker)
    tell_concerned(request=request, codes=[concerned.code], base_version=0, by=officer)
    address = reverse("records:access_object", args=[CounterInterested.objects.get().pk])
    firm = signed_in(client, concerned.created_by)
    page = firm.get(address).content.decode()
    assert asker.full_name not in page
    assert firm.post(address, {"text": ""}).status_code == 422
    assert firm.post(address, {"text": "Segreto industriale"}).status_code == 302
    assert signed_in(client, PersonFactory()).get(address).status_code == 404
    person = signed_in(client, asker)
    person.post(reverse("records:access_withdraw", args=[request.pk]))
    request.refresh_from_db()
    assert request.state == AccessState.WITHDRAWN
