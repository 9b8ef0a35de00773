"""From the form of the alerts to the e-mail of the morning, and out of it with one press."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from wagtail.models import Locale

from manifattura.communication.actions.compose_digests import compose_digests
from manifattura.communication.actions.forget_unconfirmed import forget_unconfirmed
from manifattura.communication.actions.mail_digest import mail_digest
from manifattura.communication.models import (
    AlertDigest,
    AlertSubscriber,
    EventIndexPage,
    EventPage,
    NewsIndexPage,
    NewsPage,
)
from manifattura.kernel.clock import database_now, today
from manifattura.kernel.models import AuditEntry
from manifattura.spaces.actions.verify_space import verify_space
from manifattura.spaces.models import Space
from tests.applications.published import published_call
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.territory import any_nil
from tests.spaces.test_census import space

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
NOWHERE = "django.core.mail.backends.smtp.EmailBackend"
ADDRESS = "/avvisi-per-email/"
AGO = timedelta(hours=30)


def ask(client, run_jobs, email, language="", **topics):
    """Asked, and the path of the link in the e-mail, without its host."""
    mail.outbox.clear()
    answer = client.post(f"{language}{ADDRESS}", {"email": email, **topics}, **OURS)
    assert answer.status_code == 302
    run_jobs()
    return links(mail.outbox[-1])[0]


def links(message):
    return ["/" + line.split("/", 3)[3] for line in message.body.splitlines() if line.startswith("http")]


def news(title, *topics):
    page = NewsPage(topics=list(topics), title=title, slug=title.lower().replace(" ", "-"), lead="Che cosa cambia.", locale=Locale.objects.get(language_code="it"))  # fmt: skip
    NewsIndexPage.objects.get(url_path="/it/novita/").add_child(instance=page)
    NewsPage.objects.filter(pk=page.pk).update(first_published_at=database_now() - timedelta(hours=1))


def event():
    starts = database_now() + timedelta(days=3)
    page = EventPage(title="Banco aperto", slug="banco", place="Via campione 7", starts_at=starts, ends_at=starts, locale=Locale.objects.get(language_code="it"))  # fmt: skip
    EventIndexPage.objects.get(url_path="/it/vivere-milano/eventi/").add_child(instance=page)
    EventPage.objects.filter(pk=page.pk).update(first_published_at=database_now() - timedelta(hours=1))


def test_asked_confirmed_told_changed_and_ended(client, run_jobs):
    assert "Solo in alcuni quartieri" not in client.get(ADDRESS).content.decode()  # none is known
    any_nil()
    assert "Solo in alcuni quartieri" in client.get(ADDRESS).content.decode()
    assert not client.get(ADDRESS).cookies
    good = {"email": "Una@example.org", "news": "on"}
    for data, headers in (
        (good, {}),
        ({**good, "sito_web": "x"}, OURS),
        ({**good, "email": "no"}, OURS),
        ({"email": "una@example.org"}, OURS),
        ({**good, "calls-kind": "altro"}, OURS),
    ):
        refused = Client(enforce_csrf_checks=True).post(ADDRESS, data, **headers)
        assert refused.status_code == 422, data
        assert data["email"] in refused.content.decode()
    assert not AlertSubscriber.objects.exists()

    # a long list is searched without leaving the form, and by what firms make
    asked = {"email": "una@example.org", "calls-sector": "sector:62", "calls-sector-words": "gioielli"}
    shown = client.post(ADDRESS, asked).content.decode()
    assert "Altre attività manifatturiere (" in shown
    assert 'value="sector:62"' in shown  # ticked already
    assert 'value="sector:13"' not in shown
    assert 'value="una@example.org"' in shown
    assert "Nessuna scelta per" in client.post(ADDRESS, {**asked, "calls-sector-words": "xyz", "find": "1"}).content.decode()  # fmt: skip
    assert not AlertSubscriber.objects.exists()

    # nothing happens before the holder of the address presses the button
    link = ask(client, run_jobs, "Una@example.org", news="on", **{"spaces-nil": ["nil:77"]})
    client.post(ADDRESS, good, **OURS)
    run_jobs()
    assert len(mail.outbox) == 1  # asked twice in ten minutes
    assert "Se li vuoi, conferma entro 7 giorni" in mail.outbox[0].body
    assert "Conferma" in client.get(link).content.decode()
    assert client.post(link).status_code == 422
    one = AlertSubscriber.objects.get()
    assert one.state == "pending"
    assert client.post(link, **OURS)["Location"] == link
    assert "Gli avvisi sono attivi" in client.get(link).content.decode()
    one.refresh_from_db()
    assert (one.email, one.topics) == ("una@example.org", {"news": [], "spaces": ["nil:77"]})
    # who asks again in the name of an active address changes nothing
    AlertSubscriber.objects.update(written_at=database_now() - AGO)
    change = ask(client, run_jobs, "una@example.org", events="on")
    one.refresh_from_db()
    assert "events" not in one.topics
    assert "checked" in client.get(change).content.decode()
    assert client.post(change, {}, **OURS).status_code == 422
    assert client.post(change, {"events": "on", "news": "on"}, **OURS).status_code == 302
    one.refresh_from_db()
    assert one.topics == {"events": [], "news": []}

    # one e-mail with what is new, once, and stopped with one press
    for model in (NewsPage, EventPage):
        model.objects.update(
            first_published_at=None
        )  # the pages that the site was founded with, some minutes ago
    news("Riapre il canale")
    event()
    assert compose_digests() == 0  # confirmed a moment ago
    AlertSubscriber.objects.update(told_until=database_now() - AGO)
    assert (compose_digests(), compose_digests()) == (1, 0)
    mail.outbox.clear()
    digest = AlertDigest.objects.get()
    refusing = override_settings(EMAIL_BACKEND=NOWHERE, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
    with refusing, pytest.raises(OSError):
        mail_digest(digest_id=digest.pk)
    AlertDigest.objects.update(begun_at=database_now())  # a worker stopped in the middle: never again
    assert not mail_digest(digest_id=digest.pk)
    AlertDigest.objects.update(begun_at=None)
    run_jobs()
    digest.refresh_from_db()
    assert digest.sent_at is not None
    assert not mail_digest(digest_id=digest.pk)
    (message,) = mail.outbox
    assert message.subject == "2 novità per te"
    assert "Riapre il canale" in message.body
    assert "Via campione 7" in message.body
    end = links(message)[-1]
    assert message.extra_headers["List-Unsubscribe"].endswith(f"{end}>")
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert client.get(end).status_code == 200
    assert AlertSubscriber.objects.exists()
    pressed = Client(enforce_csrf_checks=True).post(end, {"List-Unsubscribe": "One-Click"})
    assert (pressed.status_code, pressed.content) == (200, b"")
    assert not AlertSubscriber.objects.exists()

    # an old code and a wrong one change nothing and say so
    before = AuditEntry.objects.count()
    for path in (link, change, end, end.replace(one.code, "sbagliato")):
        for answer in (client.get(path), client.post(path, {"news": "on"}, **OURS)):
            assert answer.status_code == 404
            assert "Non è cambiato nulla" in answer.content.decode()
    assert AuditEntry.objects.count() == before
    verbs = set(AuditEntry.objects.filter(subject_type="alerts").values_list("verb", flat=True))
    assert verbs == {"alerts_asked", "alerts_confirmed", "alerts_changed", "alerts_ended"}
    assert not AuditEntry.objects.filter(subject_label__contains="@").filter(subject_type="alerts").exists()


def test_calls_by_kind_spaces_by_place_in_two_languages_counted_and_forgotten(
    client, run_jobs, django_assert_max_num_queries
):
    any_nil()
    chosen = (
        ("bandi@example.org", "", {"calls-kind": "ranking"}),
        ("elenchi@example.org", "", {"calls-kind": "register"}),
        ("spazi@example.org", "/en", {"spaces-nil": "nil:77"}),
        ("altrove@example.org", "", {"spaces-nil": "nil:1"}),
        ("tessile@example.org", "", {"calls-kind": "ranking", "calls-sector": "sector:13"}),
        ("sanita@example.org", "", {"calls-sector": "sector:86"}),
    )
    for email, language, topics in chosen:
        assert client.post(ask(client, run_jobs, email, language, **topics), **OURS).status_code == 302
    ask(client, run_jobs, "attende@example.org", events="on")
    published_call()
    seen = space()
    verify_space(space=seen, on=today(), how="Sopralluogo", seen="reported", by=StaffFactory())
    later = database_now() + timedelta(hours=21)
    AlertSubscriber.objects.filter(state="active").update(told_until=database_now() - AGO)
    compose_digests()
    run_jobs()
    assert not AlertDigest.objects.exists()  # written in the last minutes: for the next one

    AlertSubscriber.objects.filter(state="active").update(told_until=later - timedelta(hours=22))
    with pytest.MonkeyPatch.context() as patched, django_assert_max_num_queries(18):
        patched.setattr("manifattura.communication.actions.compose_digests.database_now", lambda: later)
        compose_digests()
    mail.outbox.clear()
    run_jobs()
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {"bandi@example.org", "spazi@example.org", "tessile@example.org"}
    assert "Bando pubblicato" in told["bandi@example.org"].body
    assert f"/en/spazi/{seen.code_key}/" in told["spazi@example.org"].body

    # the office counts, and sees no address
    signed_in(client, PersonFactory())
    assert client.get("/ufficio/avvisi-per-email/").status_code == 403
    assert client.get("/ufficio/avvisi-per-email.csv").status_code == 403
    signed_in(client, StaffFactory())
    page = client.get("/ufficio/avvisi-per-email/").content.decode()
    table = b"".join(client.get("/ufficio/avvisi-per-email.csv").streaming_content).decode()
    assert "Bandi con graduatoria" in page
    assert "example.org" not in page + table
    assert "Elenchi qualificati;1;0;1" in table.replace(",", ";").replace('"', "")
    client.logout()

    # seven days without a confirmation
    assert forget_unconfirmed() == 0
    old = AlertSubscriber.objects.get(email="attende@example.org")
    AlertSubscriber.objects.filter(pk=old.pk).update(asked_at=database_now() - timedelta(days=7))
    assert client.post(f"{ADDRESS}conferma/{old.code}/", **OURS).status_code == 404
    assert (forget_unconfirmed(), forget_unconfirmed()) == (1, 0)
    assert AlertSubscriber.objects.count() == 6


def test_a_search_of_the_list_is_kept_and_told(client, run_jobs):
    nil, officer = any_nil(), StaffFactory()
    page = client.get("/spazi/", {"nil": str(nil.pk), "mq": "50", "ordine": "mq", "stato": "tutti"})
    asked = f"{ADDRESS}?spaces=nil%3D{nil.pk}%26mq%3D50"
    assert f'href="{asked}"' in page.content.decode()
    assert f'href="{ADDRESS}?spaces="' in client.get("/en/spazi/mappa/").content.decode().replace("/en/", "/")
    form = client.get(asked).content.decode()
    kept = f"cerca:nil={nil.pk}&mq=50"
    assert f"{nil.name}, almeno 50 m²" in form
    assert f'value="cerca:nil={nil.pk}&amp;mq=50"' in form
    assert "cerca:" not in client.get(f"{ADDRESS}?spaces=ordine%3Dmq").content.decode()

    link = ask(client, run_jobs, "una@example.org", **{"spaces-ricerche": [kept]})
    assert f"Spazi: {nil.name}, almeno 50 m²" in mail.outbox[-1].body
    client.post(link, **OURS)
    one = AlertSubscriber.objects.get()
    assert one.topics == {"spaces": [kept]}
    # who gets alerts already finds another search ready on the page of the e-mail, and decides there
    AlertSubscriber.objects.update(written_at=database_now() - AGO)
    change = ask(client, run_jobs, "una@example.org", **{"spaces-ricerche": ["cerca:canone=9000"]})
    shown = client.get(change).content.decode()
    assert "al massimo 9.000" in shown
    assert shown.count("cerca:") == 2
    both = {"spaces": "on", "spaces-ricerche": [kept, "cerca:canone=9000"]}
    assert client.post(change.partition("?")[0], both, **OURS).status_code == 302

    for number, facts in (
        (1, {"net_m2": 60, "nil": nil}), (2, {"net_m2": 40, "nil": nil}), (3, {"base_rent": 8000}),
    ):  # fmt: skip
        place = {"latitude": "45.5", "longitude": "9.16", "address": f"Via campione {number}"}
        one = Space.objects.create(code=f"R-{number}", code_key=f"r{number}", **place, **facts)
        verify_space(space=one, on=today(), how="Visto.", seen="reported", by=officer)
    later = database_now() + timedelta(hours=21)
    AlertSubscriber.objects.update(told_until=later - timedelta(hours=22))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("manifattura.communication.actions.compose_digests.database_now", lambda: later)
        assert compose_digests() == 1
    (group,) = AlertDigest.objects.get().things
    told = {thing["address"].rstrip("/").rsplit("/", 1)[-1] for thing in group["things"]}
    assert told == {"r1", "r3"}
    signed_in(client, StaffFactory())
    counts = client.get("/ufficio/avvisi-per-email/").content.decode()
    assert "Spazi come quelli di una ricerca" in counts


def test_news_and_events_on_the_topics_that_were_chosen(client, run_jobs):
    form = client.get(ADDRESS).content.decode()
    assert 'name="news-topic"' in form
    assert 'name="events-topic"' in form
    wrong = client.post(ADDRESS, {"email": "no"}, **OURS).content.decode()
    assert "Scegli almeno un tema." in wrong
    assert "Scrivi un indirizzo e-mail completo" in wrong
    link = ask(client, run_jobs, "una@example.org", **{"news-topic": "istruzione", "events-topic": "lavoro"})
    client.post(link, **OURS)
    one = AlertSubscriber.objects.get()
    assert one.topics == {"news": ["istruzione"], "events": ["lavoro"]}
    AlertSubscriber.objects.update(told_until=database_now() - AGO)
    news("Di tutto", "imprese")
    news("Di scuola", "istruzione", "imprese")
    event()
    assert compose_digests() == 1
    (group,) = AlertDigest.objects.get().things
    titles = [thing["title"] for thing in group["things"]]
    assert "Di scuola" in titles
    assert "Di tutto" not in titles
    AlertDigest.objects.all().delete()
    AlertSubscriber.objects.update(told_until=database_now() - AGO)
    EventPage.objects.filter(slug="banco").update(topics=["lavoro"])
    assert compose_digests() == 1
    events, _news = AlertDigest.objects.get().things
    assert [thing["title"] for thing in events["things"]] == ["Banco aperto"]
