"""A call that gives places and no money, from the form to the roll-down: nothing anywhere speaks of money."""

from dataclasses import replace

import pytest
from django.urls import reverse

from manifattura.applications.models import Message
from manifattura.calls.models import Term
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.evaluation.actions.accept_award import accept_award
from manifattura.evaluation.actions.publish_final_ranking import publish_final_ranking
from manifattura.evaluation.actions.publish_new_version import publish_new_version
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.actions.record_leaving import record_leaving
from manifattura.evaluation.domain.ranking.document import result_document
from manifattura.evaluation.domain.states import DepartureKind
from manifattura.evaluation.models import Acceptance, Ranking
from manifattura.evaluation.queries.acceptances import city_day
from tests.factories.accounts import signed_in
from tests.factories.evaluation import GRID, new_edition, scored_desk

pytestmark = pytest.mark.django_db
MONEY_WORDS = ("€", "contribut", "finanzia", "risorse", "Chiesti", "Concessi", "Finanziate")


def silent(answer):
    """The page says nothing of money."""
    text = answer.content.decode() if hasattr(answer, "content") else answer
    main = text.partition("<main")[2].partition("</main")[0] or text
    said = [main[max(0, main.find(word) - 60) :][:120] for word in MONEY_WORDS if word in main]
    assert said == []
    return main


def test_from_the_ranking_to_who_follows(client, run_jobs):
    grid = replace(GRID, partial_last=False)
    desk = scored_desk(["0.9", "0.8", "0.3"], template=edition_of_template("p1"), places=1, grid=grid)
    times = replace(current_edition(desk.call).timetable, observations_days=0)
    new_edition(desk.call, timetable=times)
    first, second, third = (review.application for review in desk.reviews)
    assert (first.requested_amount, first.project_cost) == (None, None)
    office = signed_in(client, desk.head)
    preview = silent(office.get(reverse("evaluation:ranking_office", args=[desk.call.pk])))
    assert "posti assegnati: 1 su 1" in preview

    publish_provisional_ranking(call=desk.call, by=desk.head)
    ranking = publish_final_ranking(call=desk.call, act_number="300", act_on=city_day(), by=desk.head)
    run_jobs()
    assert result_document(ranking.input_document) == ranking.result_document
    assert ranking.input_document["meta"] == {"unit": "places", "places": 1}
    page = silent(client.get(reverse("evaluation:ranking", args=[desk.call.slug])))
    for words in (
        "Selezionata: ha un posto.",
        "i posti erano finiti",
        "Qui finiscono i posti: 1",
        "in lista di riserva",
    ):
        assert words in page
    table = client.get(reverse("evaluation:ranking_csv", args=[desk.call.slug]))
    rows = b"".join(table.streaming_content).decode()
    assert "Chiesti" not in rows
    assert "Selezionata" in rows
    assert client.get(reverse("evaluation:ranking_pdf", args=[desk.call.slug])).status_code == 200

    asked = Acceptance.objects.get()
    message = Message.objects.get(once_key=f"acceptance:{asked.pk}").texts["it"]
    assert message["subject"].startswith("Accetta il posto")
    silent(message["body"])
    assert Term.objects.get(pk=asked.term_id).label.startswith("Accettare il posto")
    mine = signed_in(client, first.created_by)
    area = silent(mine.get(reverse("applications:area")))
    assert "Accetta il posto o rinuncia" in area
    silent(mine.get(reverse("applications:detail", args=[first.code])))
    assert "Accetta il posto" in silent(mine.get(reverse("evaluation:acceptance", args=[first.code])))
    silent(mine.get(reverse("evaluation:leaving", args=[first.code])))
    office = signed_in(client, desk.head)
    for name in ("acceptances_office", "leavings_office"):
        silent(office.get(reverse(f"evaluation:{name}", args=[desk.call.pk])))

    record_leaving(
        application=first, kind=DepartureKind.DECLINED, reason="Altro programma.", by=first.created_by
    )
    assert Message.objects.order_by("-pk")[0].texts["it"]["subject"].startswith("Rinuncia al posto")
    assert "Liberati" in silent(office.get(reverse("evaluation:rolldown_office", args=[desk.call.pk])))
    newer = publish_new_version(
        call=desk.call, base_version=ranking.version, act_number="301", act_on=city_day(), note="Scorrimento.",
        by=desk.head,
    )  # fmt: skip
    run_jobs()
    page = silent(client.get(reverse("evaluation:ranking", args=[desk.call.slug])))
    assert "da «Idonea, in lista di riserva» a «Selezionata»" in page
    assert "posti liberati da chi è uscito" in page
    accept_award(acceptance=Acceptance.objects.get(outcome=""), partial_confirmed=False, by=second.created_by)
    second.refresh_from_db()
    assert second.state == "accepted"

    # one place more, by act: nobody is left to take it
    wider = publish_new_version(
        call=desk.call, base_version=newer.version, act_number="302", act_on=city_day(), note="Un posto in più.",
        more_money=1, by=desk.head,
    )  # fmt: skip
    assert wider.input_document["meta"]["places"] == 2
    assert Ranking.objects.count() == 4
    third.refresh_from_db()
    assert third.state == "below_threshold"
