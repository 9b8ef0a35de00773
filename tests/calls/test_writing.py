"""Saving a draft: who may, what is recorded, and that two officers do not overwrite each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from manifattura.accounts.domain.roles import Role
from manifattura.calls.actions.add_document import add_document
from manifattura.calls.actions.draft_items import ITEMS, ItemKind, items_of
from manifattura.calls.actions.move_item import move_item
from manifattura.calls.actions.publish_call import publish_call
from manifattura.calls.actions.remove_item import remove_item
from manifattura.calls.actions.save_item import save_item
from manifattura.calls.actions.save_part import save_part
from manifattura.calls.domain.problems import Part
from manifattura.calls.domain.states import CallState
from manifattura.calls.models import FormFieldDraft
from manifattura.calls.queries.draft import build_edition
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import StaffFactory
from tests.factories.calls import approved_call, draft_call, published_call

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def call():
    return draft_call()


@pytest.fixture
def writer(call):
    return StaffFactory(role=Role.CASE_OFFICER, office=call.office)


def test_a_save_is_written_and_audited(call, writer):
    save_part(call=call, part=Part.TEXTS, values={"title": "Nuovo titolo"}, revision=call.revision, by=writer)

    assert call.title == "Nuovo titolo"
    entry = AuditEntry.objects.filter(verb="call_part_saved").latest("id")
    assert entry.after == {"part": "testi", "title": "Nuovo titolo"}
    assert entry.before["title"] != "Nuovo titolo"
    assert entry.scope == f"call:{call.pk}"


def test_a_save_without_changes_leaves_no_trace(call, writer):
    save_part(call=call, part=Part.TEXTS, values={"title": call.title}, revision=call.revision, by=writer)

    assert call.revision == 0
    assert not AuditEntry.objects.filter(verb="call_part_saved").exists()


def test_a_page_holds_only_its_own_values(call, writer):
    with pytest.raises(KeyError):
        save_part(call=call, part=Part.TEXTS, values={"budget": Decimal(1)}, revision=0, by=writer)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE])
def test_the_office_writes(call, role):
    by = StaffFactory(role=role, office=call.office)
    save_part(call=call, part=Part.MONEY, values={"budget": Decimal(5)}, revision=0, by=by)

    assert call.budget == 5


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMINISTRATOR, Role.COMMITTEE_MEMBER])
def test_others_do_not_write(call, role):
    by = StaffFactory(role=role, office=call.office if role == Role.SECRETARY else None)
    with pytest.raises(PermissionRefused):
        save_part(call=call, part=Part.MONEY, values={"budget": Decimal(5)}, revision=0, by=by)


def test_another_office_does_not_write(call):
    from tests.factories.accounts import OfficeFactory

    by = StaffFactory(role=Role.CASE_OFFICER, office=OfficeFactory())
    with pytest.raises(PermissionRefused):
        save_part(call=call, part=Part.MONEY, values={"budget": Decimal(5)}, revision=0, by=by)


def test_the_second_of_two_is_told(call, writer):
    other = StaffFactory(role=Role.EDITOR, office=call.office)
    save_part(call=call, part=Part.TEXTS, values={"title": "Uno"}, revision=0, by=writer)

    with pytest.raises(Conflict) as told:
        save_part(call=call, part=Part.TEXTS, values={"title": "Due"}, revision=0, by=other)

    call.refresh_from_db()
    assert call.title == "Uno"
    assert writer.full_name in told.value.message
    save_part(call=call, part=Part.TEXTS, values={"title": "Due"}, revision=call.revision, by=other)
    assert call.title == "Due"


def test_two_write_different_pages(call, writer):
    other = StaffFactory(role=Role.EDITOR, office=call.office)
    save_part(call=call, part=Part.TEXTS, values={"title": "Uno"}, revision=0, by=writer)
    save_part(call=call, part=Part.MONEY, values={"budget": Decimal(9)}, revision=0, by=other)

    assert (call.title, call.budget) == ("Uno", 9)


@pytest.mark.parametrize("state", [CallState.IN_APPROVAL, CallState.APPROVED])
def test_a_change_takes_the_approval_back(state):
    call = approved_call()
    call.state = state
    call.save()
    by = StaffFactory(role=Role.EDITOR, office=call.office)

    save_part(call=call, part=Part.TEXTS, values={"title": "Altro"}, revision=call.revision, by=by)

    assert call.state == CallState.DRAFT
    assert call.approved_sha256 == ""


def test_a_call_is_published_once():
    call = published_call()
    with pytest.raises(Refused, match="già pubblicato"):
        publish_call(call=call, act_number="9", act_on=date(2026, 1, 2), by=call.head_of_procedure)


def test_a_published_call_does_not_change():
    call = published_call()
    by = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    with pytest.raises(Refused, match="rettifica"):
        save_part(call=call, part=Part.TEXTS, values={"title": "Altro"}, revision=call.revision, by=by)


def test_a_call_under_review_does_not_change():
    call = published_call()
    call.state = CallState.UNDER_REVIEW
    call.save()
    by = StaffFactory(role=Role.CASE_OFFICER, office=call.office)
    with pytest.raises(Refused, match="non cambia più"):
        save_part(call=call, part=Part.TEXTS, values={"title": "Altro"}, revision=call.revision, by=by)


# ------------------------------------------------------------------ lists

VALUES = {
    ItemKind.SECTION: {"title": "Altra sezione", "help": ""},
    ItemKind.DECLARATION: {"title": "Altra dichiarazione", "text": "Dichiaro.", "law": "DPR 445/2000"},
    ItemKind.QUESTION: {"question": "Hai letto?", "expected": True, "explain": "Leggi."},
    ItemKind.REQUIREMENT: {"title": "Altro controllo", "source": "", "automatic": ""},
    ItemKind.GROUP: {"title": "Altro gruppo", "min": None},
    ItemKind.CRITERION: {"title": "Altro criterio", "max": Decimal(5), "min": None},
    ItemKind.BONUS: {"title": "Altra premialità", "points": Decimal(1), "when": None},
    ItemKind.FLAG: {"title": "Altro segno", "when": {"op": "answered", "field": "project_title"}},
    ItemKind.TIE: {"by": "draw", "ref": "", "seed_rule": "In seduta pubblica"},
    ItemKind.RESERVE: {"flag": "segno", "title": "", "amount": Decimal(1)},
}


@pytest.mark.parametrize("kind", VALUES)
def test_add_change_move_remove(call, writer, kind):
    before = items_of(call.pk, kind).count()
    item = save_item(call=call, kind=kind, values=VALUES[kind], by=writer)
    assert items_of(call.pk, kind).last() == item

    move_item(call=call, kind=kind, item_id=item.pk, direction="down", by=writer)
    if before:
        move_item(call=call, kind=kind, item_id=item.pk, direction="up", by=writer)
        assert items_of(call.pk, kind).last() != item

    save_item(call=call, kind=kind, item_id=item.pk, values=VALUES[kind], revision=call.revision, by=writer)
    remove_item(call=call, kind=kind, item_id=item.pk, revision=call.revision, by=writer)
    assert items_of(call.pk, kind).count() == before
    remove_item(call=call, kind=kind, item_id=item.pk, revision=call.revision, by=writer)
    assert AuditEntry.objects.filter(verb="call_item_removed").count() == 1


def test_a_question_with_choices(call, writer):
    section = items_of(call.pk, ItemKind.SECTION).first()
    values = {"section": section, "type": "choice", "label": "Quale colore", "required": True}
    item = save_item(
        call=call,
        kind=ItemKind.FIELD,
        values=values,
        options=[{"label": "Rosso"}, {"label": "Rosso"}, {"key": "blu", "label": "Blu"}],
        by=writer,
    )

    assert [option.key for option in item.options.all()] == ["rosso", "rosso-2", "blu"]
    assert build_edition(call).form_field(item.key).label == "Quale colore"
    with pytest.raises(Refused, match="stesso codice"):
        save_item(
            call=call,
            kind=ItemKind.FIELD,
            item_id=item.pk,
            values=values,
            options=[{"key": "a", "label": "A"}, {"key": "a", "label": "B"}],
            revision=call.revision,
            by=writer,
        )
    save_item(
        call=call,
        kind=ItemKind.FIELD,
        item_id=item.pk,
        values=values,
        options=[
            {"key": "rosso", "label": "Rosso"},
            {"key": "rosso-2", "label": "Rosso"},
            {"key": "blu", "label": "Blu"},
        ],
        revision=call.revision,
        by=writer,
    )
    assert call.revision == 1


def test_questions_move_inside_their_section(call, writer):
    field = FormFieldDraft.objects.filter(call=call, section__fields__isnull=False).first()
    siblings = list(FormFieldDraft.objects.filter(section=field.section))
    move_item(call=call, kind=ItemKind.FIELD, item_id=siblings[0].pk, direction="up", by=writer)
    assert list(FormFieldDraft.objects.filter(section=field.section)) == siblings
    if len(siblings) > 1:
        move_item(call=call, kind=ItemKind.FIELD, item_id=siblings[0].pk, direction="down", by=writer)
        assert FormFieldDraft.objects.filter(section=field.section).first() == siblings[1]


def test_a_key_is_used_once(call, writer):
    save_item(call=call, kind=ItemKind.GROUP, values={"title": "Zeta"}, key="Z", by=writer)
    with pytest.raises(Refused, match="già usato"):
        save_item(call=call, kind=ItemKind.GROUP, values={"title": "Zeta"}, key="Z", by=writer)
    criterion = call.criteriondrafts.first()
    part = {"title": "Parte", "criterion": criterion, "max": 1}
    with pytest.raises(Refused, match="già usato"):
        save_item(call=call, kind=ItemKind.PART, values=part, key=criterion.key, by=writer)


def test_an_item_that_is_gone(call, writer):
    for act in (
        lambda: save_item(call=call, kind=ItemKind.GROUP, item_id=999_999, values={}, by=writer),
        lambda: move_item(call=call, kind=ItemKind.GROUP, item_id=999_999, direction="up", by=writer),
    ):
        with pytest.raises(Refused, match="non c’è più"):
            act()


def test_the_second_of_two_on_one_item_is_told(call, writer):
    item = save_item(call=call, kind=ItemKind.GROUP, values={"title": "Zeta"}, by=writer)
    seen = call.revision
    save_item(
        call=call, kind=ItemKind.GROUP, item_id=item.pk, values={"title": "Eta"}, revision=seen, by=writer
    )
    with pytest.raises(Conflict):
        remove_item(call=call, kind=ItemKind.GROUP, item_id=item.pk, revision=seen, by=writer)


def test_every_list_belongs_to_a_page(call):
    for kind, item_list in ITEMS.items():
        assert item_list.part in Part
        assert items_of(call.pk, kind) is not None


# ------------------------------------------------------------------ documents


def test_a_document_is_stored_with_its_digest(call, writer):
    document = add_document(call=call, title="Avviso", file_name="avviso.pdf", content=PDF, by=writer)

    assert (document.key, document.size) == ("avviso", len(PDF))
    published = build_edition(call).documents[-1]
    assert published.sha256 == document.sha256
    again = add_document(call=call, title="Avviso", file_name="avviso.pdf", content=PDF, by=writer)
    assert again.key == "avviso-2"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("avviso.doc", PDF, "deve essere un PDF"),
        ("avviso.pdf", b"PK\x03\x04", "deve essere un PDF"),
        ("avviso.pdf", b"%PDF-" + b"0" * 20_000_001, "20 MB"),
        ("avviso.pdf", b"%PDF-1.7 trailer << /Encrypt 5 0 R >>", "password"),
    ],
)
def test_a_bad_document_is_refused(call, writer, name, content, says):
    with pytest.raises(Refused, match=says) as refused:
        add_document(call=call, title="Avviso", file_name=name, content=content, by=writer)
    assert refused.value.field == "file"
