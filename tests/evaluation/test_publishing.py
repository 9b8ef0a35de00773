"""Rankings: computed like the replay file says, written once, public by the call's privacy rule, told to everybody."""

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from manifattura.accounts.models import Notice
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.models import Application, Message
from manifattura.calls.domain.edition import Flag, NamesRule, Reserve
from manifattura.calls.domain.states import CallState
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.confirm_bonus import confirm_bonus
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.domain.explain_texts import Level
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.ranking.read import read_input
from manifattura.evaluation.models import Ranking, RankingEntry
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.evaluation.queries.candidates import compute_ranking
from manifattura.evaluation.web.ranking_rows import rows_of
from manifattura.kernel.canonical_json import canonical_json, sha256_hex
from manifattura.kernel.errors import PermissionRefused, Refused
from tests.applications.samples import sample_edition
from tests.factories.draws import SEED, held_draw
from tests.factories.evaluation import GRID, closed_desk, new_edition, scored_desk, sitting_desk

pytestmark = pytest.mark.django_db


def provisional(desk, **changes):
    facts = {"by": desk.head, **changes}
    return publish_provisional_ranking(call=desk.call, **facts)


def observations_over(desk):
    """A timetable without time for observations."""
    times = replace(current_edition(desk.call).timetable, observations_days=0)
    new_edition(desk.call, timetable=times)


def final(desk, **changes):
    facts = {"act_number": "300", "act_on": city_day(), "by": desk.head, **changes}
    return publish_final_ranking(call=desk.call, **facts)


def test_the_document_is_valid_anonymous_and_gives_the_same_result_anywhere():
    desk = scored_desk(["0.9", "0.7"], rejected=1)
    ranking = provisional(desk)
    document = json.loads(canonical_json(ranking.input_document))
    read_input(document)
    assert result_document(document) == ranking.result_document
    assert ranking.input_sha256 == sha256_hex(document) == ranking.result_document["input_sha256"]
    assert document["assessors"] == ["m1", "m2", "m3"]
    text = json.dumps(document)
    for application in Application.objects.select_related("lead", "submission"):
        assert application.lead.name not in text
        assert application.lead.fiscal_code not in text
        assert application.submission.registration not in text
    for member in desk.committee.members.select_related("person"):
        assert member.person.full_name not in text


def test_publishing_writes_rows_moves_states_and_tells_everybody(run_jobs):
    desk = scored_desk(["0.9", "0.5", "0.7"], rejected=1)
    with pytest.raises(PermissionRefused):
        provisional(desk, by=desk.officer)
    ranking = provisional(desk)
    entries = list(ranking.entries.all())
    assert [entry.position for entry in entries] == [1, 2, None, None]
    assert [entry.status for entry in entries] == ["funded", "funded", "below_threshold", "not_admitted"]
    assert entries[0].total == Decimal("90.00")
    assert desk.call.state == CallState.PROVISIONAL_RANKING
    states = set(Application.objects.values_list("state", flat=True))
    assert states == {
        ApplicationState.FUNDED,
        ApplicationState.BELOW_THRESHOLD,
        ApplicationState.NOT_ADMITTED,
    }
    run_jobs()
    assert Message.objects.filter(template="evaluation.provisional_ranking").count() == 4
    assert Notice.objects.filter(kind="message", subject__startswith="Graduatoria").count() == 4
    assert ranking.observations_until
    assert ranking.published_until == date(ranking.published_at.year + 5, 12, 31)
    assert ranking.summary["counts"]["funded"] == 2


def test_ties_wait_for_the_public_draw_and_its_seed_is_kept():
    desk = scored_desk(["0.8", "0.8"])
    with pytest.raises(Refused) as missing:
        provisional(desk)
    assert missing.value.code == "draw"
    draw = held_draw(desk)
    first = provisional(desk)
    assert first.entries.get(order=2).tie_break == "draw"
    assert (first.draw, first.draw_seed) == (draw, SEED)
    second = provisional(desk, note="Corretto un refuso")
    assert (second.draw_seed, second.version, second.changes) == (SEED, 2, [])


def test_without_such_ties_no_draw_is_asked():
    assert provisional(scored_desk(["0.8"], grid=replace(GRID, tie_breakers=()))).draw_seed == ""
    ranking = provisional(scored_desk(["0.9", "0.7"]))
    assert (ranking.draw_seed, ranking.draw) == ("", None)


