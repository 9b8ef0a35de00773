"""The search finds spaces, labs and events too, by quarter; what left the census is not shown, also before the next reading."""

from datetime import timedelta

import pytest

from manifattura.communication.actions.refresh_search import refresh_search
from manifattura.communication.models import EventPage
from manifattura.communication.queries.searching import find
from manifattura.evaluation.domain.register import EntryState
from manifattura.evaluation.models import RegisterEntry
from manifattura.kernel.clock import today
from manifattura.spaces.models import Space
from tests.communication.samples import city_areas
from tests.factories.applications import submitted_application
from tests.factories.casework import F3
from tests.factories.evaluation import published_call

pytestmark = pytest.mark.django_db
SEEN = {
    "latitude": "45.504",
    "longitude": "9.16",
    "state": "verified",
    "verified_on": today(),
    "valid_until": today(),
}


def kinds_of(text, language="it"):
    return {hit.kind for hit in find(text, language).hits}


def test_spaces_by_quarter_until_they_leave_the_census(client):
    city_areas()
    for number, nil in ((1, 35), (2, 77)):
        Space.objects.create(
            code=f"S-{number}", code_key=f"s{number}", name="Capannone con carroponte", nil_id=nil,
            address=f"Via campione {number}", permitted_use="craft", **SEEN,
        )  # fmt: skip
    refresh_search(kinds=["space"])
    assert kinds_of("carroponti corvetto") == kinds_of("craft workshop corvetto", "en") == {"space"}
    page = client.get("/cerca/?q=carroponte").content.decode()
    assert page.count('<ol class="mm-found">') == 1
    assert ">Lodi - Corvetto (1)</option>" in page
    narrowed = client.get("/cerca/?q=carroponte&tipo=space&quartiere=35").content.decode()
    assert "/spazi/s1/" in narrowed
    assert "/spazi/s2/" not in narrowed
    assert '<option value="35" selected>' in narrowed
    assert client.get("/cerca/?q=carroponte&quartiere=x%27").status_code == 200
    Space.objects.filter(code="S-1").update(state="withdrawn")
    assert "/spazi/s1/" not in client.get("/cerca/?q=carroponte").content.decode()


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("laboratori", "Laboratorio in cortile"),
        ("laboratorio", "Due laboratori affiancati"),
        ("per artigiani", "Bottega di un artigiano"),
        ("nei quartieri", "Negozio di quartiere"),
        ("_ laboratori m²", "Laboratorio di 40 m²"),
    ],
)
def test_the_plural_does_not_count_for_the_words_people_ask_most(asked, written):
    Space.objects.create(code="S-1", code_key="s1", name=written, address="Via campione 1", **SEEN)
    refresh_search(kinds=["space"])
    assert written in {hit.title for hit in find(asked, "it").hits}


def test_labs_of_the_register_until_they_are_removed(client):
    city_areas()
    call = published_call(template=F3.edition, ends_in=timedelta(days=9000))
    entry = RegisterEntry.objects.create(
        call=call, application=submitted_application(call), number=7, entered_on=today(),
        expires_on=today() + timedelta(days=900), name="Officina dei torni", nil_id=77,
    )  # fmt: skip
    refresh_search(kinds=["lab"])
    (hit,) = find("torni bovisa", "it").hits
    assert hit.address == f"/bandi/{call.slug}/elenco/?q=7"
    assert "Officina dei torni" in client.get(hit.address).content.decode()
    assert find("officina torni", "en").hits[0].address.startswith("/en/bandi/")
    RegisterEntry.objects.filter(pk=entry.pk).update(state=EntryState.REMOVED)
    assert not find("torni bovisa", "it").hits


def test_events_are_a_kind_of_their_own():
    event = EventPage.objects.filter(url_path__startswith="/it/").first()
    refresh_search(kinds=["event", "page"])
    assert {hit.kind for hit in find(event.title, "it").hits if hit.address == event.address} == {"event"}
