"""Who acts for an organisation: ask, answer, invite, accept, end."""

import pytest
from django.core import mail

from manifattura.accounts.domain.roles import Role
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.kernel.models import AuditEntry
from manifattura.organisations.actions.answer_mandate import answer_mandate
from manifattura.organisations.actions.invite_colleague import (
    answer_invitation,
    email_invitation,
    invite_colleague,
)
from manifattura.organisations.actions.request_mandate import MOST_WAITING, request_mandate
from manifattura.organisations.actions.revoke_mandate import revoke_mandate
from manifattura.organisations.domain.kinds import MandateKind
from manifattura.organisations.models import Mandate
from manifattura.organisations.permissions import may_declare_for, may_edit_for, may_submit_for
from manifattura.organisations.queries.mandates import (
    claims_for_office,
    invitations_for,
    orphan_claims,
    requests_for,
    waiting_count,
)
from manifattura.organisations.queries.organisations import legal_representatives_of
from tests.factories.accounts import PersonFactory, StaffFactory, signed_in
from tests.factories.organisations import GroupingFactory, MandateFactory, OrganisationFactory, firm_of

pytestmark = pytest.mark.django_db
LEGAL_REP, DELEGATE, COLLABORATOR = MandateKind.LEGAL_REP, MandateKind.DELEGATE, MandateKind.COLLABORATOR


@pytest.fixture
def owner():
    return PersonFactory()


@pytest.fixture
def firm(owner):
    return firm_of(owner)


def ask(firm, by, kind=COLLABORATOR, declared=True):
    return request_mandate(organisation=firm, kind=kind, declared=declared, by=by)


def test_a_request_goes_to_the_representatives_who_approve_it(firm, owner):
    person = PersonFactory()
    mandate = ask(firm, person, DELEGATE)
    assert not may_edit_for(person, firm.pk)
    assert requests_for(owner) == [mandate]
    assert waiting_count(owner) == 1
    assert owner.notices.get().url == f"/imprese/{firm.pk}/persone/"
    answer_mandate(mandate=mandate, accept=True, reason="", by=owner)
    assert may_submit_for(person, firm.pk)
    assert not may_declare_for(person, firm.pk)
    assert "Ora agisci" in person.notices.get().subject
    assert AuditEntry.objects.get(verb="mandate_approved").on_behalf_label == firm.name
    assert waiting_count(owner) == 0


def test_a_refusal_says_why(firm, owner):
    person = PersonFactory()
    mandate = ask(firm, person)
    with pytest.raises(Refused) as refusal:
        answer_mandate(mandate=mandate, accept=False, reason=" ", by=owner)
    assert refusal.value.field == "reason"
    answer_mandate(mandate=mandate, accept=False, reason="Non ti conosco", by=owner)
    assert "Non ti conosco" in person.notices.get().body
    with pytest.raises(Refused, match="già stato risposto"):
        answer_mandate(mandate=mandate, accept=True, reason="", by=owner)
    assert ask(firm, person), "a new request may follow"


def test_asking_to_represent_needs_the_declaration(firm):
    person = PersonFactory()
    with pytest.raises(Refused) as refusal:
        ask(firm, person, LEGAL_REP, declared=False)
    assert refusal.value.field == "declared"
    assert firm.name in ask(firm, person, LEGAL_REP).declared_text


def test_asking_twice_or_too_often_is_refused(firm, owner):
    with pytest.raises(Refused, match="Hai già un ruolo"):
        ask(firm, owner)
    person = PersonFactory()
    for _ in range(MOST_WAITING):
        ask(OrganisationFactory(), person)
    with pytest.raises(Refused, match="molte richieste"):
        ask(firm, person)
    with pytest.raises(Refused, match="raggruppamento"):
        ask(GroupingFactory(members=[firm]), PersonFactory())


def test_the_office_answers_where_nobody_represents_the_firm():
    orphan = OrganisationFactory()
    person, officer = PersonFactory(), StaffFactory(role=Role.CASE_OFFICER)
    mandate = ask(orphan, person, LEGAL_REP)
    assert claims_for_office().get().orphan
    assert orphan_claims().count() == 1
    with pytest.raises(PermissionRefused):
        answer_mandate(mandate=mandate, accept=True, reason="", by=person)
    with pytest.raises(PermissionRefused):
        answer_mandate(mandate=mandate, accept=True, reason="", by=StaffFactory(role=Role.EDITOR))
    answer_mandate(mandate=mandate, accept=True, reason="", by=officer)
    assert legal_representatives_of(orphan.pk) == [person]
    assert orphan_claims().count() == 0


