"""The audit trail as the office reads it, and a sentence for every verb of the code."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import manifattura
from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.audit_trail import Filters, readable_entries
from manifattura.kernel import audit, audit_words
from manifattura.kernel.models import AuditEntry
from tests.factories.accounts import OfficeFactory, PersonFactory, StaffFactory, signed_in

SOURCE = Path(manifattura.__file__).parent


def recorded_verbs() -> Iterator[str]:
    """First arguments of `audit.record(…)` and of helpers called `record_…`, where they are written out."""
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_record(node.func):
                yield from _texts(node.args[0])


def _is_record(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in {"record", "record_change"}


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def test_every_recorded_verb_has_a_sentence():
    verbs = set(recorded_verbs())
    assert len(verbs) > 20
    assert sorted(verbs - audit_words.known_verbs()) == []


def test_every_sentence_can_be_said():
    for verb in audit_words.known_verbs():
        entry = AuditEntry(verb=verb, subject_label="Prova 100%")
        assert audit_words.act(entry)
    assert audit_words.act(AuditEntry(verb="unheard_of", subject_label="Prova")) == "unheard_of: Prova"


def test_differences_are_named_and_readable():
    entry = AuditEntry(
        before={"name": "A", "phone": "1", "same": 1, "gone": [1, 2]},
        after={"name": "B", "phone": "", "same": 1, "kind": "firm", "ok": True, "seat": {"city": "Milano"}},
    )
    assert audit_words.differences(entry) == [
        ("Nome", "A", "B"),
        ("Telefono", "1", ""),
        ("Tipo", "", "Impresa"),
        ("ok", "", "sì"),
        ("seat", "", "Comune: Milano"),
        ("gone", "1, 2", ""),
    ]
    assert audit_words.differences(AuditEntry()) == []


@pytest.fixture
def scopes():
    """Calls 1 and 2, of two offices."""
    offices = OfficeFactory.create_batch(2)
    owned = {"prova:1": offices[0].pk, "prova:2": offices[1].pk}

    def of_offices(office_ids):
        return [scope for scope, office in owned.items() if office_ids is None or office in office_ids]

    audit_words.register_scope(
        "prova",
        audit_words.ScopeReader(
            of_offices=of_offices, names=lambda found: {one: f"Bando {one}" for one in found}
        ),
    )
    yield offices
    audit_words.forget_scope("prova")


def act(verb="signed_in", scope="", by=None, **facts):
    person = by or PersonFactory()
    audit.record(verb, by=person, subject=person, scope=scope, **facts)
    return AuditEntry.objects.first()


@pytest.mark.django_db
def test_officials_read_their_offices_calls_and_administrators_everything(client, scopes):
    mine, theirs, nobodys = act(scope="prova:1"), act(scope="prova:2"), act()
    officer = StaffFactory(role=Role.CASE_OFFICER, office=scopes[0])
    assert list(readable_entries(officer, Filters())) == [mine]
    signed_in(client, officer)
    assert client.get(f"/ufficio/registro/{mine.pk}/").status_code == 200
    assert client.get(f"/ufficio/registro/{theirs.pk}/").status_code == 404
    page = client.get("/ufficio/registro/?scope=prova:2")
    assert theirs.actor_label not in page.content.decode()
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    assert set(readable_entries(administrator, Filters())) >= {mine, theirs, nobodys}


@pytest.mark.django_db
def test_filters(client, scopes):
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    person = PersonFactory(full_name="Cercata da tutti")
    found = act("role_granted", scope="prova:1", by=person, before={"name": "A"}, after={"name": "B"})
    act("signed_in")
    for filters in (
        Filters(person="cercata"),
        Filters(verb="role_granted"),
        Filters(scope="prova:1"),
        Filters(subject=f"person:{person.pk}"),
    ):
        assert list(readable_entries(administrator, filters)) == [found]
    today = timezone.localdate()
    assert readable_entries(administrator, Filters(since=today, until=today)).count() == 2
    assert not readable_entries(administrator, Filters(since=today + timedelta(days=1))).exists()
    assert not readable_entries(administrator, Filters(until=today - timedelta(days=1))).exists()
    signed_in(client, administrator)
    page = client.get("/ufficio/registro/?scope=prova:1&since=2026-99-99&verb=role_granted")
    assert page.status_code == 200
    assert page.context["form"].errors["since"]
    page = client.get("/ufficio/registro/?scope=prova:1")
    assert "Bando prova:1" in page.content.decode()
    table = b"".join(client.get("/ufficio/registro/?scope=prova:1&formato=csv").streaming_content).decode()
    assert "Nome: A" in table
    assert "Nome: B" in table


@pytest.mark.django_db
def test_a_long_trail_costs_no_more_statements(client, django_assert_max_num_queries):
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    person = PersonFactory()
    for _ in range(120):
        audit.record("signed_in", by=person, subject=person)
    signed_in(client, administrator)
    client.get("/ufficio/registro/")
    with django_assert_max_num_queries(12):
        page = client.get("/ufficio/registro/?page=2")
    assert len(page.context["rows"]) == 50


@pytest.mark.django_db
def test_a_formula_in_a_name_stays_a_text(client):
    administrator = StaffFactory(role=Role.ADMINISTRATOR)
    act(by=PersonFactory(full_name="=2+2"))
    signed_in(client, administrator)
    table = b"".join(client.get("/ufficio/registro/?formato=csv").streaming_content).decode()
    assert "'=2+2" in table
