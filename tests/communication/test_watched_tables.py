"""What public pages read is watched: a write in one of these tables ends the kept pages (ADR 0026)."""

import re
from importlib import import_module

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from tests.applications.published import published_call

pytestmark = pytest.mark.django_db
MIGRATIONS = (
    "manifattura.communication.migrations.0002_guards",
    "manifattura.records.migrations.0003_announced_checks",
    "manifattura.spaces.migrations.0002_guards",
)
WATCHED = {table for name in MIGRATIONS for table in import_module(name).WATCHED}
UNWATCHED = {
    "django_content_type": "changes with the code",
    "wagtailcore_revision": "a publication that waits for its hour is written in the page's row too",
    "communication_searchentry": "a question's answer, made again each hour; kept five minutes at most",
}
TABLE = re.compile(r'(?:FROM|JOIN) "?([a-z_]+)"?')
MOST = 20


def tables_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(path)
    assert answer.status_code == 200, path
    assert "public" in answer["Cache-Control"], path
    return {name for one in captured for name in TABLE.findall(one["sql"])}, len(captured)


def test_every_table_that_pages_calls_and_spaces_read_is_watched_and_the_busy_pages_ask_little(client):
    call = published_call()
    paths = {type(page): page.address for page in Page.objects.filter(live=True, depth__gt=1).specific()}
    here = f"/bandi/{call.slug}/"
    read = set()
    for path in (
        *paths.values(),
        "/bandi/",
        here,
        f"{here}chiarimenti/",
        f"{here}controlli/",
        "/spazi/",
        "/spazi/mappa/",
        "/spazi/accordi/",
        "/spazi/risultati/",
        "/spazi/mappa/aree.gz",
        "/cerca/",
        "/accesso-agli-atti/",
    ):
        tables, statements = tables_of(client, path)
        read |= tables
        if path in ("/", "/en/", here):
            assert statements <= MOST, path
    # a page of the tree is written together with its row of wagtailcore_page
    unknown = (
        {one for one in read if not re.fullmatch(r"communication_[a-z]+page", one)}
        - set(WATCHED)
        - set(UNWATCHED)
    )
    assert unknown == set()


def test_each_of_them_has_its_trigger():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'public_change'")
        assert {row[0] for row in cursor.fetchall()} == set(WATCHED)
