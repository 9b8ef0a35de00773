"""From a table to the census and back again: nothing by halves, nothing twice, nothing wiped."""

import json
from decimal import Decimal

import pytest
from django.urls import reverse

from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.kernel.tables.check import check_file
from manifattura.organisations.actions.import_organisations import import_organisations
from manifattura.organisations.domain.import_rules import organisation_rules
from manifattura.organisations.models import Organisation
from manifattura.organisations.queries.ateco import is_ateco
from manifattura.spaces.actions.import_spaces import import_spaces
from manifattura.spaces.domain.import_rules import space_rules
from manifattura.spaces.models import Space
from manifattura.territory.actions.import_areas import import_areas
from manifattura.territory.queries.places import current_places
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import MandateFactory, sample_vat
from tests.factories.tables import TODAY, csv_table

pytestmark = pytest.mark.django_db
HEADS = ["Codice", "Indirizzo", "Lat", "Lon", "Mq", "Tipo di proprietà", "Note"]


def checked(*rows):
    return check_file(csv_table([HEADS, *rows]), space_rules(current_places(), TODAY))


def squares(*numbers):
    def square(number):
        west = 9.1 + number / 10
        ring = [[west, 45.4], [west + 0.1, 45.4], [west + 0.1, 45.6], [west, 45.6], [west, 45.4]]
        return {
            "properties": {"ID_NIL": number, "NIL": f"Quartiere {number}"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }

    return json.dumps(
        {"type": "FeatureCollection", "features": [square(number) for number in numbers]}
    ).encode()


def test_a_table_enters_the_census_and_comes_again():
    result = import_areas(content=squares(0, 1), source="nil.geojson")
    assert set(result.unknown) <= {0, 1}
    import_areas(content=squares(0, 1), source="nil.geojson", dry_run=True)
    by = StaffFactory()
    good = ["S-1", "Via Bovisasca 10", "45,504", "9,160", "84", "privato", "retro"]
    table = checked(good, good, ["S-2", "Via Bovisasca 12", "45,504", "9,250", "circa 9", "privato", ""])
    with pytest.raises(Refused):
        import_spaces(checked=table, source="a.csv", anyway=False, by=by)
    with pytest.raises(PermissionRefused):
        import_spaces(checked=table, source="a.csv", anyway=True, by=PersonFactory())
    assert Space.objects.count() == 0

    first = import_spaces(checked=table, source="a.csv", anyway=True, by=by)
    assert (first.created, first.updated) == (1, 0)
    space = Space.objects.get()
    assert (space.nil_id, space.net_m2, space.state, space.notes) == (
        0,
        Decimal("84.00"),
        "reported",
        "retro",
    )

    again = import_spaces(
        checked=checked(["s 1", "Via Bovisasca 10", "45,504", "9,160", "90", "privato", ""]),
        source="b.csv",
        anyway=False,
        by=by,
    )
    assert (again.created, again.updated, again.unchanged) == (0, 1, 0)
    space.refresh_from_db()
    assert (space.net_m2, space.notes) == (Decimal("90.00"), "retro")
    entry = AuditEntry.objects.get(verb="space_changed")
    assert (entry.before["net_m2"], entry.after["net_m2"]) == ("84.00", "90.00")

    same = checked(["S-1", "Via Bovisasca 10", "45,504", "9,160", "90", "privato", ""])
    assert import_spaces(checked=same, source="b.csv", anyway=False, by=by).unchanged == 1


def test_a_space_without_a_code_is_an_error_before_anything_is_written():
    """Nobody could say, the next time, which space the row is."""
    import_areas(content=squares(0, 1), source="nil.geojson")
    for heads, code, fault in ((HEADS[1:], [], "no_identity"), (HEADS, ["--"], "required")):
        row = [*code, "Via Bovisasca 10", "45,504", "9,160", "84", "privato", "retro"]
        table = check_file(csv_table([heads, row]), space_rules(current_places(), TODAY))
        errors = [(one.code, one.key) for one in table.rows[0].faults if one.severity == "error"]
        assert errors == [(fault, "code")]
        assert table.importable == 0
        assert import_spaces(checked=table, source="a.csv", anyway=True, by=StaffFactory()).created == 0
    assert Space.objects.count() == 0


def test_firms_are_entered_once_and_keep_what_they_say_of_themselves():
    by, vat = StaffFactory(), sample_vat(501)
    heads = ["Denominazione", "Forma giuridica", "Partita IVA", "Addetti", "Email"]
    rules = organisation_rules(current_places(), TODAY, is_ateco)

    def take_in(*row):
        table = check_file(csv_table([heads, row]), rules)
        return import_organisations(checked=table, source="imprese.csv", anyway=False, by=by)

    assert take_in("Impresa campione A", "SRL", vat, "3", "").created == 1
    assert take_in("Impresa campione A", "SRL", vat, "3", "").unchanged == 1
    firm = Organisation.objects.get(vat_number=vat)
    assert (firm.fiscal_code, firm.legal_form, firm.employees) == (vat, "srl", 3)
    MandateFactory(organisation=firm)
    assert take_in("Altro nome", "SRL", vat, "9", "a@example.org").updated == 1
    firm.refresh_from_db()
    assert (firm.name, firm.employees, firm.email) == ("Impresa campione A", 3, "a@example.org")


def test_a_file_that_holds_no_areas_is_refused_with_the_reason():
    with pytest.raises(Refused, match="GeoJSON"):
        import_areas(content=b"no", source="x")
    with pytest.raises(Refused, match="area 2"):
        import_areas(content=squares(3, 3), source="x")


def test_the_columns_of_limits_owner_and_consent_and_a_place_kept_back(client):
    by = StaffFactory()
    import_areas(content=squares(0, 1), source="nil.geojson")
    heads = [
        *HEADS, "Classe acustica", "Emissioni", "Categoria funzionale", "Cambio d'uso", "Vincoli", "E-mail proprietario",
        "Consenso del", "Posizione riservata", "Lavori da fare",
    ]  # fmt: skip
    row = [
        "S-1", "Via Segreta 10", "45,504", "9,160", "84", "privato", "", "IV", "con filtri", "commerciale", "sì", "Cortile vincolato",
        "Proprieta@esempio.it", "01/02/2026", "sì", "Serramenti",
    ]  # fmt: skip

    def again(*rows):
        return check_file(csv_table([heads, *rows]), space_rules(current_places(), TODAY))

    import_spaces(checked=again(row), source="a.csv", anyway=False, by=by)
    space = Space.objects.get()
    assert (space.acoustic_class, space.emissions, space.use_class, space.change_of_use) == (
        4,
        "filtered",
        "retail",
        True,
    )
    assert (space.owner_email, str(space.consent_on)) == ("proprieta@esempio.it", "2026-02-01")
    assert (space.address, space.exact.address, str(space.exact.latitude)) == (
        "",
        "Via Segreta 10",
        "45.504000",
    )
    assert space.latitude != space.exact.latitude

    # what the office took out says the square alone, and coming back changes nothing
    signed_in(client, by)
    out = b"".join(client.get(reverse("spaces:office_list"), {"formato": "csv"}).streaming_content)
    assert "Segreta" not in out.decode()
    back = check_file(out, space_rules(current_places(), TODAY))
    assert import_spaces(checked=back, source="b.csv", anyway=False, by=by).unchanged == 1

    moved = [*row[:1], "Via Nascosta 2", "45,511", *row[3:]]
    assert import_spaces(checked=again(moved), source="c.csv", anyway=False, by=by).updated == 1
    space = Space.objects.get()
    assert (space.address, space.exact.address, space.versions["place"]) == ("", "Via Nascosta 2", 2)
    told = [*moved[:-1], "Rifare la facciata su via Nascosta"]
    with pytest.raises(Refused, match="S-1"):
        import_spaces(checked=again(told), source="d.csv", anyway=False, by=by)
    opened = [*moved[:-2], "no", moved[-1]]
    import_spaces(checked=again(opened), source="e.csv", anyway=False, by=by)
    assert Space.objects.get().address == "Via Nascosta 2"
