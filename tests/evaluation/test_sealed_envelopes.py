"""A call with a sealed offer, driven through the pages: holders, key, drafts, sending, scores, opening. And nowhere before
the opening the value that was written: not on pages, not in files, logs, tables, write-ahead log or backups.
"""

from __future__ import annotations

import io
import json
import logging
import re
import secrets
import threading
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.models import ApplicationReading, OpenedAnswer
from manifattura.applications.queries.opened import opened_answers
from manifattura.calls.actions.publish_call import publish_call
from manifattura.calls.domain.edition import Criterion, FieldType, FormField, FormSection
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import KeyHolder
from manifattura.calls.queries.draft import draft_document
from manifattura.evaluation.actions.announce_opening import announce_opening
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.convene_sitting import convene_sitting
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.save_value import save_value
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.models import EnvelopeOpening, GivenShare, Sheet
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.sealing import new_code
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.applications import declare_all, fill, pdf_bytes, started_application
from tests.factories.calls import draft_call
from tests.factories.evaluation import (
    GRID,
    REQUIREMENTS,
    appointed,
    decide,
    declare_none,
    desk_of,
    end_term,
    fill_sheet,
    move_arrivals,
    open_now,
)

WHOLE, CENTS = 10_000 + secrets.randbelow(89_000), 10 + secrets.randbelow(90)
SECRET = f"{WHOLE}.{CENTS}"
WRITTEN = f"{WHOLE // 1000}.{WHOLE % 1000:03d},{CENTS}"
WORDS = f"zibaldone{secrets.token_hex(8)}"
ROW, ROW_SECRET = f"magazzino{secrets.token_hex(8)}", f"4{WHOLE}.{CENTS}"
IN_FILE, FILE_NAME = f"brevetto{secrets.token_hex(8)}", f"planimetria{secrets.token_hex(8)}.pdf"
FILE = pdf_bytes(note=f"{IN_FILE} " * 50_000)
"""Larger than what is received in memory: it waits on disk while it comes in."""
OPEN = f"arcipelago{secrets.token_hex(8)}"
"""Other values at each run, because a write-ahead log remembers; `OPEN` is not sealed, so that the search must find it."""
CODE = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")
PRICE = Criterion(
    "prezzo",
    "Canone",
    Decimal(20),
    method=Method(MethodKind.NORMALISED, value={"field": "canone"}, best="highest", scale="best"),
)
OFFER = FormSection(
    key="offerta",
    title="Offerta",
    fields=(
        FormField(
            "canone",
            FieldType.MONEY,
            "Canone offerto",
            sealed=True,
            min_value=Decimal(100),
            max_value=Decimal(100_000),
        ),
        FormField("nota", FieldType.TEXT, "Nota riservata", sealed=True, required=False),
        FormField("tema", FieldType.TEXT, "Tema", required=False),
        FormField(
            "canoni",
            FieldType.GROUP,
            "Canone per anno",
            sealed=True,
            item_title="Anno",
            max_items=3,
            fields=(
                FormField("uso", FieldType.TEXT, "Uso"),
                FormField("importo", FieldType.MONEY, "Importo", max_value=Decimal(900_000)),
            ),
        ),
        FormField("piano", FieldType.FILE, "Piano", sealed=True, required=False, accept=("pdf",)),
    ),
)


def client_of(person) -> Client:
    return signed_in(Client(), person)


def confirm_again(client: Client) -> None:
    """As after the page that asks for the second factor again (tests/accounts has that page itself)."""
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session.save()


def text_of(response) -> str:
    return " ".join(response.content.decode().split()).replace("\u00a0", " ")


def approve(call) -> None:
    call.refresh_from_db()
    call.state = CallState.APPROVED
    call.approved_by = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    call.approved_sha256 = sha256_hex(draft_document(call))
    call.save()


def publish(call):
    return publish_call(call=call, act_number="100", act_on=date(2026, 11, 2), by=call.head_of_procedure)


