"""A session that nobody uses ends, and says so; whoever stays, stays; nothing that was being sent is lost."""

import time
from datetime import timedelta

import pytest

from manifattura.accounts.actions.erase_sessions import erase_ended_sessions
from manifattura.accounts.models import Access, Account, Session
from manifattura.accounts.web.middleware import SEEN
from manifattura.kernel.clock import database_now
from tests.factories.accounts import PersonFactory, signed_in

pytestmark = pytest.mark.django_db
LIMIT = 30 * 60


@pytest.fixture
def idle_for(client):
    """`idle_for(seconds)`: a signed-in browser that nobody touched for so long."""
    signed_in(client, PersonFactory())

    def wait(seconds):
        session = client.session
        session[SEEN] = time.time() - seconds
        session.save()
        return client

    return wait


def test_a_forgotten_session_ends_and_says_so(idle_for):
    client = idle_for(LIMIT + 301)
    answer = client.get("/profilo/", follow=True)
    assert answer.redirect_chain == [("/accedi/?next=/profilo/", 302)]
    assert "per 30 minuti non hai fatto niente" in answer.content.decode()
    assert Access.objects.filter(kind="ended_idle").count() == 1
    assert client.get("/profilo/").status_code == 302


def test_who_is_there_stays(idle_for):
    client = idle_for(LIMIT - 10)
    assert "data-idle-stay" in client.get("/profilo/").content.decode()
    assert time.time() - client.session[SEEN] < 5
    client = idle_for(200)
    client.get("/profilo/")
    assert time.time() - client.session[SEEN] > 190, "a request more often writes nothing"
    assert client.get("/sessione/").status_code == 204
    assert time.time() - client.session[SEEN] < 5


def test_a_post_that_leads_on_writes_nothing_of_it(idle_for):
    client = idle_for(LIMIT - 10)
    assert client.post("/avvisi/letti/").status_code == 302
    assert time.time() - client.session[SEEN] > LIMIT - 20


def test_a_visitor_has_nothing_to_stay_in(client):
    assert client.get("/sessione/").status_code == 302


def test_sessions_that_are_over_are_erased(client):
    signed_in(client, PersonFactory())
    open_one = Session.objects.get()
    Session.objects.create(
        session_key="over", session_data="", expire_date=database_now() - timedelta(seconds=1)
    )
    assert erase_ended_sessions() == 1
    assert Session.objects.get() == open_one
    assert open_one.account == Account.objects.get()
