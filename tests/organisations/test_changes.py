"""Whether the facts that a submission freezes changed since an instant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manifattura.kernel.clock import database_now
from manifattura.organisations.actions.edit_organisation import edit_organisation
from manifattura.organisations.queries.changes import is_changed_since
from tests.factories.organisations import GroupingFactory, MandateFactory

pytestmark = pytest.mark.django_db


def test_the_facts_of_a_member_are_those_of_its_grouping():
    since = database_now() - timedelta(minutes=1)
    mandate, other = MandateFactory(), MandateFactory()
    grouping = GroupingFactory(members=[mandate.organisation, other.organisation])
    assert not is_changed_since(grouping.pk, since)
    edit_organisation(organisation=other.organisation, facts={"employees": 9}, by=other.person)
    assert is_changed_since(grouping.pk, since)
    assert is_changed_since(other.organisation_id, since)
    assert not is_changed_since(mandate.organisation_id, since)


def test_how_to_reach_it_is_not_frozen_and_its_certified_mail_is():
    since = database_now() - timedelta(minutes=1)
    mandate = MandateFactory()
    firm = mandate.organisation
    edit_organisation(organisation=firm, facts={"email": "posta@impresa.example"}, by=mandate.person)
    assert not is_changed_since(firm.pk, since)
    edit_organisation(organisation=firm, facts={"pec": "posta@pec.example"}, by=mandate.person)
    assert is_changed_since(firm.pk, since)