def test_an_official_does_not_answer_their_own_request():
    officer = StaffFactory(role=Role.CASE_OFFICER)
    mandate = ask(OrganisationFactory(), officer, LEGAL_REP)
    with pytest.raises(PermissionRefused, match="tua richiesta"):
        answer_mandate(mandate=mandate, accept=True, reason="", by=officer)


def test_a_colleague_is_invited_by_e_mail_and_acts_from_acceptance(firm, owner, run_jobs):
    colleague = PersonFactory()
    mandate = invite_colleague(organisation=firm, email=colleague.email.upper(), kind=COLLABORATOR, by=owner)
    run_jobs()
    assert mail.outbox[0].to == [colleague.email]
    assert "/imprese/" in mail.outbox[0].body
    assert invitations_for(colleague) == [mandate]
    assert waiting_count(colleague) == 1
    assert not may_edit_for(colleague, firm.pk)
    with pytest.raises(PermissionRefused):
        answer_invitation(mandate=mandate, accept=True, by=PersonFactory())
    answer_invitation(mandate=mandate, accept=True, by=colleague)
    assert "ora agisce per" in mandate.granted_by.notices.get(kind="invitation_answered").subject
    assert may_edit_for(colleague, firm.pk)
    with pytest.raises(Refused, match="già risposto"):
        answer_invitation(mandate=mandate, accept=False, by=colleague)
    assert not email_invitation(mandate_id=mandate.pk)


def test_invitations_are_refused_where_they_make_no_sense(firm, owner):
    colleague = PersonFactory()
    invite_colleague(organisation=firm, email=colleague.email, kind=DELEGATE, by=owner)
    with pytest.raises(Refused, match="già invitato") as refusal:
        invite_colleague(organisation=firm, email=colleague.email, kind=COLLABORATOR, by=owner)
    assert refusal.value.field == "email"
    with pytest.raises(Refused, match="agisce già"):
        invite_colleague(organisation=firm, email=owner.email, kind=DELEGATE, by=owner)
    delegate = MandateFactory(organisation=firm, kind=DELEGATE).person
    with pytest.raises(PermissionRefused):
        invite_colleague(organisation=firm, email="x@example.org", kind=COLLABORATOR, by=delegate)
    with pytest.raises(PermissionRefused):
        invite_colleague(
            organisation=GroupingFactory(members=[firm]), email="x@example.org", kind=COLLABORATOR, by=owner
        )
    ask(firm, person := PersonFactory())
    late = Mandate.objects.create(
        organisation=firm, invited_email=person.email, kind=DELEGATE, state="pending", granted_by=owner
    )
    with pytest.raises(Refused, match="Agisci già"):
        answer_invitation(mandate=late, accept=True, by=person)


def test_without_an_account_there_are_no_invitations():
    person = PersonFactory(account=None)
    assert invitations_for(person) == []
    assert waiting_count(person) == 0


def test_a_declined_invitation_ends(firm, owner):
    colleague = PersonFactory()
    mandate = invite_colleague(organisation=firm, email=colleague.email, kind=DELEGATE, by=owner)
    answer_invitation(mandate=mandate, accept=False, by=colleague)
    assert not may_edit_for(colleague, firm.pk)
    assert AuditEntry.objects.filter(verb="invitation_declined").exists()


def test_a_mandate_ends_with_a_reason_and_a_notice(firm, owner):
    mandate = MandateFactory(organisation=firm, kind=DELEGATE)
    with pytest.raises(Refused) as refusal:
        revoke_mandate(mandate=mandate, reason="", by=owner)
    assert refusal.value.field == "reason"
    with pytest.raises(PermissionRefused):
        revoke_mandate(mandate=mandate, reason="x", by=PersonFactory())
    revoke_mandate(mandate=mandate, reason="Non lavora più qui", by=owner)
    assert not may_edit_for(mandate.person, firm.pk)
    assert "Non lavora più qui" in mandate.person.notices.get().body
    with pytest.raises(Refused, match="già terminato"):
        revoke_mandate(mandate=mandate, reason="x", by=owner)


