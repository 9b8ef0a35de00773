"""The thread between office and applicant: sent once, opened once, proved, answered."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPResponseException, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.answer_message import answer_message
from manifattura.applications.actions.email_again import email_again
from manifattura.applications.actions.email_message import EmailRefusedError, email_message
from manifattura.applications.actions.read_message import read_message
from manifattura.applications.actions.record_certified_mail import record_certified_mail
from manifattura.applications.actions.send_bulk_message import preview_bulk_message, send_bulk_message
from manifattura.applications.actions.send_message import send_message
from manifattura.applications.actions.settle_message import settle_message
from manifattura.applications.actions.store_upload import Upload
from manifattura.applications.domain.certified_mail import ReceiptKind
from manifattura.applications.domain.message_texts import MessageText
from manifattura.applications.models import Application, Message, MessageDelivery, MessageRecipient
from manifattura.applications.queries.message_templates import register_message_template
from manifattura.calls.actions.start_term import start_term
from manifattura.calls.domain.clocks import TermKind
from manifattura.calls.queries.terms import term
from manifattura.kernel.clock import ROME, database_now, today
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.files import read_stored
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.domain.test_messages import certificate, receipt_email
from tests.applications.published import published_call
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in
from tests.factories.applications import pdf_bytes, started_application, submitted_application
from tests.factories.organisations import MandateFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def application(run_jobs) -> Application:
    application = submitted_application(published_call())
    run_jobs()
    mail.outbox.clear()
    return application


def arrived(certificate_: str) -> str:
    """The certificate of a mail that arrived just now."""
    moment = database_now().astimezone(ROME) - timedelta(seconds=1)
    day = f"<giorno>{moment:%d/%m/%Y}</giorno><ora>{moment:%H:%M}:00</ora>"
    found = certificate_.replace("<giorno>24/11/2026</giorno><ora>10:32:11</ora>", day)
    return found.replace('zona="+0100"', f'zona="{moment:%z}"')


def written(application: Application, **changes) -> Message:
    return send_message(
        **{
            "application": application,
            "template": "free",
            "subject": "Manca una pagina",
            "body": "Mandaci la pagina 3.",
            "by": application.call.head_of_procedure,
            **changes,
        }
    )


def waiting_term(message: Message):
    application = message.application
    return start_term(
        kind=TermKind.REMEDY,
        office=application.call.office,
        label="Integrazioni",
        days=10,
        subject_type="application",
        subject_id=str(application.pk),
        call=application.call,
        notice_ref=message.notice_ref,
        by=application.call.head_of_procedure,
    )


def outcomes(message: Message) -> list[str]:
    rows = MessageDelivery.objects.filter(recipient__message=message).order_by("pk")
    return list(rows.values_list("outcome", flat=True))


class CrashingBackend(EmailBackend):
    """A machine that stops after the mail server took the message: its end is never written down."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise SystemExit


class RefusingBackend(EmailBackend):
    def send_messages(self, messages):
        raise SMTPResponseException(550, "no such mailbox")


class SilentBackend(EmailBackend):
    def send_messages(self, messages):
        raise SMTPServerDisconnected("connection lost")


