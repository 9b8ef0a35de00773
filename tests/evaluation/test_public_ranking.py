"""The public ranking and what comes with it: table, privacy, files, versions, end of publication; and the applicant's panel."""

import csv
import hashlib
import io
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from manifattura.calls.domain.edition import Flag, NamesRule
from manifattura.calls.domain.scoring import CriterionPart, Method, MethodKind, Precedence, SubRanking, Uplift
from manifattura.evaluation.actions.close_sitting import close_sitting
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.models import Ranking, Sheet
from tests.factories.accounts import PersonFactory, signed_in
from tests.factories.draws import held_draw
from tests.factories.evaluation import GRID, closed_desk, fill_sheet, large_ranking, scored_desk, sitting_desk

pytestmark = pytest.mark.django_db


def published(coefficients=("0.9", "0.7", "0.4"), rejected=1, **changes):
    desk = scored_desk(list(coefficients), rejected=rejected, **changes)
    publish_provisional_ranking(call=desk.call, by=desk.head)
    return desk


def page(client, desk, **query):
    return client.get(reverse("evaluation:ranking", args=[desk.call.slug]), query)


def test_the_table_is_one_that_a_reader_walks(client):
    desk = published()
    answer = page(client, desk)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<caption" in html
    assert 'scope="col"' in html
    assert html.count('scope="row"') >= 7
    first = desk.reviews[0].application
    assert first.lead.name in html
    assert first.code in html
    for text in (
        "54,00",
        "36,00",
        "90,00",
        "Finanziata per intero",
        "Sotto la soglia del punteggio totale",
        "Da qui in poi: sotto la soglia",
    ):
        assert text in html
    assert "manifattura ranking replay" in html


def test_an_order_by_arrival_is_said_where_the_points_would_be_read_as_the_order(client):
    arrived = published(grid=replace(GRID, by_arrival=True, tie_breakers=()))
    by_points = published()
    words = "viene prima chi è arrivato prima, anche con meno punti"
    assert [words in page(client, desk).content.decode() for desk in (arrived, by_points)] == [True, False]
    for desk, said in (
        (arrived, "In ordine di arrivo, con i punti minimi"),
        (by_points, "Graduatoria a punti"),
    ):
        head = client.get(reverse("calls:detail", args=[desk.call.slug])).content.decode()
        assert said in head


def test_a_precedence_is_told_by_the_name_that_the_call_gives_it(client):
    flag = Flag("enlarges", "Si amplia", {"op": "eq", "field": "young", "value": True})
    grid = replace(GRID, precedence=(Precedence("enlarges", "Prelazione di chi si amplia"),))
    desk = published(("0.9", "0.7"), rejected=0, flags=(flag,), grid=grid)
    html = page(client, desk).content.decode()
    assert "Ha «Prelazione di chi si amplia»: va prima delle altre domande" in html


def test_the_page_is_the_same_for_everybody_and_not_indexed(client):
    desk = published()
    anonymous = page(client, desk)
    assert 'content="noindex"' in anonymous.content.decode()
    assert anonymous["X-Robots-Tag"] == "noindex"
    assert "public" in anonymous["Cache-Control"]
    assert "csrfmiddlewaretoken" not in anonymous.content.decode()
    assert "Set-Cookie" not in anonymous.headers
    signed_in(client, desk.head)
    assert page(client, desk).content == anonymous.content


def test_search_and_status_filter(client):
    desk = published()
    first, second = (review.application for review in desk.reviews[:2])
    found = page(client, desk, q=first.submission.registration).content.decode()
    assert f'id="{first.code}"' in found
    assert f'id="{second.code}"' not in found
    assert f'id="{first.code}"' in page(client, desk, q=first.lead.name.upper()).content.decode()
    only = page(client, desk, status="below_threshold").content.decode()
    assert f'id="{first.code}"' not in only
    assert "Nessuna domanda con questi filtri" in page(client, desk, q="zzz").content.decode()
    assert page(client, desk, status="boh", page="7").status_code == 200


