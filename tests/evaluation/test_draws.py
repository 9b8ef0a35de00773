"""The public draw: announced before its seed exists, held once in its sitting, replayed by anybody."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from manifattura.applications.models import Message
from manifattura.evaluation.actions.convene_draw import convene_draw
from manifattura.evaluation.actions.hold_draw import annul_draw, hold_draw
from manifattura.evaluation.actions.publish_provisional_ranking import publish_provisional_ranking
from manifattura.evaluation.models import PublicDraw
from manifattura.evaluation.queries.acceptances import city_day
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.clock import database_now
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from tests.factories.accounts import signed_in
from tests.factories.draws import SEED, convened_draw, held_draw
from tests.factories.evaluation import scored_desk

pytestmark = pytest.mark.django_db


def convene(desk, **changes):
    facts = {
        "sitting_at": database_now() + timedelta(days=8),
        "place": "Sala campione",
        "seed_source": "I numeri di un’estrazione pubblica.",
        "seed_on": city_day() + timedelta(days=7),
        "by": desk.head,
        **changes,
    }
    return convene_draw(call=desk.call, **facts)


def hold(desk, draw, **changes):
    return hold_draw(draw=draw, **{"seed": SEED, "attended": "Chi presiede", "by": desk.head, **changes})


def codes(desk):
    return sorted(review.application.code for review in desk.reviews)


def test_a_draw_is_convened_on_a_future_value_for_the_tied_alone(client):
    desk = scored_desk(["0.8", "0.8", "0.6"])
    with pytest.raises(PermissionRefused):
        convene(desk, by=desk.officer)
    today = city_day()
    for field, wrong in (
        ("seed_on", {"seed_on": today}),
        ("sitting_at", {"sitting_at": database_now() - timedelta(hours=1)}),
        ("sitting_at", {"sitting_at": database_now() + timedelta(days=2)}),
        ("sitting_at", {"sitting_at": database_now() + timedelta(days=400)}),
        ("place", {"place": " "}),
        ("seed_source", {"seed_source": ""}),
    ):
        with pytest.raises(Refused) as refused:
            convene(desk, **wrong)
        assert refused.value.field == field
    draw = convene(desk)
    tied = [review.application.code for review in desk.reviews[:2]]
    assert draw.announcement["groups"] == [sorted(tied)]
    assert draw.sha256 == sha256_hex(draw.announcement)
    told = Message.objects.filter(template="evaluation.draw_convened")
    assert sorted(told.values_list("application__code", flat=True)) == sorted(tied), (
        "they may come to the sitting"
    )
    body = told[0].text("it").body
    assert "Sala campione" in body
    assert reverse("evaluation:draw_number", args=[desk.call.slug, draw.number]) in body
    assert "pubblica.\nIl valore esce" in body, "one full stop"
    assert "Sala campione" in told[0].text("en").body
    with pytest.raises(Refused) as twice:
        convene(desk)
    assert twice.value.code == "convened"
    with pytest.raises(Refused) as early:
        hold(desk, draw)
    assert early.value.code == "early"
    html = client.get(reverse("evaluation:draw", args=[desk.call.slug])).content.decode()
    assert draw.sha256 in html
    assert tied[0] in html
    assert desk.reviews[0].application.lead.name not in html
    published = client.get(reverse("evaluation:draw_announcement", args=[desk.call.slug, 1]))
    assert hashlib.sha256(published.content).hexdigest() == draw.sha256
    assert client.get(reverse("evaluation:draw_minutes", args=[desk.call.slug, 1])).status_code == 404
    annul_draw(draw=draw, reason="Sala non disponibile", by=desk.head)
    assert convene(desk).number == 2
    html = client.get(reverse("evaluation:draw_number", args=[desk.call.slug, 1])).content.decode()
    assert "Sala non disponibile" in html


def test_a_call_whose_ties_need_no_draw_is_not_asked():
    with pytest.raises(Refused) as none:
        convene(scored_desk(["0.9", "0.7"]))
    assert none.value.code == "no_ties"


def test_the_value_is_written_once_and_the_ranking_uses_it(client):
    desk = scored_desk(["0.8", "0.8"])
    draw = convened_draw(desk)
    for field, wrong in (("seed", {"seed": " "}), ("attended", {"attended": ""})):
        with pytest.raises(Refused) as refused:
            hold(desk, draw, **wrong)
        assert refused.value.field == field
    hold(desk, draw)
    with pytest.raises(Conflict) as twice:
        hold(desk, PublicDraw.objects.get(pk=draw.pk), seed="altro")
    assert "già stata verbalizzata" in twice.value.message
    with pytest.raises(Conflict):
        annul_draw(draw=draw, reason="x", by=desk.head)
    for statement in ("UPDATE evaluation_publicdraw SET seed = 'x'", "DELETE FROM evaluation_publicdraw"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    ranking = publish_provisional_ranking(call=desk.call, by=desk.head)
    order = sorted(codes(desk), key=lambda code: hashlib.sha256(f"{SEED}:{code}".encode()).hexdigest())
    assert list(ranking.entries.values_list("pseudonym", flat=True)) == order
    address = reverse("evaluation:draw", args=[desk.call.slug])
    html = client.get(address).content.decode()
    assert html.index(hashlib.sha256(f"{SEED}:{order[0]}".encode()).hexdigest()) < html.index(
        hashlib.sha256(f"{SEED}:{order[1]}".encode()).hexdigest()
    )
    tried = client.get(address, {"seme": "prova"}).content.decode()
    assert "Questa è una prova" in tried
    assert hashlib.sha256(f"prova:{order[0]}".encode()).hexdigest() in tried
    assert client.get(reverse("evaluation:draw_minutes", args=[desk.call.slug, 1])).content.startswith(
        b"%PDF"
    )
    assert (
        "La seduta, le chiavi e il verbale"
        in client.get(reverse("evaluation:ranking", args=[desk.call.slug])).content.decode()
    )


def test_other_ties_than_those_announced_are_not_drawn():
    desk = scored_desk(["0.8", "0.8"])
    draw = convened_draw(desk)
    announced = {**draw.announcement, "groups": [["ALTRA", *codes(desk)]]}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE evaluation_publicdraw DISABLE TRIGGER USER")
        PublicDraw.objects.update(announcement=announced)
        cursor.execute("ALTER TABLE evaluation_publicdraw ENABLE TRIGGER USER")
    with pytest.raises(Refused) as changed:
        hold(desk, draw)
    assert changed.value.code == "changed"


def test_the_office_convenes_holds_and_annuls_from_the_page(client):
    desk = scored_desk(["0.8", "0.8"])
    address = reverse("evaluation:draw_office", args=[desk.call.pk])
    signed_in(client, desk.officer)
    assert "La convoca il responsabile" in client.get(address).content.decode()
    signed_in(client, desk.head)
    later = database_now() + timedelta(days=5)
    data = {
        "act": "convene",
        "c-seed_source": "Numeri",
        "c-seed_on": (later - timedelta(days=1)).date().isoformat(),
        "c-sitting_at": later.strftime("%Y-%m-%dT%H:%M"),
        "c-place": "Sala",
    }
    assert client.post(address, {**data, "c-seed_on": "2020-01-01"}).status_code == 422
    assert client.post(address, data).status_code == 302
    again = client.post(address, data, follow=True).content.decode()
    assert "La seduta è già convocata: la vedi qui sotto." in again, "a second window"
    assert "La casella si apre" in client.get(address).content.decode()
    early = client.post(address, {"act": "hold", "h-seed": "1", "h-attended": "x"})
    assert (early.status_code, "prima non si scrive nulla" in early.content.decode()) == (422, True)
    assert client.post(address, {"act": "annul", "a-reason": "Sala occupata"}).status_code == 302
    assert "Sala occupata" in client.get(address).content.decode()
    for act in ({"act": "annul", "a-reason": "Ancora"}, {"act": "hold", "h-seed": "1", "h-attended": "x"}):
        gone = client.post(address, act, follow=True).content.decode()
        assert "La seduta è già annullata, o non è ancora convocata." in gone
    assert Message.objects.filter(template="evaluation.draw_annulled").count() == 2
    held = held_draw(desk, number=2)
    html = client.get(address).content.decode()
    assert held.seed in html
    for act in ({"act": "hold", "h-seed": "9", "h-attended": "x"}, {"act": "annul", "a-reason": "Tardi"}):
        late = client.post(address, act, follow=True).content.decode()
        assert "Il sorteggio è già stato tenuto: non si cambia più." in late
    publish_provisional_ranking(call=desk.call, by=desk.head)
    assert client.get(address).status_code == 200
