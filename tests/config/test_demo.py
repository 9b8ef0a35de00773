"""The demo city: every stage has something to show, every figure adds up, nobody in it is real."""

import pytest
from django.db.models import Sum

from manifattura.accounts.models import Account, Person
from manifattura.applications.models import Application, Submission
from manifattura.applications.queries.applications import payload_of
from manifattura.calls.domain.states import CallKind, CallState
from manifattura.calls.models import Call
from manifattura.communication.models import EventPage, NewsPage, StoryPage
from manifattura.config.demo.firms import sample_firms
from manifattura.config.demo.people import DEMO_PEOPLE
from manifattura.config.demo.seed import PRESSURE, seed_demo_city
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.models import Acceptance, Ranking, Review, Sheet
from manifattura.organisations.models import Organisation


@pytest.mark.django_db
def test_the_demo_city_shows_every_stage(client) -> None:
    seed_demo_city()

    states = dict(Call.objects.values_list("slug", "state"))
    assert states == {
        "manifattura-in-quartiere-2026": CallState.PUBLISHED,
        "rinnovo-laboratori-2026": CallState.IN_EVALUATION,
        "laboratorio-in-via-campione-2026": CallState.IN_EVALUATION,
        "spazi-alla-manifattura-2026": CallState.PROVISIONAL_RANKING,
        "tre-laboratori-2026": CallState.PUBLISHED,
        "nuovi-laboratori-2026": CallState.PUBLISHED,
        "nuovi-laboratori-2025": CallState.FINAL_RANKING,
        "accompagnamento-2026": CallState.FINAL_RANKING,
        "elenco-laboratori": CallState.PUBLISHED,
        "manifattura-in-quartiere-2027": CallState.IN_APPROVAL,
    }
    rolling = Call.objects.get(kind=CallKind.ROLLING)
    assert list(rolling.rounds.values_list("state", flat=True)) == [
        CallState.PROVISIONAL_RANKING,
        CallState.UNDER_REVIEW,
        CallState.PUBLISHED,
        CallState.PUBLISHED,
    ]
    assert {*Call.objects.values_list("kind", flat=True)} == set(CallKind)
    assert Account.objects.count() == len(DEMO_PEOPLE)
    assert not Person.objects.filter(is_sample=False).exists()
    assert not Organisation.objects.filter(is_sample=False).exists()
    assert not Application.objects.filter(is_sample=False).exists()
    assert Review.objects.filter(phase__closed_at=None, state="to_do").exists()
    assert Sheet.objects.filter(completed_at=None, sitting__closed_at=None).exists()
    assert Application.objects.filter(state="draft", created_by__email__startswith="impresa@").exists()
    assert not Submission.objects.filter(registration_number=None).exists()
    pages_are_samples_in_both_languages_tied_to_what_is_there(client)
    the_ranked_call_has_the_pressure_of_a_real_one_and_its_ranking_can_be_recomputed()
    a_decided_call_shows_what_comes_after_a_final_ranking()


def pages_are_samples_in_both_languages_tied_to_what_is_there(client) -> None:
    for model, number in ((NewsPage, 3), (EventPage, 3), (StoryPage, 3)):
        assert model.objects.filter(is_sample=True).count() == 2 * number
    for story in StoryPage.objects.all():
        assert story.organisation.is_sample
        assert story.firm == story.organisation.name
        page = client.get(story.address).content.decode()
        assert f"/spazi/{story.space.code_key}/" in page
        assert f"/bandi/{story.call.slug}/" in page
    event = EventPage.objects.get(url_path__endswith="/it/vivere-milano/eventi/porte-aperte-nei-laboratori/")
    assert "Banco aperto" in client.get(event.address).content.decode()
    for language, words in (("", "Dato campione"), ("en/", "Sample")):
        home = client.get(f"/{language}").content.decode()
        for kind in ("eventi", "casi"):
            section = home.partition(f'aria-labelledby="{kind}"')[2].partition("</section>")[0]
            assert section.count("<article") in (2, 3)
            assert section.count(words) == section.count("<article")


def the_ranked_call_has_the_pressure_of_a_real_one_and_its_ranking_can_be_recomputed() -> None:
    ranking = Ranking.objects.get(call__kind=CallKind.ROLLING)
    entries = ranking.entries.all()
    budget = ranking.round.money
    granted = entries.aggregate(total=Sum("granted"))["total"]
    assert entries.count() == PRESSURE
    assert 0 < granted <= budget
    assert {"funded", "reserve_list", "below_threshold", "not_admitted"} <= set(
        entries.values_list("status", flat=True)
    )
    assert result_document(ranking.input_document) == ranking.result_document


def a_decided_call_shows_what_comes_after_a_final_ranking() -> None:
    call = Call.objects.get(slug="nuovi-laboratori-2025")
    versions = list(Ranking.objects.filter(call=call).order_by("version"))
    assert [one.stage for one in versions] == ["provisional", "final", "final"]
    assert [row["accepted"] for row in versions[1].answers] == [False]
    assert versions[2].note
    assert {row.get("why") for row in versions[2].changes} >= {"declined", "roll_down"}
    assert all(result_document(one.input_document) == one.result_document for one in versions)
    outcomes = list(Acceptance.objects.filter(application__call=call).values_list("outcome", flat=True))
    assert outcomes.count("declined") == 1
    assert outcomes.count("") == 2, "the demo's maker, and who came in from the reserve list"
    assert outcomes.count("accepted") >= 2
    paper = Application.objects.get(call=call, channel="paper")
    payload = payload_of(paper)
    assert payload["answers"]["course_hours"] == str(
        sum(int(course["hours"]) for course in payload["answers"]["courses"])
    )
    assert paper.submission.received_at == paper.entered.arrived_at


def test_a_sample_firm_is_the_same_however_many_are_made() -> None:
    assert sample_firms(3)[2] == sample_firms(1, first=3)[0]
