"""Every address says for whom it is."""

from typing import get_args

from django.conf import settings

from manifattura.kernel.audience import Audience, audience_of
from tests.architecture.house import routes


def test_every_route_declares_its_audience():
    undeclared = [
        f"{address} ({view.__module__}.{getattr(view, '__name__', view)})"
        for address, _name, view in routes()
        if audience_of(view) not in get_args(Audience)
    ]
    assert undeclared == []


def test_there_are_routes():
    assert len(list(routes())) > 5


def test_the_guard_is_in_place():
    """After the middleware that knows who is asking, last of all: nothing behind it may answer in its stead."""
    assert settings.MIDDLEWARE[-1] == "manifattura.accounts.web.middleware.PersonMiddleware"
