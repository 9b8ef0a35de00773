"""A session of a rolling call that nobody answers: its review closes without a committee, its money goes on."""

from __future__ import annotations

from decimal import Decimal

import pytest

from manifattura.calls.domain.states import CallState
from manifattura.evaluation.actions.close_review import close_review
from manifattura.evaluation.actions.open_review import open_review
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.kernel.clock import today
from tests.evaluation.test_rolling import DAY, rolling, session, shift

pytestmark = pytest.mark.django_db


def test_a_session_without_applications_ends_and_its_money_goes_on(client) -> None:
    call = rolling(carry_over=True)
    head = call.head_of_procedure
    shift(call, 1, opens=-2 * DAY, ends=-DAY)
    client.force_login(head.account)
    open_review(call=call, round=session(call, 1), by=head)
    close_review(call=call, round=session(call, 1), by=head)
    assert session(call, 1).state == CallState.IN_EVALUATION, "nothing waits for a committee"
    progress = client.get(f"/ufficio/bandi/{call.pk}/andamento/?sessione=1").content.decode()
    assert "Nessuna domanda è ammessa: non serve valutare" in progress
    assert "Nomina la commissione" not in progress
    office = client.get(f"/ufficio/bandi/{call.pk}/graduatoria/?sessione=1").content.decode()
    assert "pubblica la graduatoria vuota" in office

    publish_provisional_ranking(call=call, round=session(call, 1), by=head)
    publish_final_ranking(call=call, round=session(call, 1), act_number="1", act_on=today(), by=head)
    assert session(call, 1).state == CallState.FINAL_RANKING
    assert session(call, 2).carried_in == Decimal("60000.00")
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    public = client.get(f"/bandi/{call.slug}/graduatoria/?sessione=1").content.decode()
    assert "In questa sessione non c’è nessuna domanda in graduatoria." in public
    assert "con questi filtri" not in public
