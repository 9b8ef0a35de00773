"""A draft written from an edition publishes that edition, part by part."""

import pytest

from manifattura.calls.models import CallLot, CallRound
from manifattura.calls.queries.editions import current_edition
from tests.applications.samples import sample_edition
from tests.factories.calls import published_call


@pytest.mark.django_db
def test_what_is_written_is_what_is_published() -> None:
    call = published_call()
    published, written = current_edition(call), sample_edition()

    for part in (
        "form",
        "grid",
        "declarations",
        "eligibility",
        "requirements",
        "flags",
        "beneficiaries",
        "aid",
    ):
        assert getattr(published, part) == getattr(written, part), part
    assert published.version == 1
    assert CallRound.objects.get(call=call).deadline_at == published.timetable.deadline_at
    assert CallLot.objects.get(call=call).budget == published.budget