def test_versions_are_immutable():
    desk = scored_desk(["0.8"])
    provisional(desk)
    for statement in (
        "UPDATE evaluation_ranking SET note = 'x'",
        "DELETE FROM evaluation_rankingentry",
        "UPDATE evaluation_rankingentry SET total = 100",
        "DELETE FROM evaluation_ranking",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_second_version_says_what_changed_and_why():
    bonuses = sample_edition().grid.bonuses
    desk = scored_desk(["0.8", "0.78"], grid=replace(GRID, bonuses=bonuses))
    observations_over(desk)
    provisional(desk)
    review = desk.reviews[0]
    with pytest.raises(PermissionRefused):
        confirm_bonus(review=review, bonus_key="young", confirmed=False, note="x", by=desk.officer)
    with pytest.raises(Refused):
        confirm_bonus(review=review, bonus_key="young", confirmed=False, note="", by=desk.head)
    confirm_bonus(
        review=review, bonus_key="young", confirmed=False, note="Osservazione accolta", by=desk.head
    )
    with pytest.raises(Refused) as note:
        final(desk)
    assert note.value.field == "note"
    ranking = final(desk, note="Accolta un’osservazione sulla premialità.")
    changed = {(change["what"], change["id"]) for change in ranking.changes}
    assert ("total", review.application.code) in changed
    assert ("position", review.application.code) in changed


def test_the_final_one_follows_the_observations_and_an_act():
    desk = scored_desk(["0.8"])
    with pytest.raises(Refused) as order:
        final(desk)
    assert order.value.code == "state"
    provisional(desk)
    with pytest.raises(Refused) as early:
        final(desk)
    assert early.value.code == "early"
    observations_over(desk)
    provisional(desk, note="Rettifica del termine")
    with pytest.raises(Refused) as act:
        final(desk, act_number="")
    assert act.value.field == "act_number"
    with pytest.raises(Refused) as day:
        final(desk, act_on=city_day() + timedelta(days=2))
    assert day.value.field == "act_on"
    ranking = final(desk)
    assert (ranking.stage, desk.call.state) == ("final", CallState.FINAL_RANKING)
    with pytest.raises(Refused):
        provisional(desk, note="x")


def test_nothing_is_published_before_the_marks_are_all_there():
    desk = sitting_desk(1)
    with pytest.raises(Refused) as unscored:
        provisional(desk)
    assert unscored.value.code == "unscored"


def test_a_call_where_nobody_was_admitted_has_a_ranking_too():
    desk = closed_desk(1, rejected=1)
    ranking = provisional(desk)
    assert [entry.status for entry in ranking.entries.all()] == ["not_admitted"]


@pytest.mark.parametrize("rule", list(NamesRule))
def test_the_privacy_rule_decides_what_is_public(rule):
    desk = scored_desk(["0.9"], rejected=1, names_rule=rule)
    ranking = provisional(desk)
    funded, refused = ranking.entries.all()
    application = funded.bid.application
    shown = {
        NamesRule.NAME: application.lead.name,
        NamesRule.REGISTRATION: application.submission.registration,
        NamesRule.CODE: application.code,
    }[rule]
    assert funded.public_label == shown
    refused_application = refused.bid.application
    assert refused.public_label == (
        refused_application.code if rule is NamesRule.CODE else refused_application.submission.registration
    )
    if rule is NamesRule.CODE:
        assert application.submission.registration not in funded.search_key
    if rule is not NamesRule.NAME:
        assert application.lead.name.casefold() not in funded.search_key


def test_reserves_and_flags_go_into_the_document_and_no_other_flag():
    flags = (
        Flag("young", "Giovani", {"op": "eq", "field": "young", "value": True}),
        Flag("other", "Altro", {"op": "eq", "field": "young", "value": True}),
    )
    grid = replace(GRID, reserves=(Reserve("young", Decimal("10000.00"), "Riserva giovani"),))
    desk = scored_desk(["0.8"], grid=grid, flags=flags)
    ranked = compute_ranking(desk.call, draw_seed="x")
    assert ranked.document["applications"][0]["flags"] == ["f1"]
    # places in order of arrival, not the numbers of the sequence
    places = [one["arrival"] for one in ranked.document["applications"]]
    assert places == list(range(1, len(places) + 1))
    assert ranked.document["call"]["budget"]["reserves"] == [{"flag": "f1", "amount": "10000.00"}]
    assert "young" not in json.dumps(ranked.document), (
        "a fact about the applicant would stand beside its code"
    )
    assert Ranking.objects.count() == RankingEntry.objects.count() == 0


def test_a_reserve_keeps_its_name_in_the_sentence_that_readers_get():
    flags = (Flag("young", "Giovani", {"op": "eq", "field": "young", "value": True}),)
    grid = replace(GRID, reserves=(Reserve("young", Decimal("10000.00"), "Riserva giovani"),))
    desk = scored_desk(["0.8"], grid=grid, flags=flags)
    ranking = provisional(desk)
    edition, entries = current_edition(desk.call), list(ranking.entries.all())
    row = rows_of(ranking, edition, entries, level=Level.FULL)[0]
    assert "Giovani" in row.reason
    assert "f1" not in row.reason


@pytest.mark.parametrize(
    ("act", "field"),
    [
        ({"act_number": "12", "act_on": None}, "act_on"),
        ({"act_number": " ", "act_on": date(2026, 1, 1)}, "act_number"),
        ({"act_number": "12", "act_on": date(2099, 1, 1)}, "act_on"),
        ({"act_number": "12", "act_on": date(2020, 1, 1)}, "act_on"),
    ],
)
def test_the_act_of_a_provisional_ranking_is_whole_and_not_of_the_future(act, field):
    desk = scored_desk(["0.8"])
    with pytest.raises(Refused) as refusal:
        provisional(desk, **act)
    assert refusal.value.field == field
    assert not Ranking.objects.exists()
