"""A call with a sealed offer, driven through the pages: holders, key, drafts, sending, scores, opening. And nowhere before
the opening the value that was written: not on pages, not in files, logs, tables, write-ahead log or backups.
"""

from __future__ import annotations

import io
import json
import logging
import time
from dataclasses import replace
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from manifattura.applications.actions.register_submissions import register_submissions
from manifattura.applications.models import ApplicationReading, OpenedAnswer
from manifattura.applications.queries.opened import opened_answers
from manifattura.calls.models import KeyHolder
from manifattura.evaluation.actions.announce_opening import announce_opening
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.convene_sitting import convene_sitting
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.save_value import save_value
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.models import EnvelopeOpening, GivenShare, Sheet
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from manifattura.kernel.sealing import new_code
from tests.applications.samples import sample_edition
from tests.factories.accounts import OfficeFactory
from tests.factories.calls import draft_call
from tests.factories.evaluation import (
    GRID,
    REQUIREMENTS,
    fill_sheet,
    open_now,
)
from tests.factories.sealed_calls import (
    FILE,
    FILE_NAME,
    IN_FILE,
    OFFER,
    OPEN,
    PRICE,
    ROW,
    ROW_SECRET,
    SECRET,
    WORDS,
    WRITTEN,
    approve,
    at_once,
    client_of,
    confirm_again,
    contents,
    everywhere,
    holders_with_codes,
    publish,
    scored,
    send_offer,
    text_of,
)


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
    # the trail says that it was tried, and not with what
    tried = AuditEntry.objects.filter(verb="share_refused").latest("id")
    assert (tried.actor_id, tried.after) == (holders[0].audit_id, {"why": "other_holder"})
    assert GivenShare.objects.count() == 0
    assert one.post(opening_page, {"code": codes[holders[0]]}).status_code == 422
    assert one.post(opening_page, {"code": codes[holders[0]], "sure": "on"}).status_code == 302
    assert not OpenedAnswer.objects.exists()
    assert "tocca a un altro custode" in text_of(one.get(opening_page))
    assert one.post(opening_page, {"code": codes[holders[0]], "sure": "on"}).status_code == 302
    assert GivenShare.objects.count() == 1
    # the two others press at the same moment: one opens everything, the other is told so, and sees no page of yesterday
    given = {two: codes[holders[1]], three: codes[holders[2]]}
    answers = at_once(
        [
            lambda who=who, code=code: who.post(opening_page, {"code": code, "sure": "on"})
            for who, code in given.items()
        ]
    )
    assert [answer.status_code for answer in answers] == [302, 302]
    pages = [text_of(who.get(opening_page)) for who in given]
    assert all("Le buste sono aperte" in page and "Manca ancora" not in page for page in pages)
    assert sum("la tua non serviva più" in page for page in pages) == 1

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
    late = two.post(opening_page, {"code": codes[holders[1]], "sure": "on"}, follow=True)
    assert "Le buste sono già aperte" in text_of(late)
    assert EnvelopeOpening.objects.count() == 1
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
    assert Decimal(offers[first.code]) == Decimal(SECRET)
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
