"""Bringing tables in by the browser: preview, columns by hand, memory, nothing by halves, words for wrong files."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from manifattura.kernel.clock import now
from manifattura.kernel.files import read_stored
from manifattura.organisations.models import Organisation
from manifattura.spaces.actions.write_import import forget_old_imports
from manifattura.spaces.models import Space, TableImport
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import sample_vat
from tests.factories.tables import csv_table, workbook
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db
HEADS = ["Codice", "Indirizzo", "Lat", "Lon", "Mq", "Tipo di proprietà", "Note"]
GOOD = ["S-1", "Via Bovisasca 10", "45,504", "9,160", "84", "privato", "retro"]
WRONG = ["S-2", "Via Bovisasca 12", "45,504", "9,160", "tanti", "privato", ""]


@pytest.fixture(autouse=True)
def _ground():
    any_nil()


def upload(client, content, kind="spaces", name="spazi.csv"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("spaces:imports"), {"kind": kind, "file": file}, follow=True)


def decide(client, **values):
    table = TableImport.objects.first()
    page = reverse("spaces:import", args=[table.pk])
    return client.post(page, {"passo": "importa", "seen": table.version, **values}, follow=True)


def test_a_table_is_seen_before_it_is_written_and_comes_again(client, django_assert_max_num_queries):
    signed_in(client, StaffFactory())
    assert "Nessuna tabella caricata" in client.get(reverse("spaces:imports")).content.decode()
    text = upload(client, csv_table([HEADS, GOOD, WRONG])).content.decode()
    assert "«tanti» non è un numero." in text
    assert "Nuova" in text
    assert Space.objects.count() == 0
    refused = decide(client)
    assert refused.status_code == 422
    assert Space.objects.count() == 0
    assert "1 riga registrata" in decide(client, comunque="si").content.decode()
    assert Space.objects.get().code == "S-1"
    table = TableImport.objects.get()
    assert (table.state, table.storage_key, table.left_rows) == ("written", "", 1)
    assert decide(client, comunque="si").status_code == 422  # once only

    again = [*GOOD[:4], "90", *GOOD[5:]]
    text = upload(client, workbook({"Spazi": [HEADS, again]}), name="spazi.xlsx").content.decode()
    assert "Aggiorna" in text
    decide(client)
    assert Space.objects.get().net_m2 == 90
    text = upload(client, csv_table([HEADS, again])).content.decode()
    assert "è già tutto registrato così" in text
    csv = client.get(reverse("spaces:import", args=[TableImport.objects.first().pk]), {"formato": "csv"})
    assert "S-1, Via Bovisasca 10" in b"".join(csv.streaming_content).decode()
    key = TableImport.objects.first().storage_key
    assert "Tabella lasciata" in decide(client, passo="lascia").content.decode()
    assert TableImport.objects.first().state == "given_up"
    assert read_stored(key)  # the file goes when the transaction is over, which here never is
    with django_assert_max_num_queries(14):
        client.get(reverse("spaces:imports"))


def test_columns_are_settled_by_hand_and_remembered(client):
    signed_in(client, StaffFactory())
    heads = ["Alfa", "Dove", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"]
    first = upload(client, csv_table([["Elenco"], heads, GOOD]))
    assert first.redirect_chain[-1][0].endswith("/intestazioni/")
    table = TableImport.objects.get()
    page = reverse("spaces:import_headings", args=[table.pk])
    assert client.post(page, {"seen": 1, "riga": "x"}).status_code == 422
    assert client.post(page, {"seen": 1, "riga": "0-999"}).status_code == 422
    columns = client.post(page, {"seen": 1, "riga": "0-2"}, follow=True)
    assert "Via Bovisasca 10" in columns.content.decode()

    meanings = ["code", "address", "latitude", "longitude", "net_m2", "owner_kind", ""]
    chosen = {f"colonna-{number}": key for number, key in enumerate(meanings, start=1)}
    page = reverse("spaces:import_columns", args=[table.pk])
    assert (
        "stesso significato" in client.post(page, {"seen": 2, **chosen, "colonna-7": "code"}).content.decode()
    )
    assert client.post(page, {"seen": 2, **chosen, "colonna-2": ""}).status_code == 422
    assert client.post(page, {"seen": 2, **chosen, "colonna-7": "x"}).status_code == 422
    assert client.post(page, {"seen": 1, **chosen}).status_code == 422  # a colleague was quicker
    assert "Colonne salvate" in client.post(page, {"seen": 2, **chosen}, follow=True).content.decode()
    decide(client)
    assert Space.objects.get().notes == ""

    # the next file of these headings is understood at once, wherever they stand
    text = upload(client, csv_table([heads, ["S-2", "Via Bovisasca 14", *GOOD[2:]]])).content.decode()
    assert "per un file con le stesse intestazioni" in text
    assert "S-2, Via Bovisasca 14" in text


def test_a_column_settled_once_is_read_so_the_next_time(client):
    signed_in(client, StaffFactory())
    heads = [*HEADS[:6], "Descrizione"]
    upload(client, csv_table([heads, GOOD]))
    table = TableImport.objects.get()
    meanings = ["code", "address", "latitude", "longitude", "net_m2", "owner_kind", "notes"]
    chosen = {f"colonna-{number}": key for number, key in enumerate(meanings, start=1)}
    client.post(reverse("spaces:import_columns", args=[table.pk]), {"seen": 1, **chosen})
    text = upload(client, csv_table([heads[::-1], GOOD[::-1]])).content.decode()
    assert "per un file con le stesse intestazioni" in text
    decide(client)
    assert (Space.objects.get().notes, Space.objects.get().name) == ("retro", "")


def test_a_workbook_with_two_tables_says_which_one_is_left_out_and_reads_it_when_asked(client):
    signed_in(client, StaffFactory())
    content = workbook({"Municipio 1": [HEADS, GOOD], "Municipio 9": [HEADS, ["S-9", *GOOD[1:]]]})
    text = upload(client, content, name="spazi.xlsx").content.decode()
    assert "Municipio 9 resta fuori" in text
    page = reverse("spaces:import_headings", args=[TableImport.objects.get().pk])
    seen = TableImport.objects.get().version
    client.post(page, {"riga": "1-1", "seen": seen})
    text = client.get(reverse("spaces:import", args=[TableImport.objects.get().pk])).content.decode()
    assert "Municipio 1 resta fuori" in text
    decide(client)
    assert Space.objects.get().code == "S-9"


def test_firms_come_in_the_same_way_and_wrong_files_are_told_in_words(client):
    officer = StaffFactory()
    signed_in(client, officer)
    heads, vat = ["Denominazione", "Partita IVA", "Addetti"], sample_vat(502)
    assert (
        "Nuova"
        in upload(
            client, csv_table([heads, ["Impresa campione A", vat, "3"]]), "organisations"
        ).content.decode()
    )
    decide(client)
    assert Organisation.objects.get(vat_number=vat).employees == 3
    assert (
        "Uguale"
        in upload(
            client, csv_table([heads, ["Impresa campione A", vat, "3"]]), "organisations"
        ).content.decode()
    )
    for content, words in (
        (b"", "vuoto"), (b"%PDF-1.7 x", "PDF"), (b"solo testo", "una sola colonna"), (b"PK\x03\x04rotto", "rovinato"),
        (csv_table([HEADS, *[GOOD] * 10_060]), "10.000 righe"),
    ):  # fmt: skip
        answer = upload(client, content)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    model = client.get(reverse("spaces:import_template", args=["spazi"]))
    assert "Superficie netta" in b"".join(model.streaming_content).decode()
    assert client.get(reverse("spaces:import_template", args=["altro"])).status_code == 404

    TableImport.objects.update(created_at=now() - timedelta(days=31), written_at=now() - timedelta(days=31))
    assert forget_old_imports() == 2
    assert not TableImport.objects.filter(report__isnull=False).exists()
    signed_in(client, PersonFactory())
    assert client.get(reverse("spaces:imports")).status_code in {403, 404}