def test_a_message_is_told_by_email_and_opening_it_is_the_proof(application, run_jobs):
    person = application.created_by
    helper = MandateFactory(organisation=application.lead, kind=MandateKind.COLLABORATOR).person
    message = written(application)
    started = waiting_term(message)
    run_jobs()
    assert sorted(one.to[0] for one in mail.outbox) == sorted([person.email, helper.email])
    assert "Mandaci la pagina 3." in mail.outbox[0].body
    opening = reverse("applications:message", args=[application.code, message.pk])
    assert opening in mail.outbox[0].body
    client = signed_in(Client(), helper)
    for address in (opening, reverse("applications:messages", args=[application.code])):
        page = client.get(address).content.decode()
        assert "Manca una pagina" in page
        assert "Mandaci la pagina 3." not in page
    assert message.readings.count() == 0
    # a collaborator helps: they read, and it proves nothing
    assert "Mandaci la pagina 3." in client.post(f"{opening}apri/", follow=True).content.decode()
    assert term(started.pk).starts_on is None
    client = signed_in(Client(), person)
    assert person.notices.filter(kind="message", read_at=None).count() == 1
    assert client.get(f"{opening}apri/").status_code == 405
    client.post(f"{opening}apri/")
    assert term(started.pk).starts_on is not None
    first = message.readings.get(person=person)
    assert (first.is_proof, first.capacity) == (True, "legal_rep")
    assert person.notices.filter(kind="message", read_at=None).count() == 0
    assert read_message(message=message, by=person).read_at == first.read_at
    stranger = signed_in(Client(), PersonFactory())
    assert stranger.post(f"{opening}apri/").status_code == 404
    with pytest.raises(PermissionRefused):
        read_message(message=message, by=application.call.head_of_procedure)


def test_a_message_that_needs_proof_is_announced_and_its_words_are_those_of_each_reader(
    application, run_jobs
):
    application.created_by.language = "en"
    application.created_by.save()
    register_message_template(
        "tests.notice", "Esito: %(call)s", "Da fare entro %(due)s per %(firm)s", needs_proof=True
    )
    message = written(application, template="tests.notice", subject="", body="", context={"due": today()})
    run_jobs()
    (sent,) = mail.outbox
    assert application.lead.name in message.text("en").body
    assert "Da fare" not in sent.body
    assert "/en/domande/" in sent.body
    changed = written(application, template="tests.notice", subject="Altro", body="", context={"due": "-"})
    assert list(changed.texts) == ["it"]


def test_a_job_run_twice_sends_once_and_a_transaction_undone_sends_nothing(application, run_jobs):
    with transaction.atomic():
        written(application)
        transaction.set_rollback(True)
    assert run_jobs() == 0
    assert Message.objects.count() == 0
    message = written(application, once_key="act:1")
    assert written(application, once_key="act:1") == message
    recipient = MessageRecipient.objects.get(message=message)
    assert email_message(recipient_id=recipient.pk)
    assert not email_message(recipient_id=recipient.pk)
    run_jobs()
    assert len(mail.outbox) == 1
    assert outcomes(message) == ["taken", "sent"]


