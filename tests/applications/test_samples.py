"""Samples in bulk: the demo's way in, with the same rules."""

from __future__ import annotations

from datetime import timedelta

import pytest

from manifattura.applications.actions.record_samples import Sample, SampleFile, record_samples
from manifattura.applications.queries.applications import live_applications, payload_of
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Refused
from manifattura.organisations.domain.kinds import MandateKind
from tests.applications.published import published_call
from tests.applications.samples import complete_answers
from tests.factories.accounts import PersonFactory
from tests.factories.applications import pdf_bytes
from tests.factories.organisations import GroupingFactory, firm_of

pytestmark = pytest.mark.django_db


def sample(minutes: int, *, grouping: bool = False, **answers) -> Sample:
    person = PersonFactory(account=None)
    lead = firm_of(person)
    if grouping:
        lead = GroupingFactory(members=[lead, firm_of(PersonFactory(account=None))])
    return Sample(
        lead=lead,
        by=person,
        answers=complete_answers(**answers),
        received_at=database_now() - timedelta(hours=20) + timedelta(minutes=minutes),
        files=[SampleFile("plan", "scheda.pdf", pdf_bytes(note=str(minutes)))],
    )


def test_samples_are_frozen_and_numbered_in_order_of_arrival():
    call = published_call()
    made = record_samples(call=call, samples=[sample(5), sample(1, grouping=True), sample(3)])
    rows = list(live_applications(call.pk))
    assert [row.pk for row in rows] == [row.pk for row in made]
    assert [row.submission.registration_number for row in rows] == [1, 2, 3]
    assert rows[0].submission.received_at < rows[1].submission.received_at
    payload = payload_of(rows[0])
    assert sha256_hex(payload) == rows[0].submission.payload_sha256
    assert len(payload["declarations"]) == 3
    assert rows[0].requested_amount == 48_000
    assert MandateKind.LEGAL_REP.value == payload["submitted_by"]["capacity"]


def test_an_incomplete_sample_says_why():
    with pytest.raises(Refused, match="project/project_title"):
        record_samples(call=published_call(), samples=[sample(1, project_title=None)])


def test_never_on_a_real_call():
    call = published_call()
    call.is_sample = False
    with pytest.raises(Refused):
        record_samples(call=call, samples=[])


def test_a_hundred_and_fifty_samples_take_few_statements(django_assert_max_num_queries):
    call = published_call()
    samples = [sample(minutes) for minutes in range(20)]
    with django_assert_max_num_queries(20 * 12 + 40):
        record_samples(call=call, samples=samples)
