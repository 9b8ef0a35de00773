"""The map and its list: one question in the address, one small file of points, areas from the database, no exact place."""

import gzip
import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.kernel.clock import now, today
from manifattura.spaces.models import ExactPlace, Space, VisitSlot
from manifattura.territory.actions.import_areas import import_areas
from manifattura.territory.models import Nil
from tests.factories.accounts import StaffFactory
from tests.factories.territory import any_nil

pytestmark = pytest.mark.django_db
SEEN = {"state": "verified", "verified_on": today(), "valid_until": today()}


def space(number, **facts):
    place = {"latitude": "45.504", "longitude": "9.16"}
    facts = {"address": f"Via campione {number}", **SEEN, **place, **facts}
    return Space.objects.create(code=f"S-{number}", code_key=f"s{number}", **facts)


def opened(answer):
    assert answer.status_code == 200
    return json.loads(gzip.decompress(answer.content))


def decoded(columns):
    number, found = 0, []
    for step, x, y in zip(columns["id"], columns["x"], columns["y"], strict=True):
        number += step
        scale = columns["scale"]
        found.append((number, (x + columns["west"]) / scale, (y + columns["south"]) / scale))
    return found


def test_list_and_map_answer_one_question_in_the_address(client, django_assert_max_num_queries):
    small = space(1, net_m2=40, base_rent=9000, nil=any_nil(), power_kw=10)
    large = space(2, net_m2=90, base_rent=4000, longitude="9.20", permitted_use="craft", accessibility="full")
    space(3, net_m2=200, state="reported")
    page = reverse("spaces:explore")
    with django_assert_max_num_queries(8):
        text = client.get(page).content.decode()
    assert "Via campione 3" not in text
    assert text.index("Via campione 1") < text.index("Via campione 2")
    cheapest = client.get(page, {"ordine": "canone"}).content.decode()
    assert cheapest.index("Via campione 2") < cheapest.index("Via campione 1")
    for asked, here in (
        ({"mq": "50"}, {large.pk}), ({"kw": "5"}, {small.pk}), ({"accessibile": "1"}, {large.pk}), ({"q": "campione 1"}, {small.pk}),
        ({"riquadro": "9.1,45.4,9.17,45.6"}, {small.pk}), ({"riquadro": "9,9"}, {small.pk, large.pk}), ({"ordine": "x", "mq": "y"}, {small.pk, large.pk}),
        ({"zona": "outside-centre"}, {small.pk, large.pk}), ({"zona": "periphery"}, {small.pk}),
    ):  # fmt: skip
        for address in (page, reverse("spaces:list")):
            text = client.get(address, asked).content.decode()
            assert {one.pk for one in (small, large) if one.address in text} == here, (asked, address)
        assert {
            number for number, _x, _y in decoded(opened(client.get(reverse("spaces:points"), asked)))
        } == here
    answer = client.get(reverse("spaces:points"))
    assert decoded(opened(answer)) == [(small.pk, 9.16, 45.504), (large.pk, 9.2, 45.504)]
    assert opened(answer)["use"] == "za"
    again = client.get(reverse("spaces:points"), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    shown = client.get(reverse("spaces:point", args=[large.pk])).content.decode()
    assert reverse("spaces:card", args=["s2"]) in shown
    assert "turni liberi" not in shown
    first = now().replace(microsecond=0) + timedelta(days=1)
    for hour in range(4):
        VisitSlot.objects.create(
            space=large, starts_at=first + timedelta(hours=hour), ends_at=first + timedelta(hours=hour + 1), capacity=1,
            meeting="Portone", created_by=StaffFactory(),
        )  # fmt: skip
    with django_assert_max_num_queries(3):
        shown = client.get(reverse("spaces:point", args=[large.pk])).content.decode()
    turns = re.findall(r"/area-personale/visite/prenota/(\d+)/", shown)
    assert turns == [str(one.pk) for one in VisitSlot.objects.order_by("starts_at")[:3]]
    assert "Portone" not in shown
    assert client.get(reverse("spaces:point", args=[large.pk + 1])).status_code == 404


def test_where_nothing_is_the_page_says_what_to_do(client):
    assert "Non ci sono ancora spazi" in client.get(reverse("spaces:explore")).content.decode()
    assert "con queste richieste" in client.get(reverse("spaces:explore"), {"mq": "9"}).content.decode()
    assert decoded(opened(client.get(reverse("spaces:points")))) == []


def test_a_place_that_is_kept_back_is_the_middle_of_its_square_on_the_map_too(client):
    hidden = space(1, address="", name="Laboratorio", blurred=True, latitude="45.505", longitude="9.163")
    ExactPlace.objects.create(
        space=hidden, address="Via Segreta 1", latitude="45.501234", longitude="9.161234"
    )
    ((_number, x, y),) = decoded(opened(client.get(reverse("spaces:points"))))
    assert (x, y) == (9.163, 45.505)
    # a box around the door alone does not find it
    asked = {"riquadro": "9.1611,45.5011,9.1614,45.5014"}
    assert decoded(opened(client.get(reverse("spaces:points"), asked))) == []
    assert "Segreta" not in client.get(reverse("spaces:point", args=[hidden.pk])).content.decode()


def test_the_ground_is_drawn_around_centres_until_the_official_file_comes(client):
    any_nil()
    cells = opened(client.get(reverse("spaces:areas")))
    assert len(cells["features"]) == 88
    assert any(one["properties"]["name"] == any_nil().name for one in cells["features"])
    assert "approssimati" in client.get(reverse("spaces:explore")).content.decode()
    square = [[9.1, 45.4], [9.2, 45.4], [9.2, 45.6], [9.1, 45.6], [9.1, 45.4]]
    feature = {
        "properties": {"ID_NIL": 77, "NIL": "Bovisa"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    content = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    import_areas(content=content, source="nil.geojson")
    (official,) = opened(client.get(reverse("spaces:areas")))["features"]
    assert sorted(map(tuple, official["geometry"]["coordinates"][0])) == sorted(map(tuple, square))
    assert "approssimati" not in client.get(reverse("spaces:explore")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["spaces:list", "spaces:explore"])
def test_what_is_no_number_is_told_beside_its_field(client, name):
    space(1)
    page = client.get(reverse(name), {"mq": "abc", "canone": "-5", "kw": "10"}).content.decode()
    assert page.count("Non è un numero, e non filtra") == 2
    assert 'id="id_mq_error"' in page
    assert 'aria-describedby="id_canone_error"' in page
    assert "Non è un numero" not in client.get(reverse(name), {"mq": "80,5"}).content.decode()


def test_home_shows_some_spaces_with_their_number_on_the_city_those_in_a_call_first(client):
    nil = any_nil()
    other = Nil.objects.exclude(pk=nil.pk).first()
    space(1, nil=nil, net_m2=40)
    space(2, nil=nil, state="in_call", name="Lotto in bando", net_m2="90.5")
    space(3, nil=other, longitude="9.20")
    space(4, nil=other, state="reported")
    space(5)
    text = client.get("/").content.decode()
    listed = text[text.index("mm-city__list") : text.index("mm-city__map")]
    assert listed.count("<li>") == 2
    assert listed.index("Lotto in bando") < listed.index("Via campione 3")
    assert "90,5 m², in bando" in listed
    assert text.count("mm-city__pin--call") == 1
    assert text.count('class="mm-city__named"') == 2
    assert "approssimati" in text
    assert "90.5 m², " in client.get("/en/").content.decode()


def test_home_without_spaces_has_no_empty_city(client):
    assert "mm-city" not in client.get("/").content.decode()


def test_a_card_of_the_list_tells_what_machines_need(client):
    space(
        1,
        net_m2=90,
        power_kw=20,
        floor_load_kg=500,
        clear_height_m="3.9",
        permitted_use="craft",
        base_rent=3430,
    )
    space(2, net_m2=40)
    text = client.get(reverse("spaces:list")).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "90 m² · 20 kW · 500 kg/m² · 3,9 m. Laboratorio artigianale, 3.430 € all’anno" in text
    assert "40 m²<" in text


def test_a_card_tells_machines_where_it_is_and_a_place_kept_back_its_quarter_only(client):
    nil = any_nil()
    space(1, nil=nil, base_rent=3430)
    space(2, nil=nil, address="", name="Laboratorio", blurred=True)
    told = client.get(reverse("spaces:card", args=["s1"])).content.decode()
    assert '"streetAddress": "Via campione 1"' in told
    assert '"latitude": 45.504' in told
    kept_back = client.get(reverse("spaces:card", args=["s2"])).content.decode()
    assert f'"name": "{nil.name}"' in kept_back
    assert "streetAddress" not in kept_back
    assert "GeoCoordinates" not in kept_back


def test_the_rent_of_a_space_that_is_let_is_told_by_its_agreement_only(client):
    space(1, base_rent=3430)
    space(2, base_rent=9870, state="in_use")
    for key, shown in (("s1", True), ("s2", False)):
        text = client.get(reverse("spaces:card", args=[key])).content.decode()
        assert ("Canone all’anno" in text) == shown
