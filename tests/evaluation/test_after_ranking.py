"""After the ranking: observations and answers, acceptances with their term, who leaves, roll-down, further versions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from manifattura.applications.actions.store_upload import Upload
from manifattura.applications.actions.withdraw_application import withdraw_application
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Message
from manifattura.calls.domain.clocks import ProofKind, TermKind
from manifattura.calls.models import Term
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.answer_observation import answer_observation
from manifattura.evaluation.actions.extend_acceptance import extend_acceptance
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.actions.send_observation import send_observation
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.states import AcceptanceOutcome, DepartureKind
from manifattura.evaluation.models import Acceptance, Ranking
from manifattura.evaluation.queries.acceptances import overdue_by_session
from manifattura.evaluation.queries.observations import unanswered_by_session
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.formats import date_text
from tests.factories.accounts import signed_in
from tests.factories.applications import pdf_bytes
from tests.factories.evaluation import GRID
from tests.factories.rankings import (
    applications,
    delivered,
    final_desk,
    fresh,
    pass_days,
    roll_down,
    tight_desk,
    today,
    why_of,
)

pytestmark = pytest.mark.django_db


# ------------------------------------------------------------------ observations


def test_observations_are_sent_in_time_answered_once_and_listed_without_names():
    desk = tight_desk()
    ranking = publish_provisional_ranking(call=desk.call, by=desk.head)
    first, second, _third = applications(desk)
    term = Term.objects.get(kind=TermKind.OBSERVATIONS)
    assert (term.due_on, term.proof) == (ranking.observations_until, ProofKind.PUBLICATION)
    with pytest.raises(PermissionRefused):
        send_observation(application=first, text="Non mia", by=second.created_by)
    with pytest.raises(Refused):
        send_observation(application=first, text="  ", by=first.created_by)
    one = send_observation(
        application=second,
        text="Il punteggio è basso.",
        attachments=[Upload("prova.pdf", pdf_bytes())],
        by=second.created_by,
    )
    two = send_observation(application=first, text="Chiedo di rivedere.", by=first.created_by)
    assert (one.number, two.number, one.files.get().name) == (1, 2, "prova.pdf")
    with pytest.raises(PermissionRefused):
        answer_observation(observation=one, accepted=True, text="x", by=desk.officer)
    with pytest.raises(Refused) as unclear:
        answer_observation(observation=one, accepted=False, text=" ", by=desk.head)
    assert unclear.value.field == "text"
    answer_observation(observation=one, accepted=False, text="I punteggi sono motivati.", by=desk.head)
    with pytest.raises(Conflict) as again:
        answer_observation(observation=one, accepted=True, text="Sì", by=desk.head)
    assert again.value.theirs["text"] == "I punteggi sono motivati."
    assert (
        Message.objects.filter(template="evaluation.observation_not_accepted", application=second).count()
        == 1
    )

    pass_days(40)
    term.refresh_from_db()
    with pytest.raises(Refused) as late:
        send_observation(application=second, text="Ancora", by=second.created_by)
    assert late.value.code == "late"
    assert f"è finito {date_text(term.due_on, 'long')}: questa" in late.value.message
    with pytest.raises(Refused) as unanswered:
        publish_final_ranking(call=desk.call, act_number="1", act_on=today(), by=desk.head)
    assert unanswered.value.code == "unanswered"
    waiting = [(desk.call.pk, desk.call.title, 1, 1)]
    assert unanswered_by_session({desk.call.office_id}) == waiting
    assert unanswered_by_session(()) == []
    answer_observation(observation=two, accepted=True, text="Si corregge.", by=desk.head)
    assert unanswered_by_session(None) == []
    final = publish_final_ranking(call=desk.call, act_number="1", act_on=today(), by=desk.head)
    assert [(item["number"], item["accepted"]) for item in final.answers] == [(1, False), (2, True)]
    assert second.lead.name not in str(final.answers)
    with pytest.raises(Refused):
        send_observation(application=second, text="Ancora", by=second.created_by)


# ------------------------------------------------------------------ acceptances and terms


def test_acceptance_waits_for_delivery_confirms_less_money_and_ends_with_its_term(run_jobs):
    desk = final_desk(run_jobs)
    first, second, third = applications(desk)
    asked = {one.application_id: one for one in Acceptance.objects.all()}
    assert set(asked) == {first.pk, second.pk, third.pk}
    part = asked[third.pk]
    assert (part.amount, part.is_partial) == (Decimal("12500.00"), True)
    with pytest.raises(Refused) as reduced_amount:
        accept_award(acceptance=part, by=third.created_by)
    assert reduced_amount.value.field == "partial_confirmed"
    accept_award(acceptance=part, partial_confirmed=True, by=third.created_by)
    one = asked[first.pk]
    term = Term.objects.get(pk=one.term_id)
    assert (term.due_on, term.days) == (None, 10)
    run_jobs()
    assert Message.objects.filter(template="evaluation.accept_award").count() == len(asked)
    delivered(one)
    with pytest.raises(PermissionRefused):
        accept_award(acceptance=one, by=second.created_by)
    accept_award(acceptance=one, by=first.created_by)
    assert (fresh(first).state, one.outcome) == (ApplicationState.ACCEPTED, AcceptanceOutcome.ACCEPTED)
    assert Term.objects.get(pk=one.term_id).outcome == "accepted"
    with pytest.raises(Refused) as settled:
        accept_award(acceptance=one, by=first.created_by)
    assert settled.value.code == "settled"

    other = asked[second.pk]
    with pytest.raises(Refused) as early:
        extend_acceptance(acceptance=other, days=5, reason="Ferie", by=desk.head)
    assert early.value.code == "state"
    delivered(other)
    assert overdue_by_session(None) == []
    with pytest.raises(Refused) as running:
        record_leaving(
            application=second,
            kind=DepartureKind.FORFEITED,
            reason="Silenzio",
            act_number="9",
            act_on=today(),
            by=desk.head,
        )
    assert running.value.code == "early"
    pass_days(30)
    assert overdue_by_session({desk.call.office_id}) == [(desk.call.pk, desk.call.title, 1, 1)]
    assert overdue_by_session(()) == []
    with pytest.raises(Refused) as late:
        accept_award(acceptance=other, by=second.created_by)
    assert late.value.code == "late"
    extend_acceptance(acceptance=other, days=5, reason="Chiusura aziendale", by=desk.head)
    other.refresh_from_db()
    assert Term.objects.get(pk=other.term_id).due_on > today()
    with pytest.raises(Refused) as twice:
        extend_acceptance(acceptance=other, days=5, reason="Ancora", by=desk.head)
    assert twice.value.code == "extended"
    pass_days(30)
    with pytest.raises(Refused, match="già prolungato"):  # nothing is promised twice
        accept_award(acceptance=other, by=second.created_by)
    record_leaving(
        application=second,
        kind=DepartureKind.FORFEITED,
        reason="Non ha accettato in tempo.",
        act_number="9",
        act_on=today(),
        by=desk.head,
    )
    other.refresh_from_db()
    assert (fresh(second).state, other.outcome) == (ApplicationState.FORFEITED, AcceptanceOutcome.FORFEITED)


# ------------------------------------------------------------------ leaving and roll-down


def test_who_leaves_keeps_the_comparison_and_its_money_moves_on(run_jobs):
    desk = final_desk(run_jobs, coefficients=("0.9", "0.8", "0.7", "0.65"), budget=Decimal("97500.00"))
    first, second, third, fourth = applications(desk)
    before = Ranking.objects.get(version=2)
    accept_award(acceptance=Acceptance.objects.get(application=second), by=second.created_by)
    with pytest.raises(Refused) as nothing:
        roll_down(desk)
    assert nothing.value.code == "same"
    record_leaving(application=first, kind=DepartureKind.DECLINED, reason="Altri fondi.", by=first.created_by)
    record_leaving(application=fourth, kind=DepartureKind.WITHDRAWN, reason="Chiude.", by=fourth.created_by)
    assert (fresh(first).state, fresh(fourth).state) == (
        ApplicationState.DECLINED,
        ApplicationState.WITHDRAWN,
    )
    assert not fourth.is_live
    with pytest.raises(Refused) as gone:
        record_leaving(application=first, kind=DepartureKind.DECLINED, reason="Ancora.", by=first.created_by)
    assert gone.value.code == "gone"
    with pytest.raises(Conflict):
        roll_down(desk, base_version=1)
    version = roll_down(desk)
    run_jobs()
    rows = {entry.bid.application_id: entry for entry in version.entries.select_related("bid")}
    old = {entry.bid.application_id: entry for entry in before.entries.select_related("bid")}
    assert {pk: row.total for pk, row in rows.items()} == {pk: row.total for pk, row in old.items()}
    assert (rows[first.pk].status, rows[fourth.pk].status) == ("declined", "withdrawn")
    assert (rows[third.pk].status, old[third.pk].status) == ("funded", "reserve_list")
    assert result_document(version.input_document) == version.result_document
    assert ("status", "declined") in why_of(version, first)
    assert ("status", "roll_down") in why_of(version, third)
    assert fresh(third).state == ApplicationState.FUNDED
    assert fresh(second).state == ApplicationState.ACCEPTED
    assert Acceptance.objects.get(application=third, outcome="").notice_ref
    assert Acceptance.objects.filter(application=second).count() == 1


def test_more_money_by_act_and_late_exclusion_with_rescoring(run_jobs):
    desk = final_desk(run_jobs, coefficients=("0.9", "0.8", "0.7"), budget=Decimal("48750.00"))
    first, second, third = applications(desk)
    exclusion = {"application": first, "kind": DepartureKind.EXCLUDED_LATE, "reason": "Manca un requisito."}
    with pytest.raises(Refused) as act:
        record_leaving(**exclusion, by=desk.head)
    assert act.value.field == "act_number"
    with pytest.raises(PermissionRefused):
        record_leaving(**exclusion, by=first.created_by)
    with pytest.raises(Refused) as reason:
        record_leaving(**exclusion, act_number="7", act_on=today(), rescore=True, by=desk.head)
    assert reason.value.field == "rescore_reason"
    more = roll_down(desk, more_money=Decimal("48750.00"))
    assert why_of(more, second) == {("status", "more_money"), ("granted", "more_money")}
    record_leaving(
        **exclusion,
        act_number="7",
        act_on=today(),
        rescore=True,
        rescore_reason="Lo ordina l’atto.",
        by=desk.head,
    )
    version = roll_down(desk)
    rows = {entry.bid.application_id: entry for entry in version.entries.select_related("bid")}
    assert (rows[first.pk].status, rows[first.pk].total, rows[third.pk].status) == (
        "excluded_late",
        None,
        "funded",
    )
    assert version.added_budget == Decimal("48750.00")
    assert rows[first.pk].public_label != first.lead.name
    assert ("status", "roll_down") in why_of(version, third)


def test_no_version_takes_money_from_who_accepted(run_jobs):
    desk = final_desk(run_jobs, coefficients=("0.9", "0.8"), budget=Decimal("97500.00"))
    second = applications(desk)[1]
    accept_award(acceptance=Acceptance.objects.get(application=second), by=second.created_by)
    desk.call.rounds.update(budget=Decimal("48750.00"))
    with pytest.raises(Refused) as reduced:
        roll_down(desk)
    assert (reduced.value.code, second.code in reduced.value.message) == ("reduced", True)


def test_who_withdraws_between_scoring_and_ranking_keeps_the_comparison():
    desk = tight_desk(grid=replace(GRID, rescale=True))
    first = applications(desk)[0]
    withdraw_application(application=first, by=first.created_by)
    ranking = publish_provisional_ranking(call=desk.call, by=desk.head)
    rows = {entry.bid.application_id: entry for entry in ranking.entries.select_related("bid")}
    assert (rows[first.pk].status, rows[first.pk].position, rows[first.pk].granted) == ("withdrawn", None, 0)
    assert rows[first.pk].total == Decimal(100)
    assert max(row.total for key, row in rows.items() if key != first.pk) < Decimal(100)
    assert fresh(first).state == ApplicationState.WITHDRAWN


# ------------------------------------------------------------------ pages


def test_the_offices_pages_have_bounded_statements(client, run_jobs, django_assert_max_num_queries):
    desk = final_desk(run_jobs, coefficients=("0.9", "0.8", "0.7"), budget=Decimal("97500.00"))
    first = applications(desk)[0]
    record_leaving(application=first, kind=DepartureKind.DECLINED, reason="Altri fondi.", by=first.created_by)
    signed_in(client, desk.head)
    said = {
        "ranking_office": "Versione 2",
        "observations_office": "Nessuna osservazione",
        "acceptances_office": first.lead.name,
        "leavings_office": "Altri fondi.",
        "rolldown_office": "scorrimento: risorse liberate",
        "draw_office": "Il sorteggio non serve",
    }
    for name, words in said.items():
        with django_assert_max_num_queries(60):
            answer = client.get(reverse(f"evaluation:{name}", args=[desk.call.pk]))
        assert answer.status_code == 200, name
        assert words in answer.content.decode(), name
    one = Acceptance.objects.filter(outcome="").first()
    address = reverse("evaluation:acceptance_office", args=[desk.call.pk, one.pk])
    assert "Il termine non è ancora partito" in client.get(address).content.decode()
    for name in ("observations_export", "acceptances_export"):
        answer = client.get(reverse(f"evaluation:{name}", args=[desk.call.pk]))
        assert b"".join(answer.streaming_content).startswith("\ufeff".encode())
    data = {
        "v-base_version": 2,
        "v-act_number": "311",
        "v-act_on": today().isoformat(),
        "v-note": "Scorrimento.",
    }
    answer = client.post(reverse("evaluation:rolldown_office", args=[desk.call.pk]), data)
    assert answer.status_code == 302
    html = client.get(reverse("evaluation:ranking", args=[desk.call.slug])).content.decode()
    assert "rinuncia" in html
    assert "uscite dalla graduatoria" in html
    pdf = client.get(reverse("evaluation:ranking_pdf", args=[desk.call.slug]))
    assert pdf.content.startswith(b"%PDF")
    table = b"".join(
        client.get(reverse("evaluation:ranking_csv", args=[desk.call.slug])).streaming_content
    ).decode()
    assert "scorrimento: risorse liberate da chi è uscito" in table


def test_the_applicants_pages(client, run_jobs):
    desk = final_desk(run_jobs)
    first, second, _third = applications(desk)
    signed_in(client, first.created_by)
    for name, application, status in (
        ("acceptance", first, 200),
        ("leaving", first, 200),
        ("observations", first, 200),
        ("acceptance", second, 404),
        ("leaving", second, 404),
    ):
        address = reverse(f"evaluation:{name}", args=[application.code])
        assert client.get(address).status_code == status, name
    html = client.get(reverse("applications:detail", args=[first.code])).content.decode()
    assert "Accetta il contributo o rinuncia" in html
    assert 'id="scores"' in html
    assert client.post(reverse("evaluation:acceptance", args=[first.code])).status_code == 302
    assert (
        "Hai accettato il contributo"
        in client.get(reverse("evaluation:acceptance", args=[first.code])).content.decode()
    )
    assert client.post(reverse("evaluation:leaving", args=[first.code]), {"reason": "x"}).status_code == 422
    gone = client.post(
        reverse("evaluation:leaving", args=[first.code]), {"reason": "Altri fondi.", "sure": "on"}
    )
    assert gone.status_code == 302
    assert fresh(first).state == ApplicationState.DECLINED


def test_who_accepted_reads_what_a_later_version_gives_more(run_jobs, client):
    final_desk(run_jobs)
    acceptance = Acceptance.objects.order_by("pk").first()
    accept_award(acceptance=acceptance, by=acceptance.application.created_by)
    page = reverse("evaluation:acceptance", args=[acceptance.application.code])
    signed_in(client, acceptance.application.created_by)
    assert "Ora ti spettano" not in client.get(page).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE evaluation_rankingentry SET granted = granted + 1000")
        cursor.execute("SET LOCAL session_replication_role = origin")
    grown = client.get(page).content.decode()
    assert "Ora ti spettano" in grown
    assert "Hai accettato</dt>" in grown
