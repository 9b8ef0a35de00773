"""robots.txt, sitemap.xml, security.txt."""

from xml.etree import ElementTree as ET

import pytest

from tests.applications.published import published_call

pytestmark = pytest.mark.django_db

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_robots_keeps_private_pages_out(client):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /area-personale/" in text
    assert "Disallow: /en/ufficio/" in text
    assert "Sitemap: http" in text


def test_sitemap_has_every_page_in_both_languages(client):
    call = published_call()
    answer = client.get("/sitemap.xml")
    addresses = [element.text for element in ET.fromstring(answer.content).iter(LOC)]
    assert len(addresses) == len(set(addresses))
    assert any(address.endswith(f"/bandi/{call.slug}/") and "/en/" not in address for address in addresses)
    assert any(address.endswith(f"/en/bandi/{call.slug}/") for address in addresses)
    assert not any("/graduatoria/" in address for address in addresses), "rankings are not for search engines"


def test_security_txt(client, settings):
    settings.CITY = {**settings.CITY, "contacts": {"security_email": "sicurezza@example.org"}}
    answer = client.get("/.well-known/security.txt")
    lines = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/plain")
    assert lines[0] == "Contact: mailto:sicurezza@example.org"
    assert any(line.startswith("Expires: ") for line in lines)
