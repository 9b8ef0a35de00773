"""Addresses of pages, and prose written as people write it."""

from manifattura.communication.domain.addresses import address_of, in_language
from manifattura.communication.domain.plain_prose import to_html


def test_addresses_change_with_the_language():
    assert address_of("/servizi/", "it") == "/servizi/"
    assert address_of("/servizi/", "en") == "/en/servizi/"


def test_links_follow_the_language():
    text = '<a href="/bandi/">b</a> <a href="/en/x/">x</a> <a href="/static/a.css">s</a> <a href="https://e.it/">e</a>'
    assert in_language(text, "it") == text
    moved = in_language(text, "en")
    assert 'href="/en/bandi/"' in moved
    assert moved.count("/en/x/") == 1
    assert 'href="/static/a.css"' in moved
    assert 'href="https://e.it/"' in moved


def test_prose_has_few_tags_and_no_others():
    html = to_html("Uno **due** <b>\ntre\n\n- a\n- [b](/c/)\n")
    assert html == '<p>Uno <b>due</b> &lt;b&gt; tre</p><ul><li>a</li><li><a href="/c/">b</a></li></ul>'