def holders_with_codes(call) -> dict:
    """Three officers named by the page, each with the code that their own page showed once."""
    people = [StaffFactory(role=Role.CASE_OFFICER, office=call.office) for _ in range(3)]
    officer = client_of(StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    page = reverse("calls:builder_part", args=[call.pk, "buste"])
    assert "Canone offerto" in text_of(officer.get(page))
    named = {"holders": [one.pk for one in people], "revision": "999"}
    assert officer.post(reverse("calls:name_holders", args=[call.pk]), named).status_code == 302
    codes = {}
    for person in people:
        client, mine = client_of(person), reverse("calls:holder_code", args=[call.pk])
        assert "Conferma che sei tu" in text_of(client.get(mine))
        assert (
            "/accedi/di-nuovo/codice/" in client.post(reverse("calls:take_code", args=[call.pk]))["Location"]
        )
        confirm_again(client)
        assert "Mostra il codice" in text_of(client.get(mine))
        shown = client.post(reverse("calls:take_code", args=[call.pk]), {"as": "page"})
        codes[person] = CODE.search(shown.content.decode()).group()
        assert "no-store" in shown["Cache-Control"]
        assert codes[person] not in text_of(client.get(mine))
        wrong = client.post(mine, {"code": codes[person][:-1] + ("0" if codes[person][-1] != "0" else "1")})
        assert wrong.status_code == 422
        assert client.post(mine, {"code": codes[person].lower()}).status_code == 302
        assert client.post(reverse("calls:take_code", args=[call.pk]), {"as": "file"}).status_code == 302
    assert client_of(call.head_of_procedure).get(mine).status_code == 403
    return codes


def send_offer(call, amount: str, words: str) -> tuple:
    """A firm fills in everything, the offer by the page; returns its application and its browser."""
    application = started_application(call)
    person = application.created_by
    fill(application, by=person)
    declare_all(application)
    client = client_of(person)
    page = reverse("applications:form", args=[application.code, "offerta"])
    shown = text_of(client.get(page))
    assert "nessuno può leggerla prima dell’apertura" in shown
    refused = client.post(
        page, {"busta:canone": "200.000,77", "tema": OPEN, "seen": seen_in(client, page), "go": "next"}
    )
    assert "Il valore deve stare fra" in text_of(refused)
    assert "200.000,77" not in refused.content.decode()
    wrong = client.post(
        page,
        {
            "busta:canoni-0-uso": ROW,
            "busta:canoni-0-importo": "1.000.000,00",
            "seen": seen_in(client, page),
            "go": "next",
        },
    )
    assert "Il valore può essere al massimo" in text_of(wrong)
    assert ROW in wrong.content.decode(), "a list comes back in this answer alone, to be put right"
    assert ROW not in client.get(page).content.decode()
    saved = client.post(
        page,
        {"busta:canone": "1.234,00", "changed": "busta:canone", "seen": seen_in(client, page)},
        headers={"X-Autosave": "1"},
    )
    assert saved.status_code == 200, saved.content
    closed = client.post(
        page,
        {
            "busta:canone": amount,
            "busta:nota": words,
            "tema": OPEN,
            "busta:canoni-0-uso": ROW,
            "busta:canoni-0-importo": ROW_SECRET.replace(".", ","),
            "piano": SimpleUploadedFile(FILE_NAME, FILE, "application/pdf"),
            "seen": seen_in(client, page),
            "go": "next",
        },
    )
    once = text_of(closed)
    assert FILE_NAME in once
    assert ROW in once
    assert "conserva questo promemoria" in once
    assert amount in once
    assert "no-store" in closed["Cache-Control"]
    note = re.search(r'name="busta:nota" value="([^"]+)"', closed.content.decode()).group(1)
    kept = client.post(
        reverse("applications:envelope_note", args=[application.code]), {"busta:nota": _unescaped(note)}
    )
    assert json.loads(kept.content)["format"] == "manifattura-envelope-note/1"
    file = application.attachments.get(field_key="piano")
    assert file.name.endswith(".sealed")
    assert client.get(reverse("applications:file", args=[application.code, file.pk])).status_code == 404
    for name, more in (("form", ["offerta"]), ("summary", [])):
        again = text_of(client.get(reverse(f"applications:{name}", args=[application.code, *more])))
        assert amount not in again
        assert words not in again
        assert ROW not in again
        assert FILE_NAME not in again
    sent = client.post(reverse("applications:send", args=[application.code]), {"confirm": "on"})
    assert sent["Location"].endswith("/ricevuta/"), text_of(sent)
    application.refresh_from_db()
    return application, client


def _unescaped(text: str) -> str:
    from html import unescape

    return unescape(text)


def seen_in(client: Client, page: str) -> str:
    return _unescaped(re.search(r'id="seen" value="([^"]*)"', client.get(page).content.decode()).group(1))


def scored(call):
    """The deadline passes, the review is closed, the committee has marked and closed its sitting."""
    end_term(call)
    desk = desk_of(call)
    move_arrivals(call)
    open_review(call=call, by=desk.officer)
    for review in desk.reviews:
        decide(desk, review)
    close_review(call=call, by=desk.head)
    appointed(desk)
    for member in desk.committee.members.all():
        declare_none(member)
    return desk


def everywhere(log: str, since: float) -> dict[str, bytes]:
    """All that a thief could take: files of the tables, write-ahead log, logs, stored files, a dump as its superuser reads it."""
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SHOW data_directory")
        folder = Path(cursor.fetchone()[0])
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        oid = cursor.fetchone()[0]
        cursor.execute(
            "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) FROM information_schema.tables "
            "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        )
        dump = []
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT row_to_json(t)::text FROM {table} t")
            dump += [row[0] for row in cursor.fetchall()]
    written = [
        path for path in (folder / "pg_wal").iterdir() if path.is_file() and path.stat().st_mtime >= since
    ]
    logs = [*folder.glob("log/*"), *folder.parent.glob("*.log")]
    return {
        "tables": contents((folder / "base" / str(oid)).iterdir()),
        "write-ahead log": contents(written),
        "dump": "\n".join(dump).encode(),
        "logs": contents(logs) + log.encode(),
        "stored files": contents(Path(settings.MEDIA_ROOT).rglob("*")),
    }


def at_once(works) -> list:
    """The answers of requests made by as many threads at the same moment."""
    results, start = [None] * len(works), threading.Barrier(len(works))

    def run(place: int) -> None:
        start.wait()
        try:
            results[place] = works[place]()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def contents(paths) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths if path.is_file())


@pytest.mark.django_db(transaction=True)
def test_nobody_reads_a_sealed_offer_before_the_opening_and_who_may_reads_it_after(caplog):
    caplog.set_level(logging.DEBUG)
    since = time.time() - 1
    office = OfficeFactory()
    edition = sample_edition(grid=replace(GRID, criteria=(*GRID.criteria, PRICE)), requirements=REQUIREMENTS)
    call = draft_call(
        template=edition, office=office, form=(*edition.form, OFFER), opens_in=-timedelta(days=1)
    )
    approve(call)
    with pytest.raises(Refused, match="altrettanti custodi"):
        publish(call)
    codes = holders_with_codes(call)
    approve(call)
    publish(call)
    assert all(
        code not in json.dumps(list(KeyHolder.objects.values("share", "public_key")))
        for code in codes.values()
    )

    first, browser = send_offer(call, WRITTEN, WORDS)
    second, _other = send_offer(call, "50.000,00", "altro")
    register_submissions()
    frozen = browser.get(reverse("applications:content", args=[first.code])).content
    assert SECRET.encode() not in frozen
    assert sha256_hex(json.loads(frozen)) == first.submission.payload_sha256
    # signed out while writing: what is kept for later has no sealed answer in it
    away = Client()
    away.post(
        reverse("applications:form", args=[first.code, "offerta"]), {"busta:canone": WRITTEN, "tema": OPEN}
    )
    assert WRITTEN not in str(dict(away.session))

    opening_page = reverse("evaluation:opening_office", args=[call.pk])
    holders = list(codes)
    early = client_of(holders[0])
    confirm_again(early)
    refused = early.post(opening_page, {"code": codes[holders[0]], "sure": "on"})
    assert "solo dopo la scadenza" in text_of(refused)
    desk = scored(call)
    call.refresh_from_db()
    assert "chiusura dei punteggi" in text_of(client_of(holders[0]).get(opening_page))

    open_now(desk)
    sheets = Sheet.objects.filter(sitting=desk.sitting).select_related("bid__application", "member__person")
    shown = [
        client_of(desk.head).get(reverse("evaluation:review", args=[first.code])),
        client_of(sheets[0].member.person).get(reverse("evaluation:project", args=[sheets[0].pk])),
        client_of(desk.head).get(reverse("evaluation:export")),
        browser.get(reverse("applications:detail", args=[first.code])),
        browser.get(reverse("applications:receipt_pdf", args=[first.code])),
        Client().get(reverse("evaluation:opening", args=[call.slug])),
    ]
    for page in shown:
        assert page.status_code == 200, page.request
        assert not any(mark in text_of_bytes(page) for mark in (SECRET, WRITTEN, WORDS, ROW, FILE_NAME))
    file = first.attachments.get(field_key="piano")
    closed = reverse("evaluation:review_file", args=[first.code, file.pk])
    assert client_of(desk.head).get(closed).status_code == 404
    for sheet in sheets:
        fill_sheet(sheet, "0.8")
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)

    with pytest.raises(Refused, match="si calcola dopo la loro apertura"):
        publish_provisional_ranking(call=call, by=desk.head)
    places = everywhere(caplog.text, since)
    for place in ("tables", "write-ahead log", "dump"):
        assert OPEN.encode() in places[place], f"the search must find in the {place} what is not sealed"
    for place, found in places.items():
        for mark in (
            SECRET,
            WRITTEN,
            "200000.77",
            "200.000,77",
            WORDS,
            ROW,
            ROW_SECRET,
            IN_FILE,
            FILE_NAME,
            sha256(FILE).hexdigest(),
            *codes.values(),
        ):
            assert mark.encode() not in found, (place, mark)

    # a wrong code says whose, and opens nothing; the first share waits closed; nobody gives twice
    one, two, three = (client_of(person) for person in holders)
    assert "di-nuovo/codice" in one.post(opening_page, {"code": codes[holders[0]], "sure": "on"})["Location"]
    assert codes[holders[0]] not in str(dict(one.session))
    for client in (one, two, three):
        confirm_again(client)
    miscopied = one.post(opening_page, {"code": "ABCD" * 9, "sure": "on"})
    assert "copiato male" in text_of(miscopied)
    assert "non è quello della parte 1" in text_of(one.post(opening_page, {"code": new_code(), "sure": "on"}))
    wrong = one.post(opening_page, {"code": codes[holders[1]], "sure": "on"})
    assert "codice di un altro custode" in text_of(wrong)
    assert codes[holders[1]] not in wrong.content.decode()
    assert GivenShare.objects.count() == 0
    assert one.post(opening_page, {"code": codes[holders[0]]}).status_code == 422
    assert one.post(opening_page, {"code": codes[holders[0]], "sure": "on"}).status_code == 302
    assert not OpenedAnswer.objects.exists()
    assert "tocca a un altro custode" in text_of(one.get(opening_page))
    assert one.post(opening_page, {"code": codes[holders[0]], "sure": "on"}).status_code == 422
    # the two others press at the same moment: one opens everything, the other is told that it is open
    given = {two: codes[holders[1]], three: codes[holders[2]]}
    answers = at_once(
        [
            lambda who=who, code=code: who.post(opening_page, {"code": code, "sure": "on"})
            for who, code in given.items()
        ]
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]

    opening = EnvelopeOpening.objects.get()
    assert (opening.applications, opening.envelopes, opening.unreadable) == (2, 8, 0)
    assert opened_answers(first) == {
        "canone": SECRET,
        "nota": WORDS,
        "canoni": [{"uso": ROW, "importo": ROW_SECRET}],
    }
    for reader, address in (
        (client_of(desk.head), closed),
        (browser, reverse("applications:file", args=[first.code, file.pk])),
    ):
        given = reader.get(address)
        assert given.status_code == 200
        assert b"".join(given) == FILE
        assert FILE_NAME in given["Content-Disposition"]
    assert ApplicationReading.objects.filter(application=first, kind="file").exists()
    assert IN_FILE.encode() not in contents(Path(settings.MEDIA_ROOT).rglob("*")), "it stays closed on disk"
    assert two.post(opening_page, {"code": codes[holders[1]], "sure": "on"}).status_code == 422
    assert WRITTEN in text_of(browser.get(reverse("applications:detail", args=[first.code])))
    review = text_of(client_of(desk.head).get(reverse("evaluation:review", args=[first.code])))
    assert WRITTEN in review
    assert ROW in review
    assert FILE_NAME in review
    assert "sono state aperte" in text_of(Client().get(reverse("evaluation:opening", args=[call.slug])))
    member = client_of(sheets[0].member.person).get(reverse("evaluation:project", args=[sheets[0].pk]))
    seat = sheets[0].pk, file.pk
    assert (
        client_of(sheets[0].member.person).get(reverse("evaluation:sheet_file", args=seat)).status_code == 404
    )
    assert WRITTEN not in text_of(member), "this call does not show the offers to its committee"
    ranked_by_what_was_opened(call, desk, first, browser, opening)
    assert announce_opening(opening_id=opening.pk) == 2
    assert announce_opening(opening_id=opening.pk) == 0
    # what was sent is still what was sent
    assert browser.get(reverse("applications:content", args=[first.code])).content == frozen
    assert second.submission.payload_sha256 != first.submission.payload_sha256


