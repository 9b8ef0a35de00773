"""A call on the builder's desk, an officer of its office, and the officer's browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.calls.queries.target_areas import edition_of_template
from tests.factories.accounts import StaffFactory, signed_in
from tests.factories.calls import draft_call
from tests.factories.territory import load_city

DAY = timedelta(days=1)


@pytest.fixture
def call():
    load_city()
    return draft_call(template=edition_of_template("f1"), opens_in=5 * DAY, ends_in=60 * DAY)


@pytest.fixture
def officer(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


@pytest.fixture
def desk(client, officer):
    return signed_in(client, officer)
