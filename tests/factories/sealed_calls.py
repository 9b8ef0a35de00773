"""A call with a sealed offer, driven through its pages, and the places where a value could be read too early."""

from __future__ import annotations

import json
import re
import secrets
import threading
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.calls.actions.publish_call import publish_call
from manifattura.calls.domain.edition import Criterion, FieldType, FormField, FormSection
from manifattura.calls.domain.scoring import Method, MethodKind
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.draft import draft_document
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.give_share import give_share
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.models import Sheet
from manifattura.kernel.canonical_json import sha256_hex
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.applications import declare_all, fill, pdf_bytes, started_application
from tests.factories.evaluation import (
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


def holders_with_codes(call, sealed: str = "Canone offerto") -> dict:
    """Three officers named by the page, each with the code that their own page showed once; `sealed`: a question it lists."""
    people = [StaffFactory(role=Role.CASE_OFFICER, office=call.office) for _ in range(3)]
    officer = client_of(StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    page = reverse("calls:builder_part", args=[call.pk, "buste"])
    assert sealed in text_of(officer.get(page))
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


def opened(call, codes, coefficient="0.8"):
    """All that arrived is scored alike and closed; two keepers open the envelopes with their `codes`."""
    register_submissions()
    desk = scored(call)
    open_now(desk)
    for sheet in Sheet.objects.filter(sitting=desk.sitting):
        fill_sheet(sheet, coefficient)
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    for person in list(codes)[:2]:
        give_share(call=call, code=codes[person], by=person)
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
