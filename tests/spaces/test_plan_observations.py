"""Observations on the city plan: written by anybody, taken in charge, forwarded, answered; public only in the office's words."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.models import Notice
from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.spaces.actions.email_plan_observation import email_plan_observation
from manifattura.spaces.actions.file_plan_observation import file_plan_observation
from manifattura.spaces.actions.settle_plan_observation import (
    answer_plan_observation,
    take_plan_observation,
)
from manifattura.spaces.domain.plan_observations import ObservationState, Observer
from manifattura.spaces.models import PlanObservation, Space
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
FORM = {"text": "Il mio nome è nel testo.", "article": "PdR, art. 5", "place": "S 1", "observer": "firm", "reply_email": "a@example.org"}  # fmt: skip
DAY = today().strftime("%d/%m/%Y")
LIST, WRITE = reverse("spaces:plan_observations"), reverse("spaces:plan_write")


def read(client, url, **asked):
    answer = client.get(url, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_observation_is_written_followed_and_answered(client, django_assert_max_num_queries):
    nil, officer = any_nil(), StaffFactory()
    Space.objects.create(
        code="S 1", code_key="s1", address="Via campione 1", nil=nil, latitude="45.5", longitude="9.16", state="verified",
        verified_on=today(), valid_until=today(),
    )  # fmt: skip
    assert "Scrivi la prima" in read(client, LIST)
    assert 'value="s1"' in read(client, WRITE, spazio="s1")
    assert "?spazio=s1" in read(client, reverse("spaces:card", args=["s1"]))
    assert client.post(WRITE, FORM).status_code == 422  # from nowhere
    for wrong in (
        {"text": " "},
        {"sito_web": "x"},
        {"place": "altro"},
        {"observer": "office"},
        {"text": "http://a http://b http://c"},
    ):
        assert client.post(WRITE, {**FORM, **wrong}, **OURS).status_code == 422, wrong
    assert not PlanObservation.objects.exists()

    answer = client.post(WRITE, FORM, **OURS)
    found = PlanObservation.objects.get()
    page = reverse("spaces:plan_observation", args=[found.code])
    assert answer["Location"] == page
    assert (found.nil_id, found.observer) == (nil.pk, "firm")
    assert "nome" not in read(client, page)
    assert found.code not in read(client, LIST)
    assert Notice.objects.filter(kind="space.plan_observation", person=officer).exists()
    assert (
        email_plan_observation(observation_id=found.pk),
        email_plan_observation(observation_id=found.pk),
    ) == (True, False)

    desk, queue = (
        reverse("spaces:office_observation", args=[found.code]),
        reverse("spaces:office_observations"),
    )
    signed_in(client, PersonFactory())
    assert client.get(desk).status_code == client.get(queue).status_code == 403
    signed_in(client, officer)
    assert FORM["text"] in read(client, desk)
    assert found.code in read(client, queue)
    take = {"passo": "prendi", "visto": "received", "prendi-title": "Rumore nei cortili", "prendi-summary": "Chiede un limite più alto.", "prendi-article": "PdR, art. 5"}  # fmt: skip
    assert client.post(desk, {**take, "prendi-title": ""}).status_code == 422
    assert client.post(desk, take).status_code == 302
    assert client.post(desk, take).status_code == 302  # a colleague was faster: nothing happens twice
    assert client.post(desk, {"passo": "inoltra", "visto": "received", "inoltra-to": "Urbanistica", "inoltra-on": DAY}).status_code == 422  # fmt: skip
    assert client.post(desk, {"passo": "inoltra", "visto": "taken", "inoltra-to": "Urbanistica", "inoltra-on": DAY}).status_code == 302  # fmt: skip
    email_plan_observation(observation_id=found.pk)
    assert "Urbanistica" in mail.outbox[-1].body
    end = {"passo": "rispondi", "visto": "forwarded", "rispondi-outcome": "partly", "rispondi-reason": "Solo di giorno.", "rispondi-on": DAY}  # fmt: skip
    assert client.post(desk, {**end, "rispondi-reason": ""}).status_code == 422
    assert client.post(desk, end).status_code == 302
    assert email_plan_observation(observation_id=found.pk)
    assert "Solo di giorno." in mail.outbox[-1].body
    found.refresh_from_db()
    assert (found.reply_email, found.state) == ("", "partly")

    client.logout()
    with django_assert_max_num_queries(6):
        shown = read(client, LIST)
    assert "Rumore nei cortili" in shown
    for asked, is_there in (({"q": "cortili"}, True), ({"q": "altro"}, False), ({"stato": "partly", "nil": str(nil.pk)}, True), ({"stato": "taken"}, False)):  # fmt: skip
        assert ("Rumore nei cortili" in read(client, LIST, **asked)) is is_there, asked
    english = read(client, f"/en{page}")
    assert "Solo di giorno." in english
    assert FORM["text"] not in english
    table = b"".join(client.get(LIST, {"formato": "csv"}).streaming_content).decode()
    assert "Rumore nei cortili" in table
    assert "nome" not in table
    verbs = (
        AuditEntry.objects.filter(subject_type="plan_observation")
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    assert [one.removeprefix("plan_observation_") for one in verbs] == [
        "filed",
        "taken",
        "forwarded",
        "answered",
    ]


def test_an_office_writes_its_own_and_what_is_no_observation_never_shows(client):
    officer = StaffFactory()
    signed_in(client, officer)
    new = reverse("spaces:office_observation_new")
    assert client.post(new, {"text": ""}).status_code == 422
    assert client.post(new, {"text": "Il piano non dice dove.", "article": "", "place": "", "nil": ""}).status_code == 302  # fmt: skip
    own = PlanObservation.objects.get()
    assert own.observer == "office"
    desk = reverse("spaces:office_observation", args=[own.code])
    assert client.post(desk, {"passo": "chiudi", "visto": "received", "chiudi-reason": "È una buca."}).status_code == 302  # fmt: skip
    client.logout()
    page = read(client, reverse("spaces:plan_observation", args=[own.code]))
    assert "È una buca." in page
    assert "noindex" in page
    assert own.code not in read(client, LIST)


def test_who_may_not_and_what_was_changed_meanwhile():
    with pytest.raises(PermissionRefused):
        file_plan_observation(text="x", observer=Observer.OFFICE)
    with pytest.raises(Refused):
        file_plan_observation(text="x" * 3001, observer=Observer.CITIZEN)
    found, officer = file_plan_observation(text="x", observer=Observer.CITIZEN), StaffFactory()
    words = {"title": "T", "summary": "S", "article": ""}
    with pytest.raises(PermissionRefused):
        take_plan_observation(observation=found, **words, by=PersonFactory())
    stale = PlanObservation.objects.get()
    take_plan_observation(observation=found, **words, by=officer)
    with pytest.raises(Conflict):
        take_plan_observation(observation=stale, **words, by=officer)
    taken = PlanObservation.objects.get()
    late = today() + timedelta(days=1)
    for outcome, on in ((ObservationState.TAKEN, today()), (ObservationState.REFUSED, late)):
        with pytest.raises(Refused):
            answer_plan_observation(observation=taken, outcome=outcome, reason="No.", on=on, by=officer)


def test_what_waits_is_on_the_first_page_of_who_works_on_it(client):
    client.post(WRITE, FORM | {"place": ""}, **OURS)
    line = f'<a href="{reverse("spaces:office_observations")}?stato=received"><b>1</b> osservazione sul piano'
    first = reverse("evaluation:dashboard")
    assert line in read(signed_in(client, StaffFactory(role=Role.CASE_OFFICER)), first)
    assert line not in read(signed_in(client, StaffFactory(role=Role.EDITOR)), first)
