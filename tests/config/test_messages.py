"""The texts of code and templates are found, singular and plural, with their context."""

import pytest
from babel.messages.catalog import Catalog

from manifattura.config import messages

TEMPLATE = """{% load i18n %}
  <h1>{% translate "Bandi aperti" %}</h1>
      {% translate "Maggio" context "mese" %}
{% blocktranslate trimmed count n=days %}
  Manca {{ n }} giorno.
{% plural %}
  Mancano {{ n }} giorni.
{% endblocktranslate %}
<p title="it's (open">{# una parentesi ( che non si chiude #}</p>
{% blocktranslate trimmed with name=call.title %}Il bando {{ name }} è chiuso{% endblocktranslate %}
"""
CODE = (
    'from x import gettext as _\nprint(_("Invia la domanda"))\nngettext("una domanda", "%(n)s domande", 2)\n'
    "print(f\"{_('fino al')} {day}\")\n"
)


@pytest.fixture
def source(tmp_path, monkeypatch):
    folder = tmp_path / "src"
    (folder / "calls" / "templates").mkdir(parents=True)
    (folder / "calls" / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    (folder / "calls" / "view.py").write_text(CODE, encoding="utf-8")
    monkeypatch.setattr(messages, "SOURCE", folder)
    monkeypatch.setattr(messages, "PROJECT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    return folder


def test_collect(source):
    found = {(one.id, one.context) for one in messages.collect() if one.id}
    assert found == {
        ("Bandi aperti", None),
        ("Maggio", "mese"),
        (("Manca %(n)s giorno.", "Mancano %(n)s giorni."), None),
        ("Il bando %(name)s è chiuso", None),
        ("Invia la domanda", None),
        ("fino al", None),
        (("una domanda", "%(n)s domande"), None),
    }


def test_translations_survive_an_update_and_are_compiled(source):
    assert messages.update("en") == 7
    path = messages.catalogue_path("en")
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "Bandi aperti"\nmsgstr ""', 'msgid "Bandi aperti"\nmsgstr "Open calls"')
    )
    (source / "calls" / "view.py").write_text("", encoding="utf-8")
    assert messages.update("en") == 3
    assert messages.read_catalogue("en").get("Bandi aperti").string == "Open calls"
    messages.compile_catalogue("en")
    assert b"Open calls" in path.with_suffix(".mo").read_bytes()


def test_a_doubtful_translation_counts_as_none():
    catalogue = Catalog(locale="en")
    catalogue.add("Bandi", "Calls", flags=["fuzzy"])
    assert messages.untranslated(catalogue) == ["Bandi"]
