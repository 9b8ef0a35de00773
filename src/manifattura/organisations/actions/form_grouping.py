"""Groupings: a lead forms one, members join when their own legal representative accepts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.fiscal_numbers import FiscalNumberError, checked_number
from ..domain.kinds import MandateState, ParticipantKind
from ..domain.mandates import may_become
from ..models import GroupingMember, Organisation
from ..permissions import may_change_facts, may_declare_for
from ..queries.organisations import legal_representatives_of, organisation_with_code
from .guard import announce_change, check_name_and_form, locked, refuse_number
from .links import list_link

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def form_grouping(*, name: str, lead: Organisation, by: Person, is_sample: bool = False) -> Organisation:
    """Create the grouping with its lead; only who represents the lead forms it."""
    clean_name = check_name_and_form(ParticipantKind.GROUPING, name, "")
    if lead.kind == ParticipantKind.GROUPING:
        raise Refused(_("La capofila è un’impresa, non un altro raggruppamento."), field="lead")
    if not may_declare_for(by, lead.pk):
        raise PermissionRefused(_("Solo il legale rappresentante della capofila forma il raggruppamento."))
    with transaction.atomic():
        grouping = Organisation.objects.create(
            kind=ParticipantKind.GROUPING, name=clean_name, created_by=by, is_sample=is_sample
        )
        GroupingMember.objects.create(
            grouping=grouping, member=lead, is_lead=True, invited_by=by, answered_at=now()
        )
        audit.record(
            "grouping_formed",
            by=by,
            subject=grouping,
            on_behalf=lead,
            after={"name": clean_name, "lead": lead.name},
        )
    return grouping


def invite_member(*, grouping: Organisation, fiscal_code: str, by: Person) -> GroupingMember:
    """Invite a registered organisation by its codice fiscale; its legal representatives are told."""
    if grouping.kind != ParticipantKind.GROUPING or not may_change_facts(by, grouping.pk):
        raise PermissionRefused(_("Solo la capofila invita altre imprese."))
    try:
        code = checked_number(fiscal_code)
    except FiscalNumberError as error:
        raise refuse_number("fiscal_code", error) from error
    member = organisation_with_code(code)
    if member is None:
        raise Refused(
            _(
                "Nessuna impresa registrata ha questo codice fiscale: chiedi a chi la rappresenta di registrarla."
            ),
            field="fiscal_code",
        )
    try:
        with transaction.atomic():
            locked(grouping.pk)
            row = GroupingMember.objects.create(
                grouping=grouping, member=member, state=MandateState.PENDING, invited_by=by
            )
            audit.record("member_invited", by=by, subject=grouping, after={"member": member.name})
            for person in legal_representatives_of(member.pk):
                with in_language_of(person):
                    notify_person(
                        person=person,
                        kind="member_invited",
                        subject=_("%(firm)s è invitata nel raggruppamento %(grouping)s")
                        % {"firm": member.name, "grouping": grouping.name},
                        body=_("Ti invita %(person)s. L’impresa entra quando accetti.")
                        % {"person": by.full_name},
                        url=list_link(),
                    )
    except IntegrityError as error:
        raise Refused(_("Questa impresa c’è già, o è già invitata."), field="fiscal_code") from error
    return row


def answer_membership(*, membership: GroupingMember, accept: bool, by: Person) -> GroupingMember:
    """The member's legal representative accepts or declines for it."""
    if not may_declare_for(by, membership.member_id):
        raise PermissionRefused(_("Risponde il legale rappresentante dell’impresa invitata."))
    with transaction.atomic():
        locked(membership.grouping_id)
        stored = GroupingMember.objects.select_for_update().get(pk=membership.pk)
        target = MandateState.ACTIVE if accept else MandateState.REFUSED
        if not may_become(MandateState(stored.state), target):
            raise Refused(_("A questo invito è già stato risposto."))
        _end(stored, target, by, "member_joined" if accept else "member_declined")
        subject = (
            gettext_noop("%(firm)s è entrata nel raggruppamento %(grouping)s")
            if accept
            else gettext_noop("%(firm)s non entra nel raggruppamento %(grouping)s")
        )
        body = (
            gettext_noop("Ha accettato l’invito %(person)s.")
            if accept
            else gettext_noop("Ha rifiutato l’invito %(person)s.")
        )
        _tell(stored, _lead_of(stored), "member_answered", subject, body, by)
    return stored


def remove_member(*, membership: GroupingMember, by: Person) -> GroupingMember:
    """A member leaves, or the lead takes it out; the lead itself stays."""
    if not (may_change_facts(by, membership.grouping_id) or may_declare_for(by, membership.member_id)):
        raise PermissionRefused(_("Decide la capofila, oppure chi rappresenta l’impresa."))
    with transaction.atomic():
        locked(membership.grouping_id)
        stored = GroupingMember.objects.select_for_update().get(pk=membership.pk)
        if stored.is_lead:
            raise Refused(_("La capofila non si toglie: forma un altro raggruppamento."))
        if not may_become(MandateState(stored.state), MandateState.REVOKED):
            raise Refused(_("Questa impresa non è più nel raggruppamento."))
        was_invited = stored.state == MandateState.PENDING
        _end(stored, MandateState.REVOKED, by, "member_removed")
        leaves = may_declare_for(by, stored.member_id)
        subject = (
            gettext_noop("%(firm)s non è più invitata nel raggruppamento %(grouping)s")
            if was_invited
            else gettext_noop("%(firm)s non è più nel raggruppamento %(grouping)s")
        )
        body = (
            gettext_noop("È uscita per decisione di %(person)s.")
            if leaves
            else gettext_noop("L’ha tolta %(person)s, per la capofila.")
        )
        told = _lead_of(stored) if leaves else stored.member_id
        _tell(stored, told, "member_removed", subject, body, by)
    return stored


def _lead_of(membership: GroupingMember) -> int:
    lead: int = membership.grouping.members.get(is_lead=True).member_id
    return lead


def _tell(membership: GroupingMember, firm_id: int, kind: str, subject: str, body: str, by: Person) -> None:
    """Who represents the other firm learns what this one did; whoever did it knows."""
    for person in legal_representatives_of(firm_id):
        if person.pk == by.pk:
            continue
        with in_language_of(person):
            notify_person(
                person=person,
                kind=kind,
                subject=_(subject) % {"firm": membership.member.name, "grouping": membership.grouping.name},
                body=_(body) % {"person": by.full_name},
                url=list_link(),
            )


def _end(membership: GroupingMember, state: MandateState, by: Person, verb: str) -> None:
    membership.state, membership.answered_at = state, now()
    membership.save(update_fields=["state", "answered_at"])
    audit.record(
        verb,
        by=by,
        subject=membership.grouping,
        on_behalf=membership.member,
        after={"member": membership.member.name},
    )
    announce_change(membership.grouping_id, facts=["members"], by=by)