def text_of_bytes(response) -> str:
    body = b"".join(response) if response.streaming else response.content
    if body.startswith(b"%PDF"):
        from pypdf import PdfReader

        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    return body.decode("utf-8", "replace").replace("\u00a0", " ")


def ranked_by_what_was_opened(call, desk, first, browser, opening):
    """The offers give points; the file that anybody can compute again has them, with the digest of the opening."""
    with pytest.raises(Refused, match="non si tengono altre sedute"):
        convene_sitting(
            committee=desk.committee,
            starts_at=now() + timedelta(days=1),
            place="Sala",
            link="",
            agenda="Altro",
            by=desk.member().person,
        )
    with pytest.raises(Refused, match="punteggi tecnici non cambiano più"):
        save_value(review=desk.reviews[0], key="canone", value="1", note="x", base_version=0, by=desk.head)
    ranking = publish_provisional_ranking(call=call, by=desk.head)
    document = ranking.input_document
    offers = {one["id"]: one["facts"]["v1"] for one in document["applications"]}
    assert offers[first.code] == SECRET
    assert document["meta"]["opening"]["opened_sha256"] == opening.result_sha256
    assert result_document(document) == ranking.result_document
    points = {one["id"]: one["scores"]["prezzo"] for one in ranking.result_document["entries"]}
    best = max(Decimal(offer) for offer in offers.values())
    expected = (Decimal(20) * Decimal(SECRET) / best).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert Decimal(points[first.code]) == expected
    for address in (
        reverse("evaluation:ranking_pdf", args=[call.slug]),
        reverse("evaluation:opening_minutes", args=[call.pk]),
    ):
        page = client_of(desk.head).get(address)
        assert page.status_code == 200, address
        assert WRITTEN in text_of_bytes(page)
    assert opening.result_sha256 in text_of(Client().get(reverse("evaluation:ranking", args=[call.slug])))
