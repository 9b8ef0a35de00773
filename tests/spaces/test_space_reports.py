"""People tell of spaces and of errors; the office answers once, with its reason; the address is forgotten."""

import pytest
from django.core import mail
from django.urls import reverse

from manifattura.accounts.models import Notice
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.spaces.actions.decide_space_report import accept_error, enter_reported_space, refuse_report
from manifattura.spaces.actions.email_space_report import email_space_report
from manifattura.spaces.actions.file_space_report import propose_space, report_error
from manifattura.spaces.domain.reports import ErrorTopic, ReporterRole
from manifattura.spaces.models import Space, SpaceReport
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
FORM = {"address": "Via campione 9", "role": "owner", "text": "Vuoto da un anno.", "net_m2": "80", "reply_email": "a@example.org"}  # fmt: skip


def test_an_owner_proposes_a_space_and_the_office_puts_it_in_the_census(client):
    any_nil()
    officer = StaffFactory()
    page = reverse("spaces:propose")
    assert client.post(page, FORM).status_code == 422  # from nowhere
    for wrong in ({"reply_email": ""}, {"text": " "}, {"sito": "x"}, {"address": ""}):
        answer = client.post(page, {**FORM, **wrong}, **OURS)
        assert answer.status_code == 422
    assert not SpaceReport.objects.exists()
    answer = client.post(page, FORM, **OURS)
    report = SpaceReport.objects.get()
    follow = reverse("spaces:report_follow", args=[report.code])
    assert answer["Location"] == follow
    assert FORM["text"] not in client.get(follow).content.decode()
    assert Notice.objects.filter(kind="space.reported", person=officer).exists()
    assert email_space_report(report_id=report.pk)
    assert not email_space_report(report_id=report.pk)
    assert "ricevuto" in mail.outbox[0].subject

    signed_in(client, officer)
    assert report.code in client.get(reverse("spaces:office_reports")).content.decode()
    desk = reverse("spaces:office_report", args=[report.code])
    seen = {
        "passo": "accogli", "code": "S-9", "address": "Via campione 9", "latitude": "45,504", "longitude": "9,16", "net_m2": "80",
        "on": today().strftime("%d/%m/%Y"), "how": "Sopralluogo", "answer": "Grazie: lo abbiamo visto.",
    }  # fmt: skip
    assert "data-pick" in client.get(desk).content.decode()  # the point may be picked on a map
    far = client.post(desk, {**seen, "latitude": "41,9", "longitude": "12,5", "consent_on": seen["on"]})
    assert far.status_code == 422
    assert "fuori dalla città" in far.content.decode()
    assert not Space.objects.exists()
    unasked = client.post(desk, seen).content.decode()
    assert "quando ha dato il consenso" in unasked
    assert ">Il proprietario ha dato il consenso il</label>" in unasked  # never called optional
    assert not Space.objects.exists()
    seen["consent_on"] = seen["on"]
    assert client.post(desk, seen).status_code == 302
    space = Space.objects.get()
    assert (space.owner_kind, space.consent_on) == ("private", today())
    assert (space.state, space.nil_id, space.verified_how) == ("verified", 77, "Sopralluogo")
    assert client.post(desk, seen).status_code == 422  # once only
    assert email_space_report(report_id=report.pk)
    report.refresh_from_db()
    assert (report.reply_email, report.state) == ("", "accepted")
    assert "Grazie" in mail.outbox[-1].body
    text = client.get(reverse("spaces:office_detail", args=[space.pk])).content.decode()
    assert "ha inserito lo spazio" in text
    assert "ha verificato lo spazio" in text
    csv = client.get(reverse("spaces:office_reports"), {"formato": "csv"})
    assert "Vuoto da un anno." in b"".join(csv.streaming_content).decode()

    client.logout()
    assert reverse("spaces:card", args=["s9"]) in client.get(follow).content.decode()
    wrong = {"topic": "not_vacant", "text": "C’è un negozio."}
    error = reverse("spaces:report_error", args=["s9"])
    assert client.post(error, {"text": "x"}, **OURS).status_code == 422
    assert client.post(error, wrong, **OURS).status_code == 302
    told = SpaceReport.objects.get(kind="error")
    signed_in(client, officer)
    desk = reverse("spaces:office_report", args=[told.code])
    assert client.post(desk, {"passo": "accogli", "answer": "Vero."}).status_code == 422
    assert (
        client.post(desk, {"passo": "accogli", "outcome": "withdrawn", "answer": "Vero."}).status_code == 302
    )
    space.refresh_from_db()
    assert (space.state, space.withdrawn_because) == ("withdrawn", "Vero.")
    client.logout()
    gone = client.get(reverse("spaces:card", args=[space.code_key]))
    assert (gone.status_code, "non è più nel censimento" in gone.content.decode()) == (410, True)
    assert client.get(error).status_code == 404
    assert AuditEntry.objects.filter(verb="space_report_answered").count() == 2
    signed_in(client, PersonFactory())
    assert client.get(desk).status_code in {403, 404}


def test_a_refusal_has_its_reason_and_no_report_is_answered_twice():
    officer, space = StaffFactory(), Space(pk=1, state="reported")
    report = propose_space(address="Via campione 1", text="Vuoto.", role=ReporterRole.CITIZEN)
    with pytest.raises(Refused):
        report_error(space=space, topic=ErrorTopic.OTHER, text="x")
    with pytest.raises(Refused):
        refuse_report(report=report, answer=" ", by=officer)
    with pytest.raises(Refused):
        accept_error(report=report, withdraw=True, answer="Sì", by=officer)
    refuse_report(report=report, answer="È un magazzino in uso.", by=officer)
    with pytest.raises(Conflict):
        enter_reported_space(
            report=report, code="S-1", address="x", latitude=45, longitude=9, net_m2=None, on=today(), how="x", answer="x", by=officer
        )  # fmt: skip


def test_one_address_does_not_fill_the_queue(client):
    page, form = reverse("spaces:propose"), {**FORM, "role": "citizen", "reply_email": ""}
    answers = [client.post(page, form, REMOTE_ADDR="192.0.2.7", **OURS).status_code for _each in range(11)]
    assert answers == [302] * 10 + [422]
