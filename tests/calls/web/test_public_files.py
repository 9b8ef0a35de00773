"""What the pages of a call lead to: canonical editions, documents, calendar, versions, data for machines."""

import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from manifattura.calls.actions.publish_call import freeze_edition
from manifattura.calls.domain.edition import CallDocument, Edition
from manifattura.calls.domain.templates.catalogue import template_by_key
from manifattura.calls.models import CallEdition, CallRound
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.clock import ROME, database_now
from manifattura.kernel.files import store
from tests.factories.calls import published_call

pytestmark = pytest.mark.django_db

F1 = template_by_key("f1").edition


def document(title="Avviso", content=b"%PDF-1.7 prova"):
    stored = store(content)
    return CallDocument("avviso", title, "avviso.pdf", stored.storage_key, stored.sha256, stored.size)


def call_with_document(**changes):
    return published_call(template=replace(F1, documents=(document(),), **changes))


def amended(call, **changes):
    edition: Edition = current_edition(call)
    after = replace(edition, version=2, amendment_note="Si sposta la scadenza.", **changes)
    freeze_edition(call, after, by=call.head_of_procedure)
    call.save()
    return call


def test_canonical_edition_gives_the_digest_shown(client):
    call = call_with_document()
    shown = call.current_edition.sha256
    answer = client.get(f"/bandi/{call.slug}/edizione-1.json")
    assert hashlib.sha256(answer.content).hexdigest() == shown
    assert answer["Content-Type"] == "application/json"
    assert json.loads(answer.content)["call"] == call.slug
    assert shown in client.get(f"/bandi/{call.slug}/").content.decode()
    assert (
        client.get(
            f"/bandi/{call.slug}/edizione-1.json", headers={"if-none-match": answer["ETag"]}
        ).status_code
        == 304
    )


def test_document_of_the_edition(client):
    call = call_with_document()
    answer = client.get(f"/bandi/{call.slug}/documenti/avviso/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 prova"
    assert answer["Content-Type"] == "application/pdf"
    assert "attachment" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "public" in answer["Cache-Control"]
    assert "no-store" not in answer["Cache-Control"]
    assert (
        client.get(
            f"/bandi/{call.slug}/documenti/avviso/", headers={"if-none-match": answer["ETag"]}
        ).status_code
        == 304
    )


def test_old_documents_stay(client):
    call = amended(call_with_document(), documents=(document("Avviso nuovo", b"%PDF-1.7 dopo"),))
    old = client.get(f"/bandi/{call.slug}/versioni/1/documenti/avviso/")
    assert b"".join(old.streaming_content) == b"%PDF-1.7 prova"
    new = client.get(f"/bandi/{call.slug}/documenti/avviso/")
    assert b"".join(new.streaming_content) == b"%PDF-1.7 dopo"


def test_calendar(client):
    call = call_with_document()
    answer = client.get(f"/bandi/{call.slug}/scadenza.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    text = answer.content.decode().replace("\r\n ", "")
    deadline = current_edition(call).timetable.deadline_at.astimezone(UTC)
    assert f"DTSTART:{deadline:%Y%m%dT%H%M%SZ}" in text
    assert "SEQUENCE:0" in text
    assert f"UID:scadenza-{call.slug}@" in text
    assert "SEQUENCE:1" in client.get(f"/bandi/{amended(call).slug}/scadenza.ics").content.decode()


def test_versions_say_what_changed(client):
    call = call_with_document()
    times = current_edition(call).timetable
    later = replace(times, deadline_at=times.deadline_at + timedelta(days=10))
    amended(call, timetable=later, budget=F1.budget + 1000)
    text = client.get(f"/bandi/{call.slug}/versioni/").content.decode().replace("\u00a0", " ")
    for piece in (
        "Versione 2",
        "Versione 1",
        "Si sposta la scadenza.",
        "Tempi › scadenza",
        "750.000 €",
        "751.000 €",
    ):
        assert piece in text
    for edition in CallEdition.objects.filter(call=call):
        assert edition.sha256 in text
    assert "storage_key" not in text


def test_the_page_says_that_it_was_amended(client):
    call = amended(call_with_document())
    text = client.get(f"/bandi/{call.slug}/").content.decode()
    assert "Versione 2: che cosa è cambiato" in text
    assert 'id="rettifiche"' in text


def test_old_versions_stay_readable_and_say_so(client):
    call = call_with_document()
    amended(call, texts=replace(F1.texts, title="Titolo nuovo"))
    old = client.get(f"/bandi/{call.slug}/versioni/1/").content.decode()
    assert "Questa versione non è più in vigore" in old
    assert "Manifattura in Quartiere 2026" in old
    assert "noindex" in old
    assert "Titolo nuovo" in client.get(f"/bandi/{call.slug}/versioni/2/").content.decode()
    assert "È la versione in vigore" in client.get(f"/bandi/{call.slug}/versioni/2/").content.decode()


def test_service_for_machines(client):
    texts = replace(F1.texts, title="</script><b>&")
    call = published_call(template=replace(F1, texts=texts))
    page = client.get(f"/bandi/{call.slug}/").content.decode()
    block = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    data = json.loads(block)
    assert data["@type"] == "GovernmentService"
    assert data["name"] == "</script><b>&"
    assert data["availableChannel"]["serviceUrl"].endswith(f"/bandi/{call.slug}/verifica-requisiti/")
    for name in ("serviceType", "serviceOperator", "areaServed", "audience"):
        assert data[name]


@pytest.mark.parametrize(("month", "utc"), [(3, "10"), (10, "11")])
def test_pages_and_calendar_keep_the_hour_of_rome_across_the_change_of_time(client, month, utc):
    """A deadline at noon on the Sunday of the change: noon on the wall, whatever the hour is in UTC."""
    call = published_call()
    last = date(database_now().year + 1, month, 31)
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    noon = datetime(sunday.year, sunday.month, sunday.day, 12, tzinfo=ROME)
    CallRound.objects.filter(call=call).update(deadline_at=noon)
    amended(call, timetable=replace(current_edition(call).timetable, deadline_at=noon))
    page = client.get(f"/bandi/{call.slug}/").content.decode().replace("\u00a0", " ")
    assert f"domenica {sunday.day} " in page
    assert "ore 12:00" in page
    calendar = client.get(f"/bandi/{call.slug}/scadenza.ics").content.decode()
    assert f"DTSTART:{sunday:%Y%m%d}T{utc}0000Z" in calendar
