"""`proof audit`: a submission that vanishes with all that proves it, and rows that change without an act."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import F

from manifattura.applications.actions.keep_row_states import keep_row_states
from manifattura.applications.actions.log_keys import rotate_key
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.models import (
    Application,
    DeclarationTick,
    ProofLeaf,
    RowState,
    Submission,
    TreeHead,
    UsedStamp,
)
from manifattura.applications.queries.proof_audit import audit_call
from manifattura.calls.models import Call, CallRound
from manifattura.kernel import audit
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.models import Mandate
from tests.applications.published import published_call
from tests.applications.test_proof_audit import superuser
from tests.factories.applications import submitted_application

pytestmark = pytest.mark.django_db


def said(call: Any) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for one in audit_call(call.pk, call.slug).findings:
        found[one.table, one.pk] = f"{found.get((one.table, one.pk), '')}; {one.what}"
    return found


def time_passes() -> None:
    """What acts of this minute touched is looked at in the next."""
    with superuser():
        AuditEntry.objects.update(at=F("at") - timedelta(minutes=5))


def test_a_submission_that_vanished_with_its_proofs_is_named():
    call = published_call()
    submitted_application(call)
    gone = submitted_application(call)
    with superuser():
        TreeHead.objects.order_by("-tree_size")[0].delete()
        ProofLeaf.objects.filter(submission__application=gone)._raw_delete("default")
        Submission.objects.filter(application=gone)._raw_delete("default")
        assert "its submission is gone" in said(call)["applications_application", gone.pk]
        # also when the application says that it was never sent
        Application.objects.filter(pk=gone.pk).update(state="draft")
        assert "says that it was sent" in said(call)["applications_application", gone.pk]
        Application.objects.filter(pk=gone.pk)._raw_delete("default")
        entry = AuditEntry.objects.get(verb="application_submitted", subject_id=gone.audit_id)
        assert "is gone" in said(call)["kernel_auditentry", entry.pk]
        gone.save(force_insert=True)
        AuditEntry.objects.filter(verb="application_submitted").update(after={"sha256": "ab" * 32})
    assert any(table == "applications_submission" for table, _pk in said(call))


def test_a_row_that_changed_without_an_act_is_named_with_its_column():
    call = published_call()
    application = submitted_application(call)
    UsedStamp.objects.create(number="01234567890123", application=application)
    keep_row_states()
    assert not RowState.objects.filter(table_name="applications_application").exists()
    time_passes()
    assert keep_row_states() > 3
    assert (keep_row_states(), said(call)) == (0, {})
    rotate_key()
    other = published_call()
    changes: list[tuple[Any, dict[str, Any]]] = [
        (application, {"is_live": False}),
        (application, {"gave_way": True}),
        (application, {"channel": "pec"}),
        (application, {"created_by_id": 987_654}),
        (application, {"nil_id": 88}),
        (application.ticks.order_by("pk")[0], {"person_id": 987_654}),
        (UsedStamp.objects.get(), {"number": "99"}),
        (UsedStamp.objects.get(), {"used_at": F("used_at") - timedelta(days=1)}),
        (call.rounds.get(), {"deadline_at": F("deadline_at") + timedelta(days=1)}),
        (call.rounds.get(), {"budget": Decimal("1.00")}),
        (call, {"state": "revoked"}),
        (call, {"current_edition_id": other.current_edition_id}),
        (Mandate.objects.get(organisation=application.lead), {"state": "revoked"}),
    ]
    for row, change in changes:
        model: Any = type(row)
        before = model.objects.filter(pk=row.pk).values(*change).get()
        with superuser():
            model.objects.filter(pk=row.pk).update(**change)
            keep_row_states()
            found = said(call)
            model.objects.filter(pk=row.pk).update(**before)
        assert next(iter(change)) in found.get((model._meta.db_table, row.pk), ""), (change, found)
    tick = DeclarationTick.objects.order_by("pk")[0]
    with superuser():
        DeclarationTick.objects.filter(pk=tick.pk)._raw_delete("default")
        assert "the row is gone" in said(call)["applications_declarationtick", tick.pk]
        tick.save(force_insert=True)
    assert said(call) == {}


def test_what_an_act_changed_is_no_finding_and_is_watched_from_then_on():
    call = published_call()
    application = submitted_application(call)
    time_passes()
    keep_row_states()
    withdraw_application(application=application, by=application.created_by)
    round = CallRound.objects.get(call=call)
    round.deadline_at += timedelta(days=1)
    round.state = "under_review"
    round.save()
    assert "deadline_at: not as in edition 1" in said(call)["calls_callround", round.pk]
    round.deadline_at -= timedelta(days=1)
    round.save()
    assert "state is under_review" in said(call)["calls_callround", round.pk]
    audit.record("round_moved", by=None, subject=call, scope=call.audit_scope)
    assert said(call) == {}
    time_passes()
    assert keep_row_states() > 1
    assert keep_row_states() == 0
    assert said(call) == {}
    assert RowState.objects.filter(values__is_live="false").exists()
    with superuser():
        # an act of one kind excuses no other column
        Call.objects.filter(pk=call.pk).update(slug="altro")
        assert "slug" in said(call)["calls_call", call.pk]