@pytest.mark.parametrize("rule", [NamesRule.REGISTRATION, NamesRule.CODE])
def test_no_name_anywhere_when_the_rule_says_so(client, rule):
    desk = published(names_rule=rule)
    slug = desk.call.slug
    bodies = [page(client, desk).content.decode(), page(client, desk, q="campione").content.decode()]
    for name in ("ranking_csv", "ranking_pdf", "ranking_replay", "ranking_result"):
        answer = client.get(reverse(f"evaluation:{name}", args=[slug]))
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if name == "ranking_pdf":
            body = "\n".join(one.extract_text() for one in PdfReader(io.BytesIO(body)).pages).encode()
        bodies.append(body.decode())
    for review in desk.reviews:
        application = review.application
        for text in bodies:
            assert application.lead.name not in text
            if rule is NamesRule.CODE:
                assert application.submission.registration not in text


def test_the_csv_has_every_row(client):
    desk = published()
    answer = client.get(reverse("evaluation:ranking_csv", args=[desk.call.slug]))
    rows = list(
        csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig")), delimiter=";")
    )
    assert len(rows) == 5
    assert rows[0][4:6] == ["Qualità del progetto", "Effetti sul quartiere"]
    assert rows[1][:1] == ["1"]
    assert rows[1][4:6] == ["54.00", "36.00"]
    assert rows[1][7] == "90.00"
    assert rows[4][3] == "Non ammessa"


TRIMMED = Method(MethodKind.COMMITTEE, trim=1)


@pytest.mark.parametrize(
    "changes",
    [{"method": TRIMMED}, {"parts": (CriterionPart("p1", "Una sua parte", Decimal(60), TRIMMED),)}],
    ids=["criterion", "part"],
)
def test_who_applied_reads_which_coefficients_a_trimmed_mean_left_out(client, changes):
    grid = replace(GRID, criteria=(replace(GRID.criteria[0], **changes), GRID.criteria[1]))
    desk = sitting_desk(1, grid=grid)
    sheets = Sheet.objects.filter(sitting=desk.sitting).select_related("bid", "member__person")
    for sheet, coefficient in zip(sheets, ("0.7", "0.95", "0.8"), strict=True):
        fill_sheet(sheet, coefficient)
    close_sitting(sitting=desk.sitting, notes="", by=desk.member().person)
    desk.call.refresh_from_db()
    publish_provisional_ranking(call=desk.call, by=desk.head)
    application = desk.reviews[0].application
    own = signed_in(client, application.created_by)
    text = own.get(reverse("applications:detail", args=[application.code])).content.decode()
    assert "Fuori dalla media, il più basso e il più alto: 0,7, 0,95." in text
    assert text.count("Fuori dalla media") == 1, "of the other criterion all count"
    assert text.count("Buon progetto.") == 6, "what each member wrote on both"
    assert ("Una sua parte" in text) is ("parts" in changes)


def cells_of_rows(node):
    """How many cells each row of the tables has, from the tags of an accessible PDF."""
    node = node.get_object() if hasattr(node, "get_object") else node
    children = node.get("/K", []) if isinstance(node, dict) else []
    children = children.get_object() if hasattr(children, "get_object") else children
    children = children if isinstance(children, list) else [children]
    if isinstance(node, dict) and node.get("/S") == "/TR":
        yield len(children)
    for child in children:
        if not isinstance(child, int):
            yield from cells_of_rows(child)


