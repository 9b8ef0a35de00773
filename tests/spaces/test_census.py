"""The census in the browser: what the office verified is public, nothing else is."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from manifattura.kernel.clock import today
from manifattura.kernel.errors import Conflict
from manifattura.spaces.actions.verify_space import verify_space, withdraw_space
from manifattura.spaces.models import Space
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db


def space(number=1, **facts):
    place = {"latitude": "45.5", "longitude": "9.16"}
    return Space.objects.create(
        code=f"S-{number}", code_key=f"s{number}", address=f"Via campione {number}", net_m2=84, base_rent=4800,
        permitted_use="craft", nil=any_nil(), owner_name="Proprietario campione", notes="<script>alert(1)</script>",
        **{**place, **facts},
    )  # fmt: skip


def test_from_a_report_to_the_public_card_and_out_again(client):
    officer = StaffFactory()
    told, nowhere = space(), space(2, latitude=None, longitude=None)
    card = reverse("spaces:card", args=[told.code_key])
    assert client.get(card).status_code == 404
    assert "Non ci sono ancora" in client.get(reverse("spaces:list")).content.decode()

    signed_in(client, officer)
    page = reverse("spaces:office_detail", args=[told.pk])
    form = {"passo": "verifica", "seen": "reported", "on": today().strftime("%d/%m/%Y"), "how": "Sopralluogo"}
    tomorrow = {**form, "on": (today() + timedelta(days=1)).strftime("%d/%m/%Y")}
    assert client.post(page, tomorrow).status_code == 422
    assert client.post(page, {**form, "how": " "}).status_code == 422
    assert client.post(reverse("spaces:office_detail", args=[nowhere.pk]), form).status_code == 422
    assert client.post(page, form).status_code == 302
    assert client.post(page, form).status_code == 422  # a colleague was quicker

    client.logout()
    text = client.get(card).content.decode()
    assert "84" in text
    assert "4.800" in text
    assert "Proprietario campione" not in text
    assert "alert(1)" not in text
    assert "mm-where__pin" in text
    Space.objects.filter(pk=told.pk).update(blurred=True, address="", name="Laboratorio")
    hidden = client.get(card).content.decode()
    assert "mm-where__about" in hidden
    assert "mm-where__pin" not in hidden
    Space.objects.filter(pk=told.pk).update(blurred=False, address=told.address, name="")
    listed = client.get(
        reverse("spaces:list"), {"mq": "50", "canone": "5.000", "uso": "craft", "nil": "77", "q": "campione"}
    )
    assert card in listed.content.decode()
    assert card not in client.get(reverse("spaces:list"), {"mq": "100"}).content.decode()
    assert client.get(reverse("spaces:list"), {"mq": "tanti", "nil": "x", "uso": "y"}).status_code == 200

    signed_in(client, officer)
    assert client.post(page, {"passo": "togli", "seen": "verified", "because": "Venduto"}).status_code == 302
    assert client.get(card).status_code == 410


def test_two_officers_at_once_and_a_stranger(client):
    officer, told = StaffFactory(), space()
    verify_space(space=told, on=today(), how="Sopralluogo", seen="reported", by=officer)
    with pytest.raises(Conflict):
        withdraw_space(space=told, because="Venduto", seen="reported", by=officer)
    signed_in(client, PersonFactory())
    assert client.get(reverse("spaces:office_list")).status_code in {403, 404}


def test_the_lists_ask_the_database_the_same_for_two_as_for_twenty(client, django_assert_max_num_queries):
    officer = StaffFactory()
    for number in range(1, 21):
        told = space(number)
        verify_space(space=told, on=today(), how="Sopralluogo", seen="reported", by=officer)
    with django_assert_max_num_queries(8):
        client.get(reverse("spaces:list"))
    signed_in(client, officer)
    csv = b"".join(client.get(reverse("spaces:office_list"), {"formato": "csv"}).streaming_content).decode()
    assert csv.count("Via campione") == 20
    Space.objects.filter(code="S-1").update(name="=1+1")
    book = b"".join(client.get(reverse("spaces:office_list"), {"formato": "xlsx"}).streaming_content)
    heads, first, *_others = load_workbook(BytesIO(book)).active.iter_rows()
    facts = dict(zip((cell.value for cell in heads), first, strict=True))
    assert (facts["Superficie netta"].value, facts["Nome"].value, facts["Nome"].data_type) == (
        84,
        "=1+1",
        "s",
    )
    with django_assert_max_num_queries(20):
        assert client.get(reverse("spaces:office_list")).status_code == 200
