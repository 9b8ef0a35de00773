"""A card from the first line to the owner's word a year later; a place kept back that nothing gives away."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from manifattura.kernel.clock import today
from manifattura.kernel.models import AuditEntry
from manifattura.spaces.actions.confirm_space import ask_confirmations
from manifattura.spaces.actions.email_confirmation import email_confirmation
from manifattura.spaces.actions.verify_space import verify_space
from manifattura.spaces.models import Confirmation, Space, SpaceReport
from manifattura.ui.formats import date_text, elided
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db
OURS = {"HTTP_ORIGIN": "http://testserver"}
PLACE = {
    "code": "SQ 0001", "name": "Laboratorio", "address": "Via Segreta 7", "postal_code": "20157",
    "latitude": "45,504123", "longitude": "9,160321", "nil_id": "", "municipio_id": "",
}  # fmt: skip


@pytest.fixture
def officer(client):
    any_nil()
    person = StaffFactory()
    signed_in(client, person)
    return person


def made(client, **changes):
    answer = client.post(reverse("spaces:office_new"), {**PLACE, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return Space.objects.get(code_key="sq0001")


def photograph(name="facciata.jpg"):
    out = BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def test_a_card_is_made_completed_by_two_officers_and_shown_with_its_photographs(client, officer):
    for wrong in (
        {"code": "--"},
        {"longitude": ""},
        {"latitude": "41,9", "longitude": "12,5"},
        {"address": ""},
    ):
        assert client.post(reverse("spaces:office_new"), {**PLACE, **wrong}).status_code == 422
    space = made(client)
    assert client.post(reverse("spaces:office_new"), PLACE).status_code == 422

    room = reverse("spaces:office_section", args=[space.pk, "locale"])
    assert client.get(room).status_code == 200
    form = {"seen": "1", "net_m2": "84,5", "three_phase": "si", "gas": "no", "works_needed": "Serramenti"}
    assert client.post(room, {**form, "gross_m2": "50"}).status_code == 422
    assert client.post(room, form).status_code == 302
    # a colleague who had the page open sees what was written, and loses nothing
    late = client.post(room, {**form, "net_m2": "90"})
    assert late.status_code == 422
    assert "84,5" in late.content.decode()
    assert 'value="90"' in late.content.decode()
    assert client.post(room, {**form, "net_m2": "90", "seen": "2"}).status_code == 302
    # another section was nobody's meanwhile
    uses = reverse("spaces:office_section", args=[space.pk, "usi"])
    answered = {
        "seen": "1",
        "acoustic_class": "4",
        "emissions": "filtered",
        "change_of_use": "si",
        "use_class": "retail",
    }
    assert client.post(uses, answered).status_code == 302
    owner = reverse("spaces:office_section", args=[space.pk, "proprieta"])
    private = {"seen": "1", "owner_kind": "private", "owner_name": "Proprietario campione"}
    assert client.post(owner, private).status_code == 302
    page = reverse("spaces:office_detail", args=[space.pk])
    seen = {"passo": "verifica", "seen": "reported", "on": today().strftime("%d/%m/%Y"), "how": "Sopralluogo"}
    assert "consenso" in client.post(page, seen).content.decode()
    agreed = {**private, "seen": "2", "consent_on": today().isoformat(), "consent_how": "Lettera"}
    assert client.post(owner, agreed).status_code == 302
    assert client.post(page, seen).status_code == 302
    assert client.post(owner, {**private, "seen": "3"}).status_code == 422

    files = reverse("spaces:office_files", args=[space.pk])
    bad = {
        "kind": "photo",
        "caption": "Facciata",
        "file": SimpleUploadedFile("a.jpg", b"%PDF-1.7", "image/jpeg"),
    }
    assert client.post(files, bad).status_code == 422
    good = {"kind": "photo", "caption": "Facciata sul cortile", "file": photograph()}
    assert client.post(files, good).status_code == 302
    history = client.get(page).content.decode()
    assert "Superficie netta: 84" in history
    assert "Solo con filtri" in history

    client.logout()
    card = reverse("spaces:card", args=[space.code_key])
    text = client.get(card).content.decode()
    assert "Facciata sul cortile" in text
    assert "IV, area di intensa attività" in text
    assert "Proprietario campione" not in text
    file = space.files.get()
    shown = client.get(reverse("spaces:file", args=[space.code_key, file.pk]))
    assert shown["Content-Type"] == "image/jpeg"
    assert "public" in shown["Cache-Control"]

    signed_in(client, officer)
    assert client.post(files, {"togli": str(file.pk)}).status_code == 302
    assert client.get(reverse("spaces:file", args=[space.code_key, file.pk])).status_code == 404


def test_a_place_that_the_owner_keeps_back_leaves_the_office_nowhere(client, officer):
    assert (
        client.post(
            reverse("spaces:office_new"), {**PLACE, "name": "Laboratorio, via Segreta", "blurred": "on"}
        ).status_code
        == 422
    )
    space = made(client, blurred="on")
    verify_space(space=space, on=today(), how="Sopralluogo", seen="reported", by=officer)
    told = ("Segreta", "45.504123", "45,504123", "9.160321", "9,160321", "20157")
    office = client.get(reverse("spaces:office_detail", args=[space.pk])).content.decode()
    assert "Segreta" in office
    assert "Segreta" in client.get(reverse("spaces:office_list"), {"q": "segreta"}).content.decode()
    exports = [
        b"".join(client.get(reverse("spaces:office_list"), {"formato": "csv"}).streaming_content).decode()
    ]
    client.logout()
    pages = [
        reverse("spaces:list"), f"{reverse('spaces:list')}?q=segreta", reverse("spaces:card", args=["sq0001"]),
        f"{reverse('spaces:fit')}?mq=1", f"{reverse('spaces:compare')}?s=sq0001",
        reverse("spaces:report_error", args=["sq0001"]), "/sitemap.xml",
    ]  # fmt: skip
    for text in [*exports, *(client.get(page).content.decode() for page in pages)]:
        assert [
            word for word in told if word in text.replace("q=segreta", "").replace('value="segreta"', "")
        ] == []
    assert "sq0001" not in client.get(reverse("spaces:list"), {"q": "segreta"}).content.decode()
    assert "quadrato di circa un chilometro" in client.get(pages[2]).content.decode()

    # the words of a photograph say no more than the card
    signed_in(client, officer)
    photo = {"kind": "photo", "caption": "Il portone di via Segreta", "file": photograph()}
    assert client.post(reverse("spaces:office_files", args=[space.pk]), photo).status_code == 422
    # changed, it moves with its square; told again, it is in the open
    place = reverse("spaces:office_section", args=[space.pk, "luogo"])
    assert "Via Segreta 7" in client.get(place).content.decode()
    facts = {key: value for key, value in PLACE.items() if key != "code"}
    assert (
        client.post(place, {**facts, "seen": "1", "blurred": "on", "name": "In via Segreta"}).status_code
        == 422
    )
    assert client.post(place, {**facts, "seen": "1"}).status_code == 302
    space.refresh_from_db()
    assert (space.address, space.blurred) == ("Via Segreta 7", False)
    assert not hasattr(space, "exact")


def test_a_year_later_the_owner_confirms_or_says_what_changed(client, officer, run_jobs):
    space = made(client)
    Space.objects.filter(pk=space.pk).update(owner_email="proprieta@esempio.it")
    verify_space(
        space=space, on=today() - timedelta(days=340), how="Sopralluogo", seen="reported", by=officer
    )
    run_jobs()
    mail.outbox.clear()
    assert "schede pubbliche sono" not in client.get(reverse("spaces:office_list")).content.decode()
    assert "SQ 0001" in client.get(reverse("spaces:office_list"), {"dati": "due"}).content.decode()
    assert ask_confirmations() == 1
    assert ask_confirmations() == 0
    run_jobs()
    (letter,) = [one for one in mail.outbox if one.to == ["proprieta@esempio.it"]]
    asked = Confirmation.objects.get()
    link = reverse("spaces:confirm", args=[asked.token])
    assert link in letter.body
    assert elided(f"I dati valgono fino al {date_text(today() + timedelta(days=25))}: dopo") in letter.body
    Confirmation.objects.update(mailed_at=None)
    Space.objects.filter(pk=space.pk).update(valid_until=today() - timedelta(days=1))
    mail.outbox.clear()
    assert email_confirmation(confirmation_id=asked.pk)
    assert "I dati valevano fino a" in mail.outbox[0].body
    Space.objects.filter(pk=space.pk).update(valid_until=None)
    Confirmation.objects.update(mailed_at=None)
    assert email_confirmation(confirmation_id=asked.pk)
    assert "I dati val" not in mail.outbox[1].body
    client.logout()
    assert "È ancora così" in client.get(link).content.decode()
    assert client.post(link, {"passo": "confermo"}).status_code == 422
    assert "è confermato" in client.post(link, {"passo": "confermo"}, **OURS).content.decode()
    space.refresh_from_db()
    assert space.valid_until == today() + timedelta(days=365)
    assert client.post(link, {"passo": "confermo"}, **OURS).status_code == 422
    assert AuditEntry.objects.filter(verb="space_confirmed").count() == 1
    card = client.get(reverse("spaces:card", args=[space.code_key])).content.decode()
    assert "Confermato dal proprietario" in card

    Space.objects.filter(pk=space.pk).update(valid_until=today() - timedelta(days=1))
    assert (
        "Dati da riconfermare" in client.get(reverse("spaces:card", args=[space.code_key])).content.decode()
    )
    Confirmation.objects.update(asked_on=today() - timedelta(days=60))
    assert ask_confirmations() == 1
    link = reverse("spaces:confirm", args=[Confirmation.objects.first().token])
    assert client.post(link, {"passo": "cambiato", "text": " "}, **OURS).status_code == 422
    said = client.post(link, {"passo": "cambiato", "text": "Adesso è affittato."}, **OURS)
    report = SpaceReport.objects.get()
    assert report.code in said.content.decode()
    assert (report.role, report.reply_email) == ("owner", "proprieta@esempio.it")
    assert client.get(reverse("spaces:confirm", args=["nulla"])).status_code == 404