def test_one_leaves_without_a_reason_but_not_as_the_last_representative(firm, owner):
    mandate = firm.mandates.get()
    with pytest.raises(Refused, match="unico legale rappresentante"):
        revoke_mandate(mandate=mandate, reason="", by=owner)
    MandateFactory(organisation=firm)
    revoke_mandate(mandate=mandate, reason="", by=owner)
    assert not may_edit_for(owner, firm.pk)


def test_the_office_ends_a_mandate_that_proves_wrong(firm, owner):
    officer = StaffFactory(role=Role.HEAD_OF_PROCEDURE)
    revoke_mandate(mandate=firm.mandates.get(), reason="Visura diversa", by=officer)
    assert legal_representatives_of(firm.pk) == []


def test_an_invitation_is_withdrawn(firm, owner):
    mandate = invite_colleague(organisation=firm, email="x@example.org", kind=DELEGATE, by=owner)
    revoke_mandate(mandate=mandate, reason="Indirizzo sbagliato", by=owner)
    assert AuditEntry.objects.get(verb="mandate_revoked").before["person"] == "x@example.org"


def test_pages_of_the_person_who_answers(client, firm, owner):
    person = PersonFactory()
    mandate = ask(firm, person, LEGAL_REP)
    signed_in(client, owner)
    path = f"/imprese/{firm.pk}/persone/{mandate.pk}/"
    assert "Dichiaro" in client.get(path).content.decode()
    assert "Scrivi il motivo" in client.post(path, {"passo": "rifiuta"}).content.decode()
    assert client.post(path, {"passo": "approva"}).url == f"/imprese/{firm.pk}/persone/"
    own = firm.mandates.get(person=owner)
    assert client.post(f"/imprese/{firm.pk}/persone/{own.pk}/", {"passo": "termina"}).url == "/imprese/"
    assert client.get(f"/imprese/{firm.pk}/").status_code == 404


def test_a_collaborator_does_not_answer_for_others(client, firm, owner):
    collaborator = MandateFactory(organisation=firm, kind=COLLABORATOR).person
    mandate = ask(firm, PersonFactory())
    signed_in(client, collaborator)
    assert client.get(f"/imprese/{firm.pk}/persone/{mandate.pk}/").status_code == 403
    page = client.get(f"/imprese/{firm.pk}/persone/").content.decode()
    assert "Manda l’invito" not in page
    page = client.post(f"/imprese/{firm.pk}/persone/", {"email": "x@example.org", "kind": "delegate"})
    assert "Solo il legale rappresentante" in page.context["form"].errors["__all__"][0]


def test_pages_to_invite_accept_and_ask(client, firm, owner):
    colleague, stranger = PersonFactory.create_batch(2)
    signed_in(client, owner)
    people = f"/imprese/{firm.pk}/persone/"
    assert client.post(people, {"email": "no", "kind": "delegate"}).context["form"].errors["email"]
    assert client.post(people, {"email": colleague.email, "kind": "delegate"}).url == people
    mandate = Mandate.objects.get(invited_email=colleague.email)
    signed_in(client, stranger)
    client.post(f"/imprese/inviti/{mandate.pk}/", {"risposta": "accetto"})
    mandate.refresh_from_db()
    assert mandate.state == "pending"
    assert (
        client.post(f"/imprese/{firm.pk}/richiesta/", {"kind": "legal_rep"})
        .context["form"]
        .errors["declared"]
    )
    asked = client.post(f"/imprese/{firm.pk}/richiesta/", {"kind": "legal_rep", "declared": "on"})
    assert asked.url == "/imprese/"
    signed_in(client, colleague)
    assert firm.name in client.get("/imprese/").content.decode()
    client.post(f"/imprese/inviti/{mandate.pk}/", {"risposta": "accetto"})
    assert may_submit_for(colleague, firm.pk)
    assert client.post(f"/imprese/inviti/{mandate.pk}/", {"risposta": "rifiuto"}).status_code == 404


def test_a_notice_is_in_the_language_its_reader_chose(firm, owner):
    owner.language = "en"
    owner.save()
    ask(firm, PersonFactory())
    notice = owner.notices.get()
    assert "asks to act for" in notice.subject
    assert notice.url == f"/en/imprese/{firm.pk}/persone/"