def test_after_a_crash_the_email_is_not_sent_again_and_the_office_reads_so(application, settings, run_jobs):
    message = written(application)
    recipient = MessageRecipient.objects.get(message=message)
    settings.EMAIL_BACKEND = f"{__name__}.CrashingBackend"
    with pytest.raises(SystemExit):
        email_message(recipient_id=recipient.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert not email_message(recipient_id=recipient.pk)
    assert len(mail.outbox) == 1
    assert outcomes(message) == ["taken", "uncertain"]
    silent = written(application)
    settings.EMAIL_BACKEND = f"{__name__}.SilentBackend"
    run_jobs()
    assert outcomes(silent) == ["taken", "uncertain"]


def test_a_refused_email_is_tried_again_and_a_lost_job_is_found(application, settings, run_jobs):
    message = Message.objects.create(
        application=application,
        office=application.call.office,
        from_office=True,
        template="free",
        texts={"it": {"subject": "a", "body": "b"}},
        sent_at=database_now() - timedelta(hours=1),
    )
    address = application.created_by.email
    recipient = MessageRecipient.objects.create(
        message=message, person=application.created_by, address=address
    )
    settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
    with pytest.raises(EmailRefusedError):
        email_message(recipient_id=recipient.pk)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert email_again() == 1
    run_jobs()
    assert outcomes(message) == ["taken", "failed", "taken", "sent"]
    log = MessageDelivery.objects.get(recipient=recipient, outcome="failed")
    assert "no such mailbox" in log.detail
    assert log.address == address
    assert email_again() == 0


@pytest.mark.parametrize("table", ["message", "messagerecipient", "messagedelivery", "messagereading"])
def test_what_was_sent_stays_as_it_is(application, run_jobs, table):
    message = written(application)
    run_jobs()
    read_message(message=message, by=application.created_by)
    for act in (f"DELETE FROM applications_{table}", f"UPDATE applications_{table} SET id = id + 1000"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(act)


def test_the_applicant_answers_with_files_and_the_office_is_told(application, run_jobs):
    client = signed_in(Client(), application.created_by)
    address = reverse("applications:messages", args=[application.code])
    key = client.get(address).context["form"]["key"].value()

    def post(**changes):
        given = {"subject": "Ecco la pagina", "body": "È allegata.", "key": key, **changes}
        return client.post(address, given)

    bad = post(files=SimpleUploadedFile("virus.exe", b"MZ"))
    assert bad.status_code == 422
    assert "virus.exe" in bad.content.decode()
    assert "È allegata." in bad.content.decode()
    assert post(body=" ").status_code == 422
    good = SimpleUploadedFile("pagina.pdf", pdf_bytes())
    assert post(files=good).status_code == 302
    assert post().status_code == 302
    message = Message.objects.get(from_office=False)
    attached = message.files.get()
    file = reverse("applications:message_file", args=[application.code, message.pk, attached.pk])
    assert b"".join(client.get(file).streaming_content) == pdf_bytes()
    run_jobs()
    (sent,) = mail.outbox
    assert sent.to == [application.call.office.email]
    assert f"/ufficio/domande/{application.code}/messaggi/{message.pk}/" in sent.body
    assert settle_message(message=message, by=application.call.head_of_procedure)
    assert not settle_message(message=message, by=application.call.head_of_procedure)
    with pytest.raises(PermissionRefused):
        answer_message(application=application, subject="a", body="b", by=PersonFactory())


def test_who_may_not_write_and_to_whom(application):
    other = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    with pytest.raises(PermissionRefused):
        written(application, by=other)
    with pytest.raises(PermissionRefused):
        written(application, by=application.created_by)
    with pytest.raises(Refused) as empty:
        written(application, body=" ")
    assert empty.value.field == "body"
    with pytest.raises(Refused) as long:
        written(application, texts={"it": MessageText("a", "b"), "en": MessageText("a" * 161, "b")})
    assert long.value.field == "subject_en"
    with pytest.raises(Refused) as many:
        written(application, attachments=[Upload("a.pdf", pdf_bytes())] * 11)
    assert many.value.field == "files"
    draft = started_application(published_call())
    with pytest.raises(Refused) as early:
        written(draft, by=None)
    assert early.value.code == "draft"
    client = signed_in(Client(), draft.created_by)
    assert client.get(reverse("applications:messages", args=[draft.code])).status_code == 404


def test_a_delivery_receipt_of_certified_mail_starts_the_term(application):
    message = written(application)
    started = waiting_term(message)
    by = application.call.head_of_procedure
    mail_file = Upload("consegna.eml", receipt_email(certificate()))

    def record(**changes):
        return record_certified_mail(**{"message": message, "file": mail_file, "by": by, **changes})

    for wrong, field in (
        ({"file": Upload("consegna.txt", b"ciao")}, "file"),
        ({"file": Upload("consegna.eml", b"ciao")}, "file"),
        ({"file": Upload("consegna.eml", b"From: a", 10**9)}, "file"),
        ({"file": Upload("consegna.pdf", pdf_bytes())}, "kind"),
        ({"file": Upload("consegna.pdf", pdf_bytes()), "kind": ReceiptKind.DELIVERY}, "happened_at"),
        (
            {
                "file": Upload("consegna.pdf", pdf_bytes()),
                "kind": ReceiptKind.DELIVERY,
                "happened_at": database_now() + timedelta(days=1),
            },
            "happened_at",
        ),
    ):
        with pytest.raises(Refused) as refusal:
            record(**wrong)
        assert refusal.value.field == field
    accepted = record(
        file=Upload("accettazione.pdf", pdf_bytes()),
        kind=ReceiptKind.ACCEPTANCE,
        address="Impresa@PEC.example.org",
        happened_at=database_now(),
    )
    assert not accepted.is_parsed
    assert accepted.address == "impresa@pec.example.org"
    assert term(started.pk).starts_on is None
    with pytest.raises(Refused) as before:
        record(file=Upload("consegna.eml", receipt_email(certificate().replace("24/11/2026", "20/11/2025"))))
    assert (before.value.field, before.value.code) == ("file", "before")
    assert "un’altra PEC" in before.value.message
    assert term(started.pk).starts_on is None
    failed = record(file=Upload("m.xml", arrived(certificate("errore-consegna")).encode()))
    assert (failed.kind, term(started.pk).starts_on) == (ReceiptKind.FAILURE, None)
    past = arrived(certificate())
    saved = receipt_email(past)
    delivered = record(file=Upload("consegna.eml", saved), kind=ReceiptKind.ACCEPTANCE)
    assert (delivered.kind, delivered.is_parsed) == (ReceiptKind.DELIVERY, True)
    assert read_stored(delivered.storage_key) == saved
    assert term(started.pk).starts_on == today()
    assert record(file=Upload("consegna.eml", saved)).pk == delivered.pk
    theirs = signed_in(Client(), application.created_by)
    thread = theirs.get(reverse("applications:messages", args=[application.code])).content.decode()
    assert "È già stato consegnato all’impresa" in thread
    with pytest.raises(Refused) as twice:
        record(file=Upload("consegna.xml", past.replace(":00</ora>", ":01</ora>").encode()))
    assert twice.value.code == "twice"
    other = written(application)
    with pytest.raises(Refused) as elsewhere:
        record(message=other, file=Upload("consegna.eml", saved))
    assert application.code in elsewhere.value.message
    with pytest.raises(PermissionRefused):
        record(by=application.created_by)
    answer = answer_message(application=application, subject="a", body="b", by=application.created_by)
    with pytest.raises(Refused):
        record(message=answer)


def test_one_text_to_many_says_what_happens_to_each_and_goes_once(run_jobs, django_assert_max_num_queries):
    call = published_call()
    applications = [submitted_application(call) for _ in range(3)]
    foreign = submitted_application(published_call())
    run_jobs()
    mail.outbox.clear()
    chosen = list(
        Application.objects.filter(pk__in=[one.pk for one in [*applications, foreign]])
        .select_related("call__office", "lead", "submission")
        .order_by("pk")
    )
    texts = {"it": MessageText("Per {impresa}", "La domanda {domanda} è in ordine.")}
    given = {"applications": chosen, "texts": texts, "batch": "b1", "by": call.head_of_procedure}
    with pytest.raises(Refused) as unknown:
        preview_bulk_message(**{**given, "texts": {"it": MessageText("Per {nome}", "b")}})
    assert (unknown.value.field, "{nome}" in unknown.value.message) == ("subject", True)
    preview = preview_bulk_message(**given)
    assert [row.done for row in preview] == [True, True, True, False]
    assert preview[0].message.subject == f"Per {chosen[0].lead.name}"
    assert Message.objects.count() == 0
    with django_assert_max_num_queries(20):
        assert [row.done for row in send_bulk_message(**given)] == [True, True, True, False]
    assert not any(row.done for row in send_bulk_message(**given))
    run_jobs()
    assert len(mail.outbox) == 3
    assert str(chosen[0].submission) in Message.objects.first().text().body


def test_the_thread_and_the_area_take_the_same_statements_whatever_their_length(
    application, django_assert_max_num_queries
):
    client = signed_in(Client(), application.created_by)
    for _ in range(12):
        written(application)
    with django_assert_max_num_queries(24):
        page = client.get(reverse("applications:messages", args=[application.code]))
    assert page.content.decode().count("apri/") == 12
    assert "12 messaggi dell’ufficio" in client.get(reverse("applications:area")).content.decode()
    panel = client.get(reverse("applications:detail", args=[application.code])).content.decode()
    assert "12 messaggi da aprire" in panel
