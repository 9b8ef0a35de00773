"""From a template or from nothing to publication and amendments, as the pages do it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.draft_items import ItemKind
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import Call
from manifattura.calls.queries.target_areas import edition_of_template
from manifattura.kernel.clock import today
from manifattura.ui.formats import date_text
from tests.calls.web.builder import item_url, part_url, stored_form
from tests.factories.accounts import OfficeFactory, StaffFactory, signed_in
from tests.factories.calls import draft_call, published_call
from tests.factories.territory import load_city

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# ------------------------------------------------------------------ a new call, and its way to publication


@pytest.mark.parametrize("template", ["f1", "m1", "m2", "p1", "empty"])
def test_a_new_call(desk, call, template):
    data = {
        "template": template,
        "title": "Bando di prova",
        "office": str(call.office.pk),
        "head": str(call.head_of_procedure.pk),
    }
    assert desk.get(reverse("calls:office_create")).status_code == 200
    assert desk.post(reverse("calls:office_create"), data).status_code == 302
    made = Call.objects.get(slug="bando-di-prova")
    assert made.state == CallState.DRAFT
    # the template's English title is of a call with another name
    assert made.title_en == ""
    again = desk.post(reverse("calls:office_create"), data)
    assert "slug" in again.context["form"].errors
    for part in Part:
        assert desk.get(part_url(made, part)).status_code == 200
    assert desk.get(reverse("calls:office_detail", args=[made.pk])).status_code == 200
    preview = desk.get(reverse("calls:preview_page", args=[made.pk])).content.decode()
    assert "Date da scrivere" in preview
    assert "(fatto)" not in preview
    assert date_text(today(), "") not in preview


def test_a_head_of_another_office(desk, call):
    stranger = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=OfficeFactory())
    data = {"template": "f1", "title": "!!!", "office": str(call.office.pk), "head": str(stranger.pk)}
    errors = desk.post(reverse("calls:office_create"), data).context["form"].errors
    assert {"head", "slug"} <= set(errors)


def test_an_address_with_spaces_is_told_in_plain_words(desk, call):
    errors = desk.post(reverse("calls:office_create"), {"slug": "con spazi!"}).context["form"].errors
    assert errors["slug"] == ["Usa solo lettere senza accento, numeri e trattini, senza spazi."]


def test_from_draft_to_public_page(client, call, officer):
    detail = reverse("calls:office_detail", args=[call.pk])
    signed_in(client, officer)
    assert "Manda in approvazione" in client.get(detail).content.decode()
    client.post(reverse("calls:office_submit", args=[call.pk]))
    assert client.post(reverse("calls:office_approve", args=[call.pk])).status_code == 403

    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    page = client.get(detail)
    assert "Rileggi e approva" in page.content.decode()
    client.post(reverse("calls:office_approve", args=[call.pk]), {"sha256": "0" * 64})
    call.refresh_from_db()
    assert call.state == CallState.IN_APPROVAL
    client.post(reverse("calls:office_approve", args=[call.pk]), {"sha256": page.context["digest"]})

    publish = reverse("calls:office_publish", args=[call.pk])
    assert client.get(publish).status_code == 403
    signed_in(client, call.head_of_procedure)
    assert "Pubblica con la determina" in client.get(detail).content.decode()
    assert client.get(publish).status_code == 200
    assert client.post(publish, {"act_number": "", "act_on": "2026-01-02"}).status_code == 422
    future = client.post(publish, {"act_number": "1", "act_on": "2999-01-02"})
    assert "act_on" in future.context["form"].errors
    act = {"act_number": "7/2026", "act_on": "2026-01-02"}
    assert client.post(publish, act).status_code == 302
    twice = client.post(publish, act, follow=True)
    assert (twice.status_code, call.editions.count()) == (200, 1)
    assert "già pubblicato" in twice.content.decode()
    client.logout()
    assert client.get(reverse("calls:detail", args=[call.slug])).status_code == 200


def test_return_with_a_reason(client, call, officer):
    signed_in(client, officer)
    client.post(reverse("calls:office_submit", args=[call.pk]))
    url = reverse("calls:office_return", args=[call.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Manca un criterio"}).status_code == 302
    again = client.get(url, follow=True).content.decode()
    assert "Intanto un collega ha fatto un altro passo" in again, "the second reads what happened"


def test_an_unfinished_call_is_not_submitted(desk, call):
    Call.objects.filter(pk=call.pk).update(deadline_at=None)
    page = desk.post(reverse("calls:office_submit", args=[call.pk]), follow=True)
    assert "Manca la scadenza." in page.content.decode()
    call.refresh_from_db()
    assert call.state == CallState.DRAFT


def test_an_amendment(client):
    load_city()
    call = published_call(template=edition_of_template("f1"), ends_in=10 * DAY)
    officer = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    signed_in(client, officer)
    amend = reverse("calls:office_amend", args=[call.pk])
    assert "Se cambi requisiti, modulo, criteri o risorse" in client.get(amend).content.decode()
    assert client.post(amend, {"note": ""}).status_code == 422
    assert client.post(amend, {"note": "Più tempo"}).status_code == 302
    second = client.post(amend, {"note": "Scritta in un’altra scheda"})
    assert second.status_code == 422
    assert "C’è già una rettifica aperta" in second.content.decode()
    assert "Scritta in un’altra scheda" in second.content.decode(), "nothing typed is lost"
    assert "C’è già una rettifica aperta" in client.get(amend, follow=True).content.decode()
    assert client.get(item_url(call, ItemKind.GROUP)).status_code == 200
    assert "qui non si cambia più nulla" in client.get(part_url(call, Part.PROCEDURE)).content.decode()
    call.refresh_from_db()
    url = part_url(call, Part.TIMES)
    data = stored_form(client, url) | {"deadline_at": "2030-01-01T12:00", "revision": str(call.revision)}
    assert client.post(url, data).status_code == 302

    publish = reverse("calls:amendment_publish", args=[call.pk])
    assert client.get(publish).status_code == 403
    assert client.get(reverse("calls:amendment_discard", args=[call.pk])).status_code == 200
    signed_in(client, call.head_of_procedure)
    assert "scadenza" in client.get(publish).content.decode()
    assert client.post(publish, {"act_number": "8", "act_on": "2999-01-01"}).status_code == 422
    assert client.post(publish, {"act_number": "8", "act_on": "2026-11-01"}).status_code == 422, (
        "before the call"
    )
    assert client.post(publish, {"act_number": "8", "act_on": "2026-11-03"}).status_code == 302
    client.logout()
    versions = client.get(reverse("calls:versions", args=[call.slug])).content.decode()
    assert "Più tempo" in versions
    signed_in(client, officer)
    assert "Più tempo" in client.get(reverse("calls:office_detail", args=[call.pk])).content.decode()


def test_a_stopped_call_is_not_amended(client):
    call = published_call(template=edition_of_template("f1"))
    Call.objects.filter(pk=call.pk).update(state="suspended")
    amend = reverse("calls:office_amend", args=[call.pk])
    signed_in(client, call.head_of_procedure)
    assert "ora il bando è «Sospeso»" in client.get(amend, follow=True).content.decode()
    assert client.post(amend, {"note": "Prova"}).status_code == 422
    signed_in(client, StaffFactory(role=Role.EDITOR, office=call.office))
    assert client.get(amend).status_code == 403


def test_giving_up_an_amendment(client):
    load_city()
    call = published_call(template=edition_of_template("f1"))
    amend = reverse("calls:office_amend", args=[call.pk])
    signed_in(client, call.head_of_procedure)
    assert "nessuno la può pubblicare" in client.get(amend).content.decode(), "told before, not after"
    other = StaffFactory(role=Role.HEAD_OF_PROCEDURE, office=call.office)
    assert f"La potrà pubblicare: {other.full_name}." in client.get(amend).content.decode()
    signed_in(client, StaffFactory(role=Role.CASE_OFFICER, office=call.office))
    client.post(reverse("calls:office_amend", args=[call.pk]), {"note": "Prova"})
    assert client.post(reverse("calls:amendment_discard", args=[call.pk])).status_code == 302
    again = client.get(reverse("calls:amendment_discard", args=[call.pk]), follow=True).content.decode()
    assert "Intanto un collega ha pubblicato o abbandonato la rettifica" in again


def test_previews(desk, call):
    page = desk.get(reverse("calls:office_preview", args=[call.pk]))
    assert "Si vede se" in page.content.decode()
    public = desk.get(reverse("calls:preview_page", args=[call.pk]))
    assert "La vede solo l’ufficio" in public.content.decode()
    assert "no-store" in public["Cache-Control"]


def test_the_builder_begins_with_the_texts(desk, call):
    assert desk.get(reverse("calls:builder", args=[call.pk])).url == part_url(call, Part.TEXTS)


def test_the_list(desk, call, django_assert_max_num_queries):
    for _ in range(5):
        draft_call(office=call.office)
    # session, account, person, roles, second factor, counts of the menu: eleven that are not of this page
    with django_assert_max_num_queries(18):
        page = desk.get(reverse("calls:office_list"))
    assert page.context["page"].paginator.count == 6
    assert desk.get(reverse("calls:office_list"), {"q": "niente"}).status_code == 200
    assert (
        desk.get(reverse("calls:office_list"), {"stato": "draft", "q": "Manifattura"})
        .context["page"]
        .paginator.count
        >= 1
    )


@pytest.mark.parametrize("part", [Part.FORM, Part.GRID])
def test_statements_do_not_grow_with_the_lists(desk, call, part, django_assert_max_num_queries):
    # each list once for the page and once for its checks, however long they are
    with django_assert_max_num_queries(52):
        desk.get(part_url(call, part))


def test_english(desk, call):
    page = desk.get(f"/en{part_url(call, Part.TEXTS)}")
    assert page.status_code == 200
    assert 'lang="en"' in page.content.decode()
