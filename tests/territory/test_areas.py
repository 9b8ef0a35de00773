"""The city's areas: loaded from the profile, sorted as Italians read, repeatable."""

import pytest
from django.conf import settings

from manifattura.kernel.errors import Refused
from manifattura.kernel.models import AuditEntry
from manifattura.territory.actions.load_areas import load_areas
from manifattura.territory.domain.sort_key import sort_key
from manifattura.territory.models import Nil
from manifattura.territory.queries.areas import (
    municipio_choices,
    municipio_names,
    nil_choices,
    nil_name,
    nil_names,
)
from tests.factories.territory import load_city


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Città Studi", "citta studi"),
        ("Niguarda - Ca' Granda", "niguarda ca granda"),
        ("Q.re Gallaratese", "q re gallaratese"),
        ("QT 8", "qt 8"),
        ("", ""),
    ],
)
def test_sort_keys(name, key):
    assert sort_key(name) == key


@pytest.mark.django_db
def test_the_profile_holds_the_whole_city():
    load_city()
    assert len(nil_choices()) == 88
    assert len(municipio_choices()) == 9
    names = [name for _, name in nil_choices()]
    assert names == sorted(names, key=sort_key)
    assert municipio_names()[1] == "Municipio 1 – Centro storico"
    assert nil_name(1) == "Duomo"
    assert nil_names([1, 999]) == {1: "Duomo", 999: "NIL 999"}
    assert AuditEntry.objects.get(verb="areas_loaded").after == {"municipi": 9, "nil": 88}
    assert str(Nil.objects.get(pk=1)) == "Duomo (1)"


@pytest.mark.django_db
def test_loading_again_corrects_and_does_not_double(tmp_path):
    load_city()
    changed = tmp_path / "nil.csv"
    changed.write_text("id_nil,name,lon,lat\n1,Duomo nuovo,9.1,45.4\n", encoding="utf-8")
    loaded = load_areas(nil_csv=changed, municipi=settings.CITY["municipi"])
    assert (loaded.nil, loaded.municipi) == (88, 9)
    assert nil_name(1) == "Duomo nuovo"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("id,name\n1,Duomo\n", "mancano le colonne"),
        ("", "mancano le colonne"),
        ("id_nil,name,lon,lat\n1,Duomo,9.1,45.4\nx,Brera,9.1,45.4\n", "riga 3"),
        ("id_nil,name,lon,lat\n1,Duomo,nord,45.4\n", "riga 2"),
        ("id_nil,name,lon,lat\n1,Duomo\n", "riga 2"),
    ],
)
def test_a_wrong_file_writes_nothing_and_names_its_line(tmp_path, content, message):
    path = tmp_path / "nil.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused, match=message):
        load_areas(nil_csv=path, municipi=[(1, "Uno")])
    assert not Nil.objects.exists()