def test_a_call_with_rankings_of_its_own_has_whole_rows_in_the_minutes(client):
    flag = Flag("young", "Imprese giovani", {"op": "answered", "field": "project_title"})
    grid = replace(GRID, rankings=(SubRanking("own", "Riserva giovani", "young", Decimal("1.00")),))
    desk = scored_desk(["0.9", "0.5"], grid=grid, flags=(flag,))
    publish_provisional_ranking(call=desk.call, by=desk.head)
    answer = client.get(reverse("evaluation:ranking_pdf", args=[desk.call.slug]))
    reader = PdfReader(io.BytesIO(answer.content))
    rows = list(cells_of_rows(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert rows.count(8) == 3, "a head and two applications, each with its ranking, money and reason"
    assert rows.count(6) == 3, "what each of the two rankings had and gave"
    html = page(client, desk).content.decode()
    assert "Le risorse, graduatoria per graduatoria" in html
    assert "Qui finiscono le risorse" not in html
    office = signed_in(client, desk.head)
    preview = office.get(reverse("evaluation:ranking_office", args=[desk.call.pk])).content.decode()
    assert "Le risorse, graduatoria per graduatoria" in preview


def test_the_minutes_are_an_accessible_pdf(client):
    desk = published()
    answer = client.get(reverse("evaluation:ranking_pdf", args=[desk.call.slug]))
    reader = PdfReader(io.BytesIO(answer.content))
    text = "\n".join(one.extract_text() for one in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "it"
    for wanted in (
        desk.reviews[0].application.lead.name,
        "90,00",
        "Seduta 1",
        "Rifare il calcolo",
    ):
        assert wanted in text
    command = f"manifattura ranking replay {desk.call.slug}-v1-replay.json"
    assert command in text.replace("\n", " "), "the file as it is downloaded"


def test_anyone_recomputes_it_from_the_file(client, tmp_path):
    desk = published()
    slug = desk.call.slug
    replay = client.get(reverse("evaluation:ranking_replay", args=[slug])).content
    result = client.get(reverse("evaluation:ranking_result", args=[slug])).content
    html = page(client, desk).content.decode()
    assert hashlib.sha256(replay).hexdigest() in html
    assert hashlib.sha256(result).hexdigest() in html
    file = tmp_path / "replay.json"
    file.write_bytes(replay)
    command = [sys.executable, "-m", "manifattura.config", "ranking", "replay", str(file)]
    printed = subprocess.run(command, capture_output=True, check=True).stdout
    assert printed == result


def test_older_versions_stay_and_say_so(client):
    desk = published()
    publish_provisional_ranking(call=desk.call, note="Corretto un errore materiale", by=desk.head)
    old = client.get(reverse("evaluation:ranking_version", args=[desk.call.slug, 1])).content.decode()
    assert "C’è una versione più recente" in old
    assert "/graduatoria/1.csv" in old
    new = page(client, desk).content.decode()
    assert "Corretto un errore materiale" in new
    assert "Versione 1" in new
    assert client.get(reverse("evaluation:ranking_csv_version", args=[desk.call.slug, 1])).status_code == 200
    assert client.get(reverse("evaluation:ranking_version", args=[desk.call.slug, 9])).status_code == 404


def test_before_publication_there_is_no_page(client):
    desk = closed_desk(1)
    assert page(client, desk).status_code == 404
    assert client.get(reverse("evaluation:ranking", args=["nessuno"])).status_code == 404


def test_after_the_last_day_it_is_gone_and_says_why(client):
    desk = published()
    ranking = Ranking.objects.get()
    names = ("ranking", "ranking_csv", "ranking_pdf", "ranking_replay", "ranking_result")
    with time_machine.travel(date(ranking.published_until.year + 1, 1, 2), tick=False):
        answers = [client.get(reverse(f"evaluation:{name}", args=[desk.call.slug])) for name in names]
    assert [answer.status_code for answer in answers] == [410] * 5
    text = answers[0].content.decode()
    assert "non è più pubblica" in text
    assert desk.reviews[0].application.lead.name not in text


def test_english_pages_speak_english(client):
    desk = published()
    html = client.get(f"/en/bandi/{desk.call.slug}/graduatoria/").content.decode()
    assert "Funded in full" in html
    assert '<span lang="it">' in html, "words of the call, in Italian"


def test_the_applicant_reads_marks_and_reasons_of_their_own(client):
    desk = published()
    first, second = (review.application for review in desk.reviews[:2])
    signed_in(client, first.created_by)
    html = client.get(reverse("applications:detail", args=[first.code])).content.decode()
    for text in (
        "Esito e motivi",
        "Commissario 1",
        "Buon progetto.",
        "0,9",
        "90,00",
        "Finanziata per intero",
    ):
        assert text in html
    for member in desk.committee.members.select_related("person"):
        assert member.person.full_name not in html
    signed_in(client, PersonFactory())
    assert client.get(reverse("applications:detail", args=[first.code])).status_code in (403, 404)
    assert client.get(reverse("applications:detail", args=[second.code])).status_code in (403, 404)


def test_the_applicant_who_is_not_admitted_reads_why(client):
    desk = closed_desk(2, rejected=1)
    application = desk.reviews[1].application
    signed_in(client, application.created_by)
    html = client.get(reverse("applications:detail", args=[application.code])).content.decode()
    assert "Manca il DURC." in html
    assert "DURC regolare" in html
    admitted = desk.reviews[0].application
    signed_in(client, admitted.created_by)
    assert "ammessa il" in client.get(reverse("applications:detail", args=[admitted.code])).content.decode()


def test_two_thousand_entries(client, django_assert_max_num_queries, run_jobs):
    desk = large_ranking()
    held_draw(desk)
    with django_assert_max_num_queries(90):
        publish_provisional_ranking(call=desk.call, by=desk.head)
    page(client, desk)
    for query in ({}, {"page": "12"}, {"q": "0123"}, {"status": "funded"}):
        with django_assert_max_num_queries(14):
            answer = page(client, desk, **query)
        assert answer.status_code == 200
    with django_assert_max_num_queries(12):
        answer = client.get(reverse("evaluation:ranking_csv", args=[desk.call.slug]))
        rows = b"".join(answer.streaming_content).count(b"\r\n")
    assert rows == 2001


def test_the_money_ends_with_the_last_who_has_some(client):
    """A limit may skip an application that is followed by others with money."""
    desk = published(("0.9", "0.8", "0.7", "0.6"), rejected=0)
    entries = list(desk.call.rankings.get().entries.order_by("order"))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for entry, status in zip(entries, ("funded", "reserve_list", "funded", "reserve_list"), strict=True):
            cursor.execute("UPDATE evaluation_rankingentry SET status = %s WHERE id = %s", [status, entry.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    html = page(client, desk).content.decode()
    assert html.count("Da qui in poi: nessun contributo") == 1
    assert "Qui finiscono" not in html, "something is left"
    third, line, fourth = (
        html.index(one) for one in (entries[2].pseudonym, "Da qui in poi: nessun", entries[3].pseudonym)
    )
    assert third < line < fourth


def test_percentages_and_rankings_are_told_in_every_form(client):
    everybody = Flag("titled", "Con un titolo", {"op": "answered", "field": "project_title"})
    desk = published(
        ("0.8", "0.7"),
        flags=(everybody,),
        grid=replace(
            GRID,
            uplifts=(Uplift("more", "Con un titolo", "titled", Decimal(10)),),
            rankings=(SubRanking("own", "Riserva campione", "titled", Decimal("1.00")),),
        ),
    )
    ranking = desk.call.rankings.get()
    first = ranking.entries.order_by("order")[0]
    assert first.bonus > 0
    assert first.total == sum(map(Decimal, first.scores.values())) + first.bonus
    html = page(client, desk).content.decode()
    assert "Premialità" in html
    table = client.get(reverse("evaluation:ranking_csv", args=[desk.call.slug]))
    rows = list(csv.reader(io.StringIO(b"".join(table.streaming_content).decode("utf-8-sig")), delimiter=";"))
    assert rows[0][1] == "Graduatoria"
    assert {row[1] for row in rows[1:]} == {"graduatoria principale", ""}, "who is not admitted has none"
    minutes = client.get(reverse("evaluation:ranking_pdf", args=[desk.call.slug])).content
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(minutes)).pages)
    assert "Graduatoria" in text
    assert "principale" in text
